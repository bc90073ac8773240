"""The foot of a letter given as text: a line in, whether signature or recipients out."""

from collections.abc import Sequence
from itertools import takewhile

from nlp.document import Line
from nlp.layout.anchors import is_annex, is_authority, is_file_copy, is_recipients, is_signed
from nlp.names import bare_name, person_name, signed_name, split_signed, unusual_name
from nlp.positions import in_capitals, is_position
from nlp.zones import ZoneName

LISTED = ("-", "–", "~", "+", "•", "*")
NAME_REACH = 9
"""Lines between the first line of a signature and the name under it."""
LIST_REACH = 30
LONG_LINE = 75
SENTENCE = 40
SIGNED_NAMES = 4
"""Lines of two names and what says that they signed."""


def signs_below(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a signature block opens at a line: a post or mark, and a name soon after.

    Entries of recipients, printed beside it, may stand between its lines.
    """
    if not opens_signature(lines[at].text):
        return False
    block = [line for line in lines[at : at + LIST_REACH] if not line.text.startswith(LISTED)]
    for line in block[:NAME_REACH]:
        under = line is not lines[at]
        named = signed_name(line.text) or (under and unusual_name(line.text))
        if named or is_signed(line.text):
            return True
        if len(line.text) > LONG_LINE or (under and _is_sentence(line.text)):
            return False
    return len(lines) - at < NAME_REACH


def signs_without_post(lines: Sequence[Line], at: int) -> bool:
    """Tell whether names and "(Đã ký)", in any order, begin at a line: one each, or two side by side.

    Old texts are saved so, the post of the signer lost or named in the title alone.
    """
    texts = [line.text for line in lines[at : at + SIGNED_NAMES]]
    block = list(takewhile(lambda text: is_signed(text) or _is_name(text), texts))
    return any(map(is_signed, block)) and any(map(_is_name, block))


def _is_name(text: str) -> bool:
    plain = text.strip(" |")
    return person_name(text) == plain or bare_name(text) == plain


class PlainFoot:
    """Deals the lines of a foot to signature and recipients; state is what it has seen."""

    def __init__(self) -> None:
        self.listing = False
        self.listed: list[str] = []
        self.signed = False
        self.posted = False
        self.awaits_name = False

    def place(self, line: Line) -> ZoneName:
        """Return the zone of the next line of the foot."""
        text = line.text
        if self._is_entry(line):
            self.listing = True
            self.listed.append(text)
            return ZoneName.RECIPIENTS
        text = in_capitals(text)
        named = signed_name(text) or (self.posted and unusual_name(text))
        self.signed = self.signed or bool(named)
        self.awaits_name = (self.awaits_name or opens_signature(text)) and not named
        self.posted = self.posted or self.awaits_name
        return ZoneName.SIGNATURE

    def ends_before(self, line: Line) -> bool:
        """Tell whether a line stands below both signature and recipients."""
        text = line.text
        if is_annex(text):
            return True
        # "KT. BỘ TRƯỞNG", "BỘ QUỐC PHÒNG", "THỨ TRƯỞNG": another signs below.
        if not self.signed or self.awaits_name or self._is_entry(line):
            return False
        signs = opens_signature(text) or signed_name(text) is not None or is_signed(text)
        return not signs

    def _is_entry(self, line: Line) -> bool:
        """Tell whether a line belongs to the recipients."""
        text = line.text.lstrip()
        if is_recipients(text):
            return True
        if line.box.left > 0 or opens_signature(text) or is_signed(text):
            return False
        if text.startswith(LISTED) or is_file_copy(text) or (self.listing and text.endswith(";")):
            return True
        named = person_name(text) or (self.posted and not self.signed and unusual_name(text))
        if not self.listing or (text.isupper() and len(text) > 1) or named:
            return False
        return self._goes_on(text)

    def _goes_on(self, text: str) -> bool:
        """Tell whether an unlisted line continues the list."""
        before = self.listed[-1].rstrip()
        if is_file_copy(before) and before.endswith("."):
            return False
        ends = text.rstrip().endswith((";", ".", ","))
        return (
            text[:1].islower() or text.startswith("(") or ends or before.endswith((":", ",", ";"))
        )


def opens_signature(text: str) -> bool:
    """Tell whether a line holds a mark of authority or a post in capitals.

    >>> opens_signature("KT. GIÁM ĐỐC"), opens_signature("HIỆU TRƯỞNG"), opens_signature("Giám đốc Sở")
    (True, True, False)
    """
    post = split_signed(in_capitals(text))[0]
    return is_authority(text) or (post.isupper() and is_position(post))


def _is_sentence(text: str) -> bool:
    return len(text) > SENTENCE and not text.isupper() and not text.lstrip().startswith(LISTED)
