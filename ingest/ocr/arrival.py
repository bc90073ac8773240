"""Reads what a pen wrote into the incoming stamp: the page goes in, its number and date come out as lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.ink import Gray, Inks
from ingest.ocr.handwriting import BAND, DigitString, read_digits
from nlp.document import Box, Confidence, Ink, Line, Word, around
from nlp.folding import fold

# In the red channel a stamp is lighter than this share of the paper, a pen is darker.
PEN = 0.55
# A pen's digits are so high; what is lower is a dot, what is higher is a frame or a signature.
LOWEST_CM, HIGHEST_CM = 0.16, 1.1
# Digits are this much higher than the capitals of the form they are trained on.
TALL_HAND = 1.3
# Parts of a date are further apart than this share of a digit's height.
PART_GAP = 0.7
# A slash leans by these shares of a digit's height, is inked over this share of its way and so
# thick; two slashes are so far apart. What is lower than a digit is a dot or a dash.
LEANS, SLASH, THICK, APART, LOW = (0.2, 0.95, 0.08), 0.9, 0.07, 0.3, 0.45
# They are followed over this part of the row's height.
MIDDLE = (0.2, 0.8)
BEYOND = 1e6
# The fewest that a reading must be worth to be shown, the most cuts of a row that are tried.
LEGIBLE = 0.6
# A date must exist as well, so its three parts together may be less sure.
LEGIBLE_DATE = 0.45
# Months 1 and 2 are written 01 and 02 (Decree 30, Annex I, part II, 4): a lone 1 may be half of
# 11 or 12 whose other half was taken for a slash.
UNPADDED = 0.5
MOST_CUTS = 9
TITLE = re.compile(r"(?<!\w)[ĐD][EÊÉẾ]N(?!\w)")
NUMBER_ROW = re.compile(r"^\W{0,4}[s$][o06]\s*(?:[.:;,…_-]|\d|$)")
DATE_ROW = re.compile(r"th[a-z]{1,2}n?[gc]|n[gq]a[yv]|n[a-z]m\s*2")


@dataclass(frozen=True, slots=True)
class _Row:
    """Strokes of the pen that stand side by side, from left to right; boxes in pixels of the page."""

    strokes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        return around(self.strokes)

    @property
    def tall(self) -> float:
        """Height of its digits."""
        return median(sorted((stroke.height for stroke in self.strokes), reverse=True)[:4])


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line along which a row may be cut.

    Attributes:
        foot: Where it starts at the bottom of the row, in pixels from the left.
        lean: How far to the right it ends at the top.
        thick: How far to either side ink belongs to the slash and to no digit.
    """

    foot: float
    lean: float
    thick: float


def has_form(red_lines: Sequence[Line]) -> bool:
    """Tell whether a stamp has the rows of an incoming stamp, though its title cannot be read."""
    texts = [fold(line.text) for line in red_lines]
    titled = any(TITLE.search(line.text) for line in red_lines)
    return titled or (any(map(NUMBER_ROW.search, texts)) and any(map(DATE_ROW.search, texts)))


def read_arrival(red_lines: Sequence[Line], pen: Gray, place: Box, dpi: float) -> list[Line]:
    """Read number and date that a pen wrote into the incoming stamp.

    Args:
        red_lines: What the stamp itself says, to tell which row is which.
        pen: The stamp's place with the ink of the pen alone.
        place: The stamp on the page.
        dpi: Resolution of the page image.

    Returns:
        "Số: 123" and "Ngày: 5/12/2025", each only when it can be read; marked as stamped.
    """
    rows = _rows(pen, place, dpi)
    number, dated = _named(rows, red_lines)
    found: list[Line] = []
    if number is not None:
        best = next(iter(read_digits(_crops(pen, number.box, number.tall, place))), None)
        if best is not None and best.probability >= LEGIBLE:
            found.append(_line("Số:", best, number.box))
    if dated is not None:
        day = _date(pen, dated, place)
        if day is not None and day.probability >= LEGIBLE_DATE:
            found.append(_line("Ngày:", day, dated.box))
    return found


def pen_in(inks: Inks, place: Box) -> Gray:
    """Return the stamp's place with the dark ink of pens alone."""
    area = np.s_[int(place.top) : int(place.bottom), int(place.left) : int(place.right)]
    light = np.where(inks.red[area], inks.print[area], inks.every[area])
    paper = max(float(np.percentile(light, 80)), 1.0)
    return np.where(light < PEN * paper, light, 255).astype(np.uint8)


