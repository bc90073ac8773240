"""Finds the zones of plain text by anchor words alone: lines in, zones out."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import takewhile

from nlp.document import Line
from nlp.document_types import leading_type, named_type
from nlp.folding import fold, letters
from nlp.layout.anchors import (
    is_about,
    is_date,
    is_dear,
    is_gazette_head,
    is_motto,
    is_number,
    is_party_motto,
    is_recipients,
    is_signature_note,
    is_under_motto,
)
from nlp.layout.plain_foot import PlainFoot, signs_below
from nlp.lexicons import Lexicons
from nlp.positions import is_position
from nlp.zones import Zone, ZoneName

HEAD_LINES = 30
LONGEST_TITLE = 8
# Entries of "Kính gửi" are short; a longer line opens the body.
LONGEST_ADDRESSEE = 110
LISTED = ("-", "–", "+", "•", "*")


class _At(Enum):
    HEAD = auto()
    TITLE = auto()
    DEAR = auto()
    BODY = auto()
    FOOT = auto()
    ANNEX = auto()


ZONES = {
    _At.TITLE: ZoneName.TITLE,
    _At.DEAR: ZoneName.ADDRESSEES,
    _At.BODY: ZoneName.BODY,
    _At.ANNEX: ZoneName.ANNEX,
}


def zones_of_text(lines: Sequence[Line], lexicons: Lexicons) -> tuple[Zone, ...]:
    """Return the zones of a letter given as text lines (blank lines left out)."""
    sorter = _Sorter(lines, lexicons)
    for at in range(len(lines)):
        sorter.add(at)
    return sorter.zones()


class _Sorter:
    """Walks down the text and puts each line into a zone; state is where in the letter it is."""

    def __init__(self, every: Sequence[Line], lexicons: Lexicons) -> None:
        self.every = every
        self.lexicons = lexicons
        self.at = _At.HEAD
        self.about = False
        self.foot = PlainFoot()
        self.lines: dict[ZoneName, list[Line]] = {name: [] for name in ZoneName}

    def zones(self) -> tuple[Zone, ...]:
        return tuple(Zone(name, 0, tuple(lines)) for name, lines in self.lines.items() if lines)

    def add(self, index: int) -> None:
        line = self.every[index]
        if is_signature_note(line.text) or is_gazette_head(line.text):
            self.lines[ZoneName.MARGIN].append(line)
            return
        self.at = self._next(index)
        self.lines[self._place(line)].append(line)

    def _place(self, line: Line) -> ZoneName:
        """Return the zone of a line, by where in the letter it stands."""
        if self.at is _At.HEAD:
            return self._head(line)
        if self.at is _At.FOOT:
            return self.foot.place(line)
        return ZONES[self.at]

    def _next(self, index: int) -> _At:
        """Return where in the letter a line stands."""
        text = self.every[index].text
        if self.at in (_At.FOOT, _At.ANNEX):
            ended = self.at is _At.ANNEX or self.foot.ends_before(self.every[index])
            return _At.ANNEX if ended else _At.FOOT
        if self._opens_foot(index):
            return _At.FOOT
        if self.at in (_At.HEAD, _At.TITLE) and is_dear(text):
            return _At.DEAR
        if self.at is _At.HEAD:
            return self._after_head(index)
        if self.at is _At.TITLE and not self._in_title(text):
            return _At.BODY
        if self.at is _At.DEAR and not self._in_addressees(text):
            return _At.BODY
        return self.at

    def _opens_foot(self, index: int) -> bool:
        """Tell whether recipients or a signature block begin at a line."""
        text = self.every[index].text
        if is_recipients(text):
            return self.at is not _At.HEAD or index > HEAD_LINES
        return self.at in (_At.BODY, _At.DEAR) and signs_below(self.every, index)

    def _after_head(self, index: int) -> _At:
        text = self.every[index].text
        named = leading_type(text, self.lexicons.document_types) is not None
        if named or (self._has_number() and named_type(text, self.lexicons.document_types)):
            return _At.TITLE
        basis = self._has_number() and letters(text).startswith(("can cu ", "thuc hien "))
        opens = basis and not self.about
        return _At.BODY if opens or index > HEAD_LINES else _At.HEAD

    def _has_number(self) -> bool:
        return any(is_number(line.text) for line in self.lines[ZoneName.HEAD_LEFT])

    def _in_title(self, text: str) -> bool:
        """Tell whether a line continues the title: the body opens with a sentence."""
        if len(self.lines[ZoneName.TITLE]) > LONGEST_TITLE or ARTICLE.match(text):
            return False
        title = self.lines[ZoneName.TITLE]
        above = len(title) > 1 and not title[-1].text.isupper()
        if text.isupper() and (above or is_position(text)):
            return False
        if len(title) > 1 and self._names_issuer(text):
            return False
        widest = max(len(line.text) for line in title)
        if above and len(title[-1].text) < SHORT * widest and CODE.match(text):
            return False
        bare = len(self.lines[ZoneName.TITLE]) == 1 and self._bare_heading()
        if not bare and _is_sentence(text, widest):
            return False
        if len(title) > 1 and _is_cited(text, title[-1].text):
            return False
        return not _opens_body(text) or (bare and not CITES.search(text))

    def _names_issuer(self, text: str) -> bool:
        """Tell whether a line says who decides: "QUỐC HỘI …", "THỦ TƯỚNG CHÍNH PHỦ điện:"."""
        head = [line.text for line in self.lines[ZoneName.HEAD_LEFT]]
        names = list(takewhile(lambda name: not is_number(name), head))
        issuer = fold(" ".join(names))
        return bool(issuer) and fold(text).startswith(issuer) and text[: len(issuer)].isupper()

    def _bare_heading(self) -> bool:
        """Tell whether the title so far is the type alone; what it is about must follow."""
        return (
            named_type(self.lines[ZoneName.TITLE][0].text, self.lexicons.document_types) is not None
        )

    def _in_addressees(self, text: str) -> bool:
        """Tell whether a line is one more addressee: listed, or short under a bare heading."""
        if is_dear(text) or text.lstrip().startswith(LISTED):
            return True
        before = self.lines[ZoneName.ADDRESSEES][-1].text.rstrip()
        goes_on = before.endswith((":", ";", ",")) or text[:1].islower()
        return goes_on and len(text) < LONGEST_ADDRESSEE and not _opens_body(text)

    def _head(self, line: Line) -> ZoneName:
        text = line.text
        if is_motto(text) or is_party_motto(text) or is_under_motto(text):
            self.about = False
            return ZoneName.HEAD_RIGHT
        if is_about(text):
            self.about = True
        elif is_date(text) and not self._in_about(text):
            self.about = False
            return ZoneName.HEAD_RIGHT
        elif is_number(text):
            self.about = False
        return ZoneName.HEAD_LEFT

    def _in_about(self, text: str) -> bool:
        """Tell whether a date belongs to the running "V/v …" lines: it has no place before it."""
        return self.about and PLACE_AND_DATE.match(fold(text)) is None


# What opens a body rather than a subject: a cited letter, a list, "Căn cứ …".
CITES = re.compile(r"số\s?\d|\d/|[:;]\s*$|^\W*(?:Căn cứ|Kính gửi|CĂN CỨ|Xét|Theo đề nghị)")
# A new paragraph that cites a letter opens the body, whatever its first words.
SHORT = 0.75
LONG, SENTENCE = 1.3, 25
CODE = re.compile(r"^\s*[A-ZĐÀ-Ỹ].*\bsố\s?\d{1,5}\s?[/-]")
ARTICLE = re.compile(r"^\W{0,3}(?:Điều|Chương|Phần|Mục)\s+(?:\d|[IVX])")
PLACE_AND_DATE = re.compile(r"^[^\d/]{2,40}?,?\s*ngay\s.{0,12}thang")
BODY_OPENINGS = (
    "can cu", "thuc hien", "trien khai", "theo ", "nham ", "de dam", "de bao", "de trien", "de to",
    "de thuc", "de kip", "xet ", "phuc dap", "tra loi", "tiep theo", "sau khi", "i muc dich",
    "kinh gui", "ngay ", "trong ", "vua qua", "qua ", "hien nay", "thoi gian qua", "nam ",
    "hom nay", "vao luc", "vao hoi",
)  # fmt: skip


def _opens_body(text: str) -> bool:
    opens = text.lstrip(' -–.“"')[:1].isupper()
    return opens and letters(text).startswith(BODY_OPENINGS)


def _is_cited(text: str, above: str) -> bool:
    """Tell whether a line below a title in capitals cites the act it is about."""
    return above.isupper() and not text.isupper() and CITES.search(text) is not None


def _is_sentence(text: str, widest: int) -> bool:
    """Tell whether a line below a whole title is prose: a capital first, and long or at its end."""
    if not text[:1].isupper() or text.isupper():
        return False
    return len(text) > max(LONG * widest, LONGEST_ADDRESSEE) or (
        len(text) > SENTENCE and text.rstrip().endswith((".", ":", ";", "./"))
    )
