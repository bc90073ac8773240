"""Cuts printed rows into the pieces that stand beside each other: lines in, pieces in reading order out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise, takewhile
from operator import itemgetter
from statistics import median

from nlp.document import Box, Line, Word
from nlp.folding import letters
from nlp.layout.anchors import MOTTO_START, is_date, is_motto, is_number

# Blanks of justified text stay below 1.3 heights of the line; columns are further apart.
COLUMN_GAP = 1.9
# Words of one line are no further apart than this.
WORD_GAP = 0.8
# The first word of the motto.
GLUED = "CỘNG"
REMEMBERED = 8192
# A name in capitals has so many words at least.
FEWEST_CAPITALS = 2
# A place of up to five words before the day; nothing stands behind the year.
PLACE_AND_DATE = re.compile(r"^\S+(?:\s\S+){0,4},?\s+\S*ng.y\b.*\d{4}\W*$")


def pieces(lines: Iterable[Line]) -> list[Line]:
    """Split lines at column gaps and sort the pieces by row, then from left to right.

    The rows of a ruled table come cell by cell, so that a cell's text is not torn apart.
    """
    every = list(lines)
    free = [piece for line in every if line.cell is None for piece in split(line)]
    blocks = [(row[0].box.top, _mended(row)) for row in rows(free)]
    tabled = [line for line in every if line.cell is not None]
    for _, grouped in groupby(sorted(tabled, key=_by_cell), key=_table_row):
        row = list(grouped)
        blocks.append((min(line.box.top for line in row), row))
    return [line for _, row in sorted(blocks, key=lambda block: block[0]) for line in row]


def _mended(row: Sequence[Line]) -> list[Line]:
    """Join neighbours in a row that are no further apart than words: OCR cut their line."""
    mended: list[Line] = []
    for line in row:
        if mended and _goes_on(mended[-1], line):
            line = replace(line, words=(*mended.pop().words, *line.words))
        mended.append(line)
    return mended


def _goes_on(one: Line, other: Line) -> bool:
    """Tell whether a piece continues the one to its left: as high, close, no motto."""
    gap = other.box.left - one.box.right
    low, high = sorted((one.box.height, other.box.height))
    apart = is_motto(other.text) or (is_number(one.text) and is_date(other.text))
    apart = apart or (one.text.isupper() and _is_place_and_date(other.text))
    return gap < WORD_GAP * low and low > 0.6 * high and not apart


def _table_row(line: Line) -> tuple[int, int]:
    table, row, _ = line.cell or (0, 0, 0)
    return table, row


def _by_cell(line: Line) -> tuple[tuple[int, int, int], float]:
    return line.cell or (0, 0, 0), line.box.top


def split(line: Line) -> Iterator[Line]:
    """Yield the parts of a line that belong to different columns."""
    line = _parted(line)
    height = median(word.box.height for word in line.words)
    words: list[Word] = [line.words[0]]
    dated = _date_beside(line)
    for before, word in pairwise(line.words):
        wide = word.box.left - before.box.right > COLUMN_GAP * height
        if wide or word is dated or _starts_motto(line, word):
            yield replace(line, words=tuple(words))
            words = []
        words.append(word)
    yield replace(line, words=tuple(words))


def _parted(line: Line) -> Line:
    """Return a line whose motto runs into the issuer beside it with both apart: "DUCỘNG HÒA …"."""
    for at, word in enumerate(line.words[:-1]):
        cut = len(word.text) - len(GLUED)
        tail = word.text[cut:]
        if cut > 0 and tail.isupper() and letters(tail) == letters(GLUED):
            motto = replace(word, text=tail)
            if is_motto(Line((motto, *line.words[at + 1 :])).text):
                edge = word.box.left + word.box.width * cut / len(word.text)
                own = replace(word, text=word.text[:cut], box=replace(word.box, right=edge))
                motto = replace(motto, box=replace(word.box, left=edge))
                return replace(line, words=(*line.words[:at], own, motto, *line.words[at + 1 :]))
    return line


def _date_beside(line: Line) -> Word | None:
    """Return the word with which the date begins where OCR joined it with the line to its left."""
    if not is_number(line.text):
        return _place_beside(line)
    if not is_date(line.text):
        return None
    symbol = next((at for at, word in enumerate(line.words) if "/" in word.text), len(line.words))
    behind = [
        (word.box.left - before.box.right, word) for before, word in pairwise(line.words[symbol:])
    ]
    return max(behind, key=itemgetter(0))[1] if behind else None


def _place_beside(line: Line) -> Word | None:
    """Return the word with which place and date begin beside the issuer: "TỈNH SƠN LA Sơn La, ngày …"."""
    capitals = takewhile(lambda word: word.text.isupper(), line.words)
    at = sum(1 for _ in capitals)
    if at < FEWEST_CAPITALS or at == len(line.words):
        return None
    rest = line.words[at:]
    return rest[0] if _is_place_and_date(Line(rest).text) else None


def _is_place_and_date(text: str) -> bool:
    return PLACE_AND_DATE.match(text) is not None and is_date(text)


def _starts_motto(line: Line, word: Word) -> bool:
    """Tell whether the motto begins at `word`: the issuer may stand close to its left."""
    if word.text.istitle() or word.text.islower() or not _is_like_its_start(word.text):
        return False  # "nước Cộng hòa xã hội chủ nghĩa Việt Nam" in a sentence
    at = line.words.index(word)
    return is_motto(Line(line.words[at:]).text)


@lru_cache(maxsize=REMEMBERED)
def _is_like_its_start(word: str) -> bool:
    """Tell whether the motto may begin with a word; letters say the same words again and again."""
    return MOTTO_START.match(letters(word)) is not None


def rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines that stand side by side, top row first, each row from left to right."""
    grouped: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.box.middle[1]):
        if grouped and _fits(grouped[-1], line):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return [sorted(row, key=lambda each: each.box.left) for row in grouped]


def _fits(row: Sequence[Line], line: Line) -> bool:
    """Tell whether a line belongs to a row: beside its last line, under none of them."""
    return _beside(row[-1], line) and not any(_over(other.box, line.box) for other in row)


def _over(a: Box, b: Box) -> bool:
    return min(a.right, b.right) > max(a.left, b.left)


def _beside(one: Line, other: Line) -> bool:
    """Tell whether two lines share more than half of the lower one's height."""
    a, b = one.box, other.box
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > 0.5 * min(a.height, b.height)