def _rows(pen: Gray, place: Box, dpi: float) -> list[_Row]:
    """Group the pen's strokes into rows, top row first; printed frames are no strokes."""
    joined = cv2.morphologyEx(
        (pen < 255).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    low, high = LOWEST_CM * dpi / 2.54, HIGHEST_CM * dpi / 2.54
    boxes = [
        Box(place.left + x, place.top + y, place.left + x + w, place.top + y + h)
        for x, y, w, h, area in stats[1:].tolist()
        if low <= h <= high and w <= 2.5 * high and area > 0.04 * w * h
    ]
    grouped: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: one.middle[1]):
        if grouped and box.middle[1] - median(b.middle[1] for b in grouped[-1]) < 0.5 * max(
            box.height, median(b.height for b in grouped[-1])
        ):
            grouped[-1].append(box)
        else:
            grouped.append([box])
    return [_Row(tuple(sorted(row, key=lambda one: one.left))) for row in grouped]


def _named(rows: Sequence[_Row], red_lines: Sequence[Line]) -> tuple[_Row | None, _Row | None]:
    """Tell the row of the number and that of the date, by the words of the stamp beside them."""
    words = [(line, fold(line.text)) for line in red_lines]
    at_number = next((line for line, text in words if NUMBER_ROW.search(text)), None)
    at_date = next((line for line, text in words if DATE_ROW.search(text)), None)
    number = _nearest(rows, at_number)
    dated = _nearest([row for row in rows if row is not number], at_date)
    if number is None and dated is None and len(rows) == 2:
        return rows[0], rows[1]
    above = [row for row in rows if dated is not None and row.box.bottom < dated.box.middle[1]]
    if number is None and at_number is None and above:
        number = above[-1]
    below = [row for row in rows if number is not None and row.box.top > number.box.middle[1]]
    if dated is None and at_date is None and below:
        dated = below[0]
    return number, dated


def _nearest(rows: Sequence[_Row], line: Line | None) -> _Row | None:
    """Return the row beside a line of the stamp."""
    if line is None or not rows:
        return None
    middle = line.box.middle[1]
    best = min(rows, key=lambda row: abs(row.box.middle[1] - middle))
    reach = max(best.tall, line.box.height)
    return best if abs(best.box.middle[1] - middle) < reach else None


def _crops(pen: Gray, box: Box, tall: float, place: Box) -> list[Image.Image]:
    """Cut a part of a row out as the recogniser wants it, at two sizes."""
    sheet = Image.fromarray(pen)
    crops: list[Image.Image] = []
    for scale in (1.0, 1.2):
        half = BAND * scale * tall / TALL_HAND / 2
        left, right = box.left - 0.5 * tall - place.left, box.right + 0.5 * tall - place.left
        middle = box.middle[1] - place.top
        size = max(1, round(right - left)), max(1, round(2 * half))
        crop = Image.new("L", size, 255)
        crop.paste(sheet, (-round(left), -round(middle - half)))
        crops.append(crop)
    return crops


def _date(pen: Gray, row: _Row, place: Box) -> DigitString | None:
    """Read day, month and year of a row, cut where the digits make a date best."""
    strip = _strip(pen, row, place)
    cuts = _cuts(strip, row.tall)
    edges = (_Cut(-BEYOND, 0.0, 0.0), *cuts, _Cut(BEYOND, 0.0, 0.0))

    @cache
    def part(start: int, end: int) -> tuple[DigitString, ...]:
        return _part(strip, edges[start], edges[end], row.tall)

    best: DigitString | None = None
    for one, two in combinations(range(1, len(edges) - 1), 2):
        days, months, years = part(0, one), part(one, two), part(two, len(edges) - 1)
        for found in _dates(days, months, years):
            if best is None or found.probability > best.probability:
                best = found
    return best


