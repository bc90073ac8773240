"""Cuts printed rows into the pieces that stand beside each other: lines in, pieces in reading order out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from nlp.document import Line, Word
from nlp.folding import letters
from nlp.layout.anchors import MOTTO_START, is_motto

# Blanks of justified text stay below 1.3 heights of the line; columns are further apart.
COLUMN_GAP = 1.9


def pieces(lines: Iterable[Line]) -> list[Line]:
    """Split lines at column gaps and sort the pieces by row, then from left to right."""
    every = [piece for line in lines for piece in split(line)]
    return [line for row in rows(every) for line in row]


def split(line: Line) -> Iterator[Line]:
    """Yield the parts of a line that belong to different columns."""
    height = median(word.box.height for word in line.words)
    words: list[Word] = [line.words[0]]
    for before, word in pairwise(line.words):
        wide = word.box.left - before.box.right > COLUMN_GAP * height
        if wide or _starts_motto(line, word):
            yield Line(tuple(words))
            words = []
        words.append(word)
    yield Line(tuple(words))


def _starts_motto(line: Line, word: Word) -> bool:
    """Tell whether the motto begins at `word`: the issuer may stand close to its left."""
    if MOTTO_START.match(letters(word.text)) is None:
        return False
    at = line.words.index(word)
    return is_motto(Line(line.words[at:]).text)


def rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines that stand side by side, top row first, each row from left to right."""
    grouped: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.box.middle[1]):
        if grouped and _beside(grouped[-1][-1], line):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return [sorted(row, key=lambda each: each.box.left) for row in grouped]


def _beside(one: Line, other: Line) -> bool:
    """Tell whether two lines share a row: no overlap across, more than half of the height along."""
    a, b = one.box, other.box
    if min(a.right, b.right) > max(a.left, b.left):
        return False
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > 0.5 * min(a.height, b.height)
