"""Finds ruled tables on a page and puts words into their cells: inks and lines in, lines out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ink import Gray, Mask
from nlp.document import Box, Line, Word

INK = 160
# Rulings are longer than any stroke of a letter and the lines under a motto.
SHORTEST_DOWN_CM, SHORTEST_ACROSS_CM = 1.1, 2.0
# A table has at least this size, two columns and two rows.
NARROWEST_CM, LOWEST_CM = 5.0, 1.2
FEWEST_RULINGS = 3
# A row is ruled over at least this share of the table; shorter rulings split single cells.
FULL_ROW = 0.55
MERGED_PX = 12
# Rulings so near each other, twice over, are of one frame.
JOINED_PX = 3
# Slopes that are tried; the straight ones need no turning. One point in a few is looked at.
SLOPES = np.arange(-0.03, 0.0301, 0.001)
LEVEL = 0.0015
SAMPLED = 5
ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: the places of its rulings in pixels, outer ones included.

    Attributes:
        columns: Left to right, once the table is turned level about its middle.
        rows: Top to bottom, likewise.
        slope: How far its rows fall, in pixels per pixel to the right.
        middle: The point (x, y) about which it is turned.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    slope: float = 0.0
    middle: tuple[float, float] = (0.0, 0.0)

    def cell_of(self, word: Word) -> tuple[int, int] | None:
        """Return (row, column) of the cell that holds the middle of a word, or None."""
        read_x, read_y = word.box.middle
        x = read_x + self.slope * (read_y - self.middle[1])
        y = read_y - self.slope * (read_x - self.middle[0])
        column = next((k for k, (a, b) in enumerate(pairwise(self.columns)) if a <= x < b), None)
        row = next((k for k, (a, b) in enumerate(pairwise(self.rows)) if a <= y < b), None)
        return None if row is None or column is None else (row, column)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A page without its tables' rulings, and the tables."""

    gray: Gray
    tables: tuple[Table, ...]


def without_rulings(gray: Gray, dpi: float) -> Ruled:
    """Whiten the rulings of tables, which Tesseract takes for letters.

    Args:
        gray: 0 black to 255 white.
        dpi: Resolution of the image.

    Returns:
        The image without rulings and the tables found, top first; the image itself is not
        changed. A page without tables comes back as it is.
    """
    ink = np.asarray(cv2.threshold(gray, INK - 1, 1, cv2.THRESH_BINARY_INV)[1], np.uint8)
    wide, shortest = _thicker(ink, across=True), round(SHORTEST_DOWN_CM * dpi / 2.54)
    if _upright_width(wide, shortest) < NARROWEST_CM * dpi / 2.54:
        return Ruled(gray, ())
    down = _opened(wide, 1, shortest)
    if cv2.boundingRect(down.view(np.uint8))[2] < NARROWEST_CM * dpi / 2.54:
        return Ruled(gray, ())  # most pages; the rest of the search costs three times as much
    across = _opened(_thicker(ink, across=False), round(SHORTEST_ACROSS_CM * dpi / 2.54), 1)
    tables: list[Table] = []
    cleaned = gray
    for box in _frames(down | across, dpi):
        area = np.s_[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1]
        table = _table(down[area], across[area], box)
        if table is not None:
            tables.append(table)
            cleaned = cleaned.copy() if cleaned is gray else cleaned
            thick = cv2.dilate((down[area] | across[area]).astype(np.uint8), np.ones((5, 5)))
            cleaned[area][thick > 0] = 255
    return Ruled(cleaned, tuple(sorted(tables, key=lambda table: table.rows[0])))


def into_cells(lines: Sequence[Line], tables: Sequence[Table]) -> tuple[Line, ...]:
    """Regroup the words that lie in tables: one line per printed line of a cell.

    Returns:
        The lines outside tables as they were, then those of the cells, each with its `cell`.
    """
    outside: list[Line] = []
    inside: dict[tuple[int, int, int], list[Word]] = {}
    for line in lines:
        kept: list[Word] = []
        for word in line.words:
            place = _place(word, tables)
            if place is None:
                kept.append(word)
            elif any(sign.isalnum() for sign in word.text):
                inside.setdefault(place, []).append(word)
        if kept:
            outside.append(replace(line, words=tuple(kept)))
    cells = [line for place in sorted(inside) for line in _cell_lines(inside[place], place)]
    return (*outside, *cells)


def _opened(ink: Gray, width: int, height: int) -> Mask:
    """Return the parts of the ink that hold a bar of the given size."""
    bar = np.ones((max(1, height), max(1, width)), np.uint8)
    return cv2.morphologyEx(ink, cv2.MORPH_OPEN, bar).astype(np.bool_)


