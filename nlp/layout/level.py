"""Levels the words of a skewed page, so that rows and columns can be told by their boxes: lines in, lines out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from nlp.document import Box, Line, Word

# A line tells the slope of its page when it is this long and has this many words.
LONG = 0.3
FEWEST_WORDS = 5
# Slopes below this move a word by less than a third of a line's height over the whole page.
LEVEL = 0.003
# Steeper is no skew of a scanner: the page was turned, or the lines are not lines.
STEEPEST = 0.12


def slope_of(lines: Iterable[Line], width_px: float) -> float:
    """Return how far the lines of a page fall, in pixels per pixel to the right.

    >>> word = lambda x, y: Word("mẫu", Box(x, y, x + 90, y + 30))
    >>> slope_of([Line(tuple(word(x, 500 + 0.02 * x) for x in range(0, 1000, 100)))], 1000)
    0.02
    """
    slopes = [
        _slope(line.words)
        for line in lines
        if len(line.words) >= FEWEST_WORDS and line.box.width > LONG * width_px
    ]
    found = median(slopes) if slopes else 0.0
    return round(found, 5) if LEVEL < abs(found) < STEEPEST else 0.0


def _slope(words: Sequence[Word]) -> float:
    """Return the slope between the middles of a line's first and second half."""
    half = len(words) // 2
    left, right = words[:half], words[half:]
    rise = _mean_y(right) - _mean_y(left)
    run = _mean_x(right) - _mean_x(left)
    return rise / run if run > 0 else 0.0


def _mean_x(words: Sequence[Word]) -> float:
    return sum(word.box.middle[0] for word in words) / len(words)


def _mean_y(words: Sequence[Word]) -> float:
    return sum(word.box.middle[1] for word in words) / len(words)


class Levelled:
    """The lines of a page with level boxes, and the way back to the words as they were read."""

    def __init__(self, lines: Sequence[Line], width_px: float) -> None:
        """Level the lines of one page."""
        self._slope = slope_of(lines, width_px)
        self._read: dict[int, Word] = {}
        self.lines = tuple(self._level(line) for line in lines) if self._slope else tuple(lines)

    def as_read(self, line: Line) -> Line:
        """Return a line made of levelled words with the words that were read."""
        if not self._slope:
            return line
        return replace(line, words=tuple(self._read[id(word)] for word in line.words))

    def _level(self, line: Line) -> Line:
        return replace(line, words=tuple(self._moved(word) for word in line.words))

    def _moved(self, word: Word) -> Word:
        drop = self._slope * word.box.middle[0]
        grown = abs(self._slope) * word.box.width / 2
        box = Box(
            word.box.left,
            word.box.top - drop + grown,
            word.box.right,
            word.box.bottom - drop - grown,
        )
        moved = replace(word, box=box)
        self._read[id(moved)] = word
        return moved
