"""Finds the zones of plain text by anchor words alone: lines in, zones out."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import takewhile

from nlp.document import Line
from nlp.document_types import is_type, leading_type, named_type
from nlp.folding import fold, letters
from nlp.layout.anchors import (
    is_about,
    is_date,
    is_dear,
    is_gazette_head,
    is_motto,
    is_number,
    is_party_motto,
    is_person,
    is_recipients,
    is_signature_note,
    is_under_motto,
    is_wired,
    is_youth_motto,
)
from nlp.layout.displaced import made_whole
from nlp.layout.headless import is_numbered, without_false_head
from nlp.layout.plain_foot import PlainFoot, signs_below, signs_without_post
from nlp.layout.plain_title import goes_on, opens_body
from nlp.layout.portal import lines_of_the_site
from nlp.layout.quoted_lines import letters_inside, quoted_lines
from nlp.layout.told import filled_from_site
from nlp.lexicons import Lexicons
from nlp.zones import Zone, ZoneName

HEAD_LINES = 30
# Entries of "Kính gửi" are short; a longer line opens the body.
LONGEST_ADDRESSEE = 110
# "Kính gửi: Các" with its noun on the next line.
HANGING = re.compile(r":\s*(?:Các|Quý|Ông|Bà|Đồng chí|Sở|Bộ|Ban|Ủy ban nhân dân)$")
LONGEST_DATE = 75
"""A longer line speaks of a day in passing."""
FIXED = (is_motto, is_under_motto, is_party_motto, is_youth_motto, is_numbered, is_about, is_dear)
"""What only a head holds."""
SHORT_ADDRESSEE = 60
LISTED = ("-", "–", "~", "+", "•", "*")


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
        self.about = False
        self.no_motto = not any(is_motto(line.text) for line in every[:HEAD_LINES])
        self.foot = PlainFoot()
        self.of_the_site = lines_of_the_site([line.text for line in every])
        texts = [line.text for line in every]
        self.quoted = quoted_lines(texts)
        self.attached = letters_inside(texts) - self.quoted
        self.lines: dict[ZoneName, list[Line]] = {name: [] for name in ZoneName}
        self.at = _At.HEAD if any(map(self._is_of_head, texts[:HEAD_LINES])) else _At.BODY

    def zones(self) -> tuple[Zone, ...]:
        made_whole(self.lines, self.every)
        filled_from_site(self.lines, self.every)
        without_false_head(self.lines, self.every)
        return tuple(Zone(name, 0, tuple(lines)) for name, lines in self.lines.items() if lines)

    def add(self, index: int) -> None:
        line = self.every[index]
        if index in self.attached:
            self.lines[ZoneName.ATTACHED].append(line)
            return
        beside = is_signature_note(line.text) or is_gazette_head(line.text)
        if beside or index in self.of_the_site:
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
        if self.at in (_At.HEAD, _At.TITLE) and (is_dear(text) or is_wired(text)):
            return _At.DEAR
        if self.at is _At.HEAD:
            return self._after_head(index)
        if self.at is _At.TITLE and not self._in_title(text):
            return _At.BODY
        if self.at is _At.DEAR and not self._in_addressees(index):
            return _At.BODY
        return self.at

    def _opens_foot(self, index: int) -> bool:
        """Tell whether recipients or a signature block begin at a line."""
        text = self.every[index].text
        if self.at is _At.BODY and index in self.quoted:
            return False
        if is_recipients(text):
            return self.at is not _At.HEAD or index > HEAD_LINES
        signs = signs_below(self.every, index) or signs_without_post(self.every, index)
        return self.at in (_At.BODY, _At.DEAR) and signs

    def _after_head(self, index: int) -> _At:
        text = self.every[index].text
        types = self.lexicons.document_types
        name = leading_type(text, types)
        # Above the number "PHƯỜNG HOÀN KIẾM" looks like "PHƯƠNG ÁN": there the type stands alone.
        sure = name is not None and (self._has_number() or is_type(text, name))
        if sure or (self._has_number() and named_type(text, types)):
            return _At.TITLE
        basis = self._has_number() and letters(text).startswith(("can cu ", "thuc hien "))
        opens = (basis and not self.about) or self._is_prose(index)
        return _At.BODY if opens or index > HEAD_LINES else _At.HEAD

    def _is_prose(self, index: int) -> bool:
        """Tell whether a paragraph stands where nothing of a head is to come: the body, its title lost."""
        text = self.every[index].text
        if self.about or is_about(text) or text.isupper() or len(text) <= LONGEST_ADDRESSEE:
            return False
        below = (line.text for line in self.every[index + 1 : index + HEAD_LINES])
        return not any(map(self._is_of_head, below))

    def _is_of_head(self, text: str) -> bool:
        types = self.lexicons.document_types
        fixed = any(is_it(text) for is_it in FIXED) or (len(text) <= LONGEST_DATE and is_date(text))
        return fixed or leading_type(text, types) is not None or named_type(text, types) is not None

    def _has_number(self) -> bool:
        return any(is_number(line.text) for line in self.lines[ZoneName.HEAD_LEFT])

    def _in_title(self, text: str) -> bool:
        """Tell whether a line continues the title: the body opens with a sentence."""
        title = [line.text for line in self.lines[ZoneName.TITLE]]
        head = [line.text for line in self.lines[ZoneName.HEAD_LEFT]]
        issuer = " ".join(takewhile(lambda name: not is_number(name), head))
        return goes_on(title, text, issuer, self.lexicons.document_types)

    def _in_addressees(self, index: int) -> bool:
        """Tell whether a line is one more addressee: listed, or short under a bare heading."""
        text = self.every[index].text
        if is_dear(text) or text.lstrip().startswith(LISTED):
            return True
        before = self.lines[ZoneName.ADDRESSEES][-1].text.rstrip()
        goes_on = before.endswith((":", ";", ",")) or HANGING.search(before) or text[:1].islower()
        wraps = (
            goes_on or self._ends_an_entry(index, before) or (is_person(text) and is_person(before))
        )
        return bool(wraps) and len(text) < LONGEST_ADDRESSEE and not opens_body(text)

    def _ends_an_entry(self, index: int, before: str) -> bool:
        """Tell whether a line in capitals goes on with a listed entry that is not closed above it."""
        text = self.every[index].text.rstrip()
        if not before.lstrip().startswith(LISTED) or before.endswith((".", ";", ",")):
            return False
        listed = self.every[index + 1 : index + 2]
        more = bool(listed) and listed[0].text.lstrip().startswith(LISTED)
        return more or (len(text) < SHORT_ADDRESSEE and text.endswith((".", ";", ",")))

    def _head(self, line: Line) -> ZoneName:
        text = line.text
        youth = self.no_motto and is_youth_motto(text)
        if youth or is_motto(text) or is_party_motto(text) or is_under_motto(text):
            self.about = False
            return ZoneName.HEAD_RIGHT
        if is_about(text):
            self.about = True
        elif _is_dated(text) and not self._in_about(text):
            self.about = False
            return ZoneName.HEAD_RIGHT
        elif is_number(text):
            self.about = False
        return ZoneName.HEAD_LEFT

    def _in_about(self, text: str) -> bool:
        """Tell whether a date belongs to the running "V/v …" lines: it has no place before it."""
        return self.about and PLACE_AND_DATE.match(fold(text)) is None


def _is_dated(text: str) -> bool:
    """Tell whether a line of a head dates the letter: no sentence that cites another one."""
    cites = opens_body(text) and CITED.search(fold(text)) is not None
    return not cites and (is_date(text) or BARE_DATE.match(fold(text)) is not None)


CITED = re.compile(r"\bso\s?\d")
PLACE_AND_DATE = re.compile(
    r"^[^\d/]{2,40}?,?\s*ngay\s.{0,12}thang|^[a-z][a-z .-]{1,30},\s*ngay\s*\d{1,2}\s?[/.-]"
)
# "Hà Nội, ngày 25/02/2005", alone on its line.
BARE_DATE = re.compile(
    r"^\W*(?:[a-z][a-z .-]{1,30}\W{1,3})?ngay\s*\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d\W*$"
)