def _upright_width(ink: Gray, length: int) -> int:
    """Return how far the outermost upright bars of a length lie apart, in pixels, at the most.

    Eight pixels at a time, so that most pages cost nothing; at the edges half a bar counts.
    """
    packed = np.packbits(ink, axis=1)
    half = np.full((length // 2 + 1, packed.shape[1]), 255, np.uint8)
    bars: NDArray[np.uint8] = np.concatenate([half, packed, half])
    done = 1
    while done < length:
        step = min(done, length - done)
        bars = np.bitwise_and(bars[:-step], bars[step:])
        done += step
    found = np.flatnonzero(np.bitwise_or.reduce(bars, axis=0))
    return 0 if not len(found) else 8 * int(found[-1] - found[0] + 1)


def _frames(rulings: Mask, dpi: float) -> list[Box]:
    """Return the boxes of connected rulings that are large enough for a table."""
    ones = rulings.view(np.uint8)
    x0, y0, width, height = cv2.boundingRect(ones)
    # The rest of the page is empty.
    left, top = max(0, x0 - JOINED_PX), max(0, y0 - JOINED_PX)
    some = ones[top : y0 + height + JOINED_PX, left : x0 + width + JOINED_PX]
    side = 2 * JOINED_PX + 1
    joined = cv2.dilate(some, np.ones((side, side), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [
        Box(float(left + x), float(top + y), float(left + x + w), float(top + y + h))
        for x, y, w, h, _ in stats[1:]
        if w >= NARROWEST_CM * dpi / 2.54 and h >= LOWEST_CM * dpi / 2.54
    ]


def _table(down: Mask, across: Mask, box: Box) -> Table | None:
    """Return the table that rulings make, or None when they are too few."""
    height, width = across.shape
    slope = _slope_of(across)
    columns = _places(_levelled(down, slope)[0] > 0)
    rows = _places(_levelled(across, slope)[1] > FULL_ROW * width)
    if len(columns) < FEWEST_RULINGS or len(rows) < FEWEST_RULINGS:
        return None
    return Table(
        tuple(box.left + place for place in columns),
        tuple(box.top + place for place in rows),
        slope,
        (box.left + width / 2, box.top + height / 2),
    )


def _thicker(ink: Gray, *, across: bool) -> Gray:
    """Thicken ink by a pixel on either side, so that rulings of a skew scan hold long bars."""
    return np.asarray(cv2.dilate(ink, np.ones((1, 3) if across else (3, 1), np.uint8)), np.uint8)


def _slope_of(across: Mask) -> float:
    """Return the slope at which the rulings of a table lie on the fewest rows."""
    y, x = np.divmod(np.flatnonzero(across)[::SAMPLED], across.shape[1])
    if not len(y):
        return 0.0
    heaped = [float((_heap(y - slope * (x - across.shape[1] / 2)) ** 2).sum()) for slope in SLOPES]
    best = float(SLOPES[int(np.argmax(heaped))])
    return best if abs(best) > LEVEL else 0.0


def _heap(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Count places by whole pixels."""
    whole = np.round(places - places.min()).astype(np.int64)
    return np.bincount(whole).astype(np.float64)


def _levelled(mask: Mask, slope: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many points of a mask lie in each column and each row once it is turned level.

    Some rows at a time: a page that is all ruling has millions of points.
    """
    height, width = mask.shape
    columns, rows = np.zeros(width, np.int64), np.zeros(height, np.int64)
    for top in range(0, height, ROWS_AT_ONCE):
        y, x = np.nonzero(mask[top : top + ROWS_AT_ONCE])
        y += top
        level_x = np.clip(np.round(x + slope * (y - height / 2)), 0, width - 1)
        level_y = np.clip(np.round(y - slope * (x - width / 2)), 0, height - 1)
        columns += np.bincount(level_x.astype(np.int64), minlength=width)
        rows += np.bincount(level_y.astype(np.int64), minlength=height)
    return columns, rows


def _places(marked: Mask) -> list[float]:
    """Return the middles of the marked stretches; stretches close together are one ruling."""
    found: list[list[int]] = []
    for at in np.flatnonzero(marked):
        if found and at - found[-1][-1] <= MERGED_PX:
            found[-1].append(int(at))
        else:
            found.append([int(at)])
    return [(stretch[0] + stretch[-1]) / 2 for stretch in found]


def _place(word: Word, tables: Sequence[Table]) -> tuple[int, int, int] | None:
    """Return (table, row, column) of a word, or None outside tables."""
    for at, table in enumerate(tables):
        cell = table.cell_of(word)
        if cell is not None:
            return (at, *cell)
    return None


def _cell_lines(words: Sequence[Word], place: tuple[int, int, int]) -> Iterable[Line]:
    """Yield the printed lines of one cell, top first."""
    numbered = _rows_of(words)
    for _, row in groupby(numbered, key=lambda pair: pair[0]):
        ordered = sorted((word for _, word in row), key=lambda word: word.box.left)
        yield Line(tuple(ordered), cell=place)


def _rows_of(words: Sequence[Word]) -> list[tuple[int, Word]]:
    """Number the words of a cell by printed line, top first."""
    numbered: list[tuple[int, Word]] = []
    bottom, row = -1.0, -1
    for word in sorted(words, key=lambda each: each.box.middle[1]):
        if word.box.middle[1] > bottom:
            row += 1
            bottom = word.box.middle[1] + 0.6 * word.box.height
        numbered.append((row, word))
    return numbered
