"""The nouns everyone shares: boxes, words, lines and the text layer of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NewType

Confidence = NewType("Confidence", float)
"""Probability that something was read right, 0.0 to 1.0."""

SURE = Confidence(1.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in pixels, origin top-left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre (x, y) in pixels."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all `boxes` (at least one).

    >>> around([Box(0, 0, 2, 2), Box(5, 1, 6, 3)])
    Box(left=0, top=0, right=6, bottom=3)
    """
    every = list(boxes)
    return Box(
        min(box.left for box in every),
        min(box.top for box in every),
        max(box.right for box in every),
        max(box.bottom for box in every),
    )


def turned_edges(
    edges: tuple[float, float, float, float], degrees: int
) -> tuple[float, float, float, float]:
    """Return a box, given as fractions of a page, on the page turned clockwise.

    Args:
        edges: Left, top, right, bottom, 0 to 1.
        degrees: 0, 90, 180 or 270.

    >>> turned_edges((0.0, 0.25, 0.5, 1.0), 90), turned_edges((0.0, 0.25, 0.5, 1.0), 180)
    ((0.0, 0.0, 0.75, 0.5), (0.5, 0.0, 1.0, 0.75))
    """
    left, top, right, bottom = edges
    ways = {
        90: (1 - bottom, left, 1 - top, right),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (top, 1 - right, bottom, 1 - left),
    }
    return ways.get(degrees, edges)


@dataclass(frozen=True, slots=True)
class Word:
    """One printed token: NFC text, its box in pixels and how sure the reader was."""

    text: str
    box: Box
    confidence: Confidence = SURE


class Ink(StrEnum):
    """What a line was put on the paper with."""

    PRINT = "print"
    STAMP = "stamp"


@dataclass(frozen=True)
class Line:
    """The words of one line, left to right.

    Text and box are asked for again and again; they are made once.

    Attributes:
        words: At least one.
        ink: Whether the line was printed or stamped.
        cell: (table, row, column) on its page, from 0, when the line stands in a ruled table.
    """

    words: tuple[Word, ...]
    ink: Ink = Ink.PRINT
    cell: tuple[int, int, int] | None = None

    @cached_property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        """The box around all words."""
        return around(word.box for word in self.words)


class LayerSource(StrEnum):
    """Where the words of a page came from."""

    OCR = "ocr"
    EMBEDDED = "embedded"
    PLAIN = "plain"


class Verdict(StrEnum):
    """What a page's embedded text layer is worth, and so what is done.

    NO_LAYER: there is none; the image is read. GOOD_LAYER: it is taken as it is. BAD_LAYER: the
    image is read instead. NOT_LETTER: it is something else, such as a portal's line over a scan;
    the image is read. LEGACY: it is taken, its encoding converted to Unicode. ONLY_LAYER: it is
    bad, but the image shows less; it is taken to be repaired.
    """

    NO_LAYER = "no_layer"
    GOOD_LAYER = "good_layer"
    BAD_LAYER = "bad_layer"
    NOT_LETTER = "not_letter"
    LEGACY = "legacy"
    ONLY_LAYER = "only_layer"


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The lines of one page in reading order.

    Attributes:
        page_index: From 0; people see `page_index + 1`.
        width_px: Width of the page image the boxes refer to.
        height_px: Height of the same.
        lines: In reading order.
        source: Where the words came from.
        verdict: What the embedded layer was worth.
        reason: Why, in one short English phrase for logs and `vanthu ocr`.
        turned: How many degrees clockwise the page was turned before it was read: 0, 90, 180, 270.
    """

    page_index: int
    width_px: float
    height_px: float
    lines: tuple[Line, ...]
    source: LayerSource = LayerSource.OCR
    verdict: Verdict = Verdict.NO_LAYER
    reason: str = ""
    turned: int = 0

    @property
    def text(self) -> str:
        """The lines joined by line feeds."""
        return "\n".join(line.text for line in self.lines)

    def with_lines(self, lines: Iterable[Line]) -> "TextLayer":
        """Return the same layer with other lines."""
        return replace(self, lines=tuple(lines))


class Remark(StrEnum):
    """What is odd about a file as a whole, so that staff must look at it.

    BLANK: its pages have no words. NO_LETTER: nothing that letters have was found.
    SEVERAL_LETTERS: another letter begins on a later page.
    """

    BLANK = "blank"
    NO_LETTER = "no_letter"
    SEVERAL_LETTERS = "several_letters"
