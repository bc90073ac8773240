"""Finds the zones of plain text by anchor words alone: lines in, zones out."""

from collections.abc import Sequence
from enum import Enum, auto

from nlp.document import Line
from nlp.document_types import leading_type
from nlp.folding import letters
from nlp.layout.anchors import (
    is_about,
    is_annex,
    is_authority,
    is_date,
    is_dear,
    is_motto,
    is_number,
    is_party_motto,
    is_recipients,
    is_under_motto,
)
from nlp.lexicons import Lexicons
from nlp.names import person_name
from nlp.positions import is_position
from nlp.zones import Zone, ZoneName

HEAD_LINES = 30


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
    sorter = _Sorter(lexicons)
    for line in lines:
        sorter.add(line)
    return sorter.zones()


class _Sorter:
    """Walks down the text and puts each line into a zone; state is where in the letter it is."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons
        self.at = _At.HEAD
        self.about = False
        self.seen = 0
        self.lines: dict[ZoneName, list[Line]] = {name: [] for name in ZoneName}

    def zones(self) -> tuple[Zone, ...]:
        return tuple(Zone(name, 0, tuple(lines)) for name, lines in self.lines.items() if lines)

    def add(self, line: Line) -> None:
        self.seen += 1
        self.at = self._next(line)
        place = self._place(line)
        self.lines[place].append(line)

    def _place(self, line: Line) -> ZoneName:
        """Return the zone of a line, by where in the letter it stands."""
        if self.at is _At.HEAD:
            return self._head(line)
        if self.at is _At.FOOT:
            return self._foot(line)
        return ZONES[self.at]

    def _next(self, line: Line) -> _At:
        """Return where in the letter a line stands."""
        text = line.text
        if self.at in (_At.FOOT, _At.ANNEX):
            return _At.ANNEX if self._after_foot(text) else self.at
        if is_recipients(text) or (self.at is _At.BODY and _signs(text)):
            return _At.FOOT
        if self.at in (_At.HEAD, _At.TITLE) and is_dear(text):
            return _At.DEAR
        if self.at is _At.HEAD:
            return self._after_head(text)
        if self.at is _At.TITLE and not self._in_title(text):
            return _At.BODY
        if self.at is _At.DEAR and not is_dear(text) and not text.lstrip().startswith(("-", "+")):
            return _At.BODY
        return self.at

    def _after_foot(self, text: str) -> bool:
        """Tell whether a line stands below both signature and recipients."""
        if self.at is _At.ANNEX or is_annex(text):
            return True
        recipients = self.lines[ZoneName.RECIPIENTS]
        signature = self.lines[ZoneName.SIGNATURE]
        if not recipients or not any(person_name(line.text) for line in signature):
            return False
        signed_last = signature[-1].box.top > recipients[-1].box.top
        return signed_last or not text.lstrip().startswith(("-", "–", "+"))

    def _after_head(self, text: str) -> _At:
        if leading_type(text, self.lexicons.document_types) is not None:
            return _At.TITLE
        return _At.BODY if self.seen > HEAD_LINES else _At.HEAD

    def _in_title(self, text: str) -> bool:
        """Tell whether a line continues the title: the body opens with a sentence."""
        if len(self.lines[ZoneName.TITLE]) > 8:
            return False
        opening = letters(text)
        return not opening.startswith(BODY_OPENINGS) and not (text.isupper() and is_position(text))

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
        return self.about and "," not in text

    def _foot(self, line: Line) -> ZoneName:
        text = line.text.lstrip()
        if is_recipients(text) or text.startswith(("-", "–", "+")):
            return ZoneName.RECIPIENTS
        return ZoneName.SIGNATURE


BODY_OPENINGS = (
    "can cu", "thuc hien", "trien khai", "theo ", "nham ", "de dam", "de bao", "de trien", "de to",
    "de thuc", "de kip", "xet ", "phuc dap", "tra loi", "tiep theo", "sau khi", "i muc dich",
    "kinh gui", "ngay ", "trong ",
)  # fmt: skip


def _signs(text: str) -> bool:
    """Tell whether a line of capitals opens a signature block."""
    return text.isupper() and (is_authority(text) or is_position(text))
