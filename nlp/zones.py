"""The parts of a letter (Decree 30/2020/NĐ-CP, Annex I) and the one text they make together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nlp.document import SURE, Line, Word


class ZoneName(StrEnum):
    """The parts of a letter, in reading order."""

    HEAD_LEFT = "head_left"
    HEAD_RIGHT = "head_right"
    TITLE = "title"
    ADDRESSEES = "addressees"
    BODY = "body"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"
    ANNEX = "annex"
    ATTACHED = "attached"
    STAMPS = "stamps"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines of one part on one page, in reading order."""

    name: ZoneName
    page_index: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines joined by line feeds."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the letter's text: where it stands in the text and on the paper."""

    start: int
    end: int
    zone: ZoneName
    page_index: int
    line: Line


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of a whole letter in reading order, one zone after another.

    Attributes:
        text: All lines joined by line feeds, zones in the order given.
        placed: One entry per line, in the order of `text`.
    """

    text: str
    placed: tuple[Placed, ...]

    def lines_in(self, *names: ZoneName) -> Iterator[Placed]:
        """Yield the lines of the named zones in reading order."""
        return (placed for placed in self.placed if placed.zone in names)

    def text_of(self, *names: ZoneName) -> str:
        """Return the named zones' lines joined by line feeds."""
        return "\n".join(placed.line.text for placed in self.lines_in(*names))


def join(zones: Iterable[Zone]) -> Letter:
    """Join zones into one letter text, remembering where each line came from."""
    placed: list[Placed] = []
    parts: list[str] = []
    offset = 0
    for zone in zones:
        for line in zone.lines:
            text = line.text
            placed.append(Placed(offset, offset + len(text), zone.name, zone.page_index, line))
            parts.append(text)
            offset += len(text) + 1
    return Letter("\n".join(parts), tuple(placed))


def was_read(letter: Letter, start: int, end: int) -> bool:
    """Tell whether OCR read any of the characters [start, end), or a repair changed them."""
    lines = lines_under(letter, start, end)
    return any(word.confidence < SURE for placed in lines for word in placed.line.words)


def least_sure(letter: Letter, start: int, end: int) -> float:
    """Return how sure the least sure of the words is that hold characters of [start, end)."""
    lines = lines_under(letter, start, end)
    words = (word for placed in lines for word in words_under(placed, start, end))
    return min((float(word.confidence) for word in words), default=1.0)


def words_under(placed: Placed, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a line that hold any of the characters [start, end) of the text."""
    offset = placed.start
    for word in placed.line.words:
        if offset >= end:
            return
        if offset + len(word.text) > start:
            yield word
        offset += len(word.text) + 1


def lines_under(letter: Letter, start: int, end: int) -> Sequence[Placed]:
    """Return the lines that hold any of the characters [start, end) of the letter's text."""
    return [placed for placed in letter.placed if placed.start < end and placed.end > start]