def _strip(pen: Gray, row: _Row, place: Box) -> Gray:
    """Cut a row out, with the ink of its own strokes alone: rows of a skew stamp overlap."""
    alone = np.full_like(pen, 255)
    for box in row.strokes:
        area = np.s_[
            int(box.top - place.top) : int(box.bottom - place.top),
            int(box.left - place.left) : int(box.right - place.left),
        ]
        alone[area] = pen[area]
    margin = round(0.15 * row.tall)
    top = max(0, int(row.box.top - place.top) - margin)
    return alone[top : int(row.box.bottom - place.top) + margin]


def _part(strip: Gray, start: _Cut, end: _Cut, tall: float) -> tuple[DigitString, ...]:
    """Read what stands between two cuts of a row."""
    height, width = strip.shape
    rows, columns = np.mgrid[0:height, 0:width]
    up = 1 - rows / height
    after = columns > start.foot + start.lean * up + start.thick
    before = columns < end.foot + end.lean * up - end.thick
    piece = np.where(after & before, strip, 255).astype(np.uint8)
    inked = np.argwhere(piece < 255)
    if not len(inked):
        return ()
    (y0, x0), (y1, x1) = inked.min(axis=0), inked.max(axis=0) + 1
    if y1 - y0 < LOW * tall:
        return ()
    box = Box(float(x0), float(y0), float(x1), float(y1))
    return read_digits(_crops(piece, box, tall, Box(0, 0, width, height)), lengths=range(1, 5))


def _cuts(strip: Gray, tall: float) -> list[_Cut]:
    """Return where a row may be cut, from left to right: along slashes, and through wide gaps."""
    ink = strip < 255
    thick = max(1.5, THICK * tall)
    fat = np.asarray(cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)
    found: list[tuple[float, _Cut]] = []
    for lean in np.arange(*LEANS) * tall:
        shares = _along(fat, float(lean))
        found += [
            (float(shares[x]), _Cut(float(x), float(lean), thick))
            for x in np.flatnonzero(shares > SLASH)
        ]
    likely: list[_Cut] = []
    for _, cut in sorted(found, key=lambda one: -one[0]):
        middle = cut.foot + cut.lean / 2
        if all(abs(middle - other.foot - other.lean / 2) > APART * tall for other in likely):
            likely.append(cut)
    chosen = [*_gaps(ink, tall), *likely][:MOST_CUTS]
    return sorted(chosen, key=lambda cut: cut.foot + cut.lean / 2)


def _along(fat: Gray, lean: float) -> NDArray[np.float64]:
    """Return for each column the share of ink on a line that rises from its foot, leaning right."""
    height, width = fat.shape
    total = np.zeros(width)
    middle = range(round(MIDDLE[0] * height), round(MIDDLE[1] * height))
    for y in middle:
        shift = round(lean * (1 - y / height))
        total[: max(0, width - shift)] += fat[y, shift:]
    return np.asarray(total / len(middle), np.float64)


def _gaps(ink: NDArray[np.bool_], tall: float) -> list[_Cut]:
    """Return cuts through the blanks that are wider than those between digits, widest first."""
    columns = np.flatnonzero(ink.any(axis=0))
    gaps = [
        (int(b - a), _Cut(float(a + b) / 2, 0.0, 0.0))
        for a, b in pairwise(columns)
        if b - a > PART_GAP * tall
    ]
    return [cut for _, cut in sorted(gaps, key=lambda gap: -gap[0])]


def _dates(
    days: Sequence[DigitString], months: Sequence[DigitString], years: Sequence[DigitString]
) -> Iterator[DigitString]:
    """Yield the dates that three readings make."""
    for day in days:
        for month in months:
            for year in years:
                if len(day.text) > 2 or len(month.text) > 2 or len(year.text) not in (2, 4):
                    continue
                whole = year.text if len(year.text) == 4 else f"20{year.text}"
                if 1 <= int(day.text) <= 31 and 1 <= int(month.text) <= 12 and whole[:2] == "20":
                    sure = day.probability * month.probability * year.probability
                    sure *= UNPADDED if month.text in {"1", "2"} else 1.0
                    yield DigitString(f"{int(day.text)}/{int(month.text)}/{whole}", sure)


def _line(label: str, found: DigitString, box: Box) -> Line:
    """Return what was read beside the stamp's own word for it."""
    sure = Confidence(found.probability)
    before = Box(max(0.0, box.left - box.height), box.top, box.left, box.bottom)
    return Line((Word(label, before, sure), Word(found.text, box, sure)), Ink.STAMP)
