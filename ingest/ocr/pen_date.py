"""Reads a date that a pen wrote in one row: the ink goes in, the cuts that make the likeliest date come out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations, pairwise, product
from operator import attrgetter
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.ink import Gray
from ingest.ocr.handwriting import BAND, DigitString, read_digits
from nlp.document import Box, around

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
# The most cuts of a row that are tried.
MOST_CUTS = 9
# Months 1 and 2 are written 01 and 02 (Decree 30, Annex I, part II, 4): a lone 1 may be half of
# 11 or 12 whose other half was taken for a slash.
UNPADDED = 0.5
WHOLE_YEAR = 4
# However much is ruled out, what is left is not made more than twice as probable.
LEAST_LEFT = 0.5
# How likely a letter arrives so many days after the month of its issue began, and even later;
# and how much is set against all dates together, for what is none of them.
ARRIVES, LATER = ((92, 1.0), (400, 0.3)), 0.02
ELSE = 0.25


@dataclass(frozen=True, slots=True)
class Row:
    """Strokes of the pen that stand side by side, from left to right; boxes in pixels of the page."""

    strokes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """Return the place of all its strokes."""
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


def crops_of(pen: Gray, box: Box, tall: float, place: Box) -> list[Image.Image]:
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


def date_in(pen: Gray, row: Row, place: Box, since: date | None) -> DigitString | None:
    """Read day, month and year of a row, cut where the digits make a date best.

    Args:
        pen: The ink of a pen alone, of a part of the page.
        row: Where the date stands on the page.
        place: Which part of the page `pen` is.
        since: Earlier dates are out of the question.

    Returns:
        "5/12/2025" and how probable it is; None where no date stands.
    """
    strip = _strip(pen, row, place)
    cuts = _cuts(strip, row.tall)
    edges = (_Cut(-BEYOND, 0.0, 0.0), *cuts, _Cut(BEYOND, 0.0, 0.0))

    @cache
    def part(start: int, end: int) -> tuple[DigitString, ...]:
        return _part(strip, edges[start], edges[end], row.tall)

    best: dict[str, DigitString] = {}
    for one, two in combinations(range(1, len(edges) - 1), 2):
        days, months, years = part(0, one), part(one, two), part(two, len(edges) - 1)
        for found in _dates(days, months, years, since):
            known = best.get(found.text)
            if known is None or found.probability > known.probability:
                best[found.text] = found
    return max(_weighed(best.values(), since), key=attrgetter("probability"), default=None)


def _weighed(found: Collection[DigitString], since: date | None) -> list[DigitString]:
    """Return dates with what their rivals leave them.

    The digits alone are unsure, as their readings hold strokes of slashes, too; a date is surer
    when the others that the row may make are too late.
    """
    if since is None:
        return list(found)
    odds = {one.text: one.probability * _prior(one.text, since) for one in found}
    whole = sum(odds.values()) + ELSE
    return [replace(one, probability=max(one.probability, odds[one.text] / whole)) for one in found]


def _prior(text: str, since: date) -> float:
    """Return how likely a letter arrives on a day, compared with the first months."""
    day, month, year = map(int, text.split("/"))
    late = (date(year, month, day) - since).days
    return next((share for days, share in ARRIVES if late <= days), LATER)


def _strip(pen: Gray, row: Row, place: Box) -> Gray:
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
    return read_digits(crops_of(piece, box, tall, Box(0, 0, width, height)), lengths=range(1, 5))


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
    days: Sequence[DigitString],
    months: Sequence[DigitString],
    years: Sequence[DigitString],
    since: date | None,
) -> list[DigitString]:
    """Return the dates that three readings make; what is ruled out counts for the others."""
    found: list[DigitString] = []
    ruled_out = 0.0
    for day, month, year in product(days, months, years):
        one = _existing(day.text, month.text, year.text)
        if one is None:
            continue
        sure = day.probability * month.probability * year.probability
        sure *= UNPADDED if month.text in {"1", "2"} else 1.0
        if since is not None and one < since:
            ruled_out += sure
        else:
            found.append(DigitString(f"{one.day}/{one.month}/{one.year}", sure))
    left = max(1.0 - ruled_out, LEAST_LEFT)
    return [replace(one, probability=min(1.0, one.probability / left)) for one in found]


def _existing(day: str, month: str, year: str) -> date | None:
    """Return the date three strings of digits make, the year short or whole."""
    whole = year if len(year) == WHOLE_YEAR else f"20{year}"
    if len(day) > 2 or len(month) > 2 or len(year) not in {2, WHOLE_YEAR} or whole[:2] != "20":
        return None
    try:
        return date(int(whole), int(month), int(day))
    except ValueError:
        return None
