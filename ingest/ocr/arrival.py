"""Reads what a pen wrote into the incoming stamp: the page goes in, its number and date come out as lines."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from rapidfuzz import fuzz

from ingest.ink import Gray, Inks
from ingest.ocr.handwriting import DigitString, read_digits
from ingest.ocr.pen_date import Row, crops_of, date_in
from nlp.document import Box, Confidence, Ink, Line, Word
from nlp.folding import fold

# In the red channel a stamp is lighter than this share of the paper, a pen is darker.
PEN = 0.55
# A pen's digits are so high; what is lower is a dot, what is higher is a frame or a signature.
LOWEST_CM, HIGHEST_CM = 0.16, 1.1
# The fewest that a reading must be worth to be shown.
LEGIBLE = 0.6
# A date must exist as well, so its three parts together may be less sure: of 60 made-up ones in a
# hand that was not learnt 49 are shown then, none wrongly. Of 35 in stamps of made-up scans that
# were looked at 27 reach it, and no wrong one a quarter of it.
LEGIBLE_DATE = 0.4
# A pen runs over the edge of a stamp by so much, without a larger blank (in heights of a digit).
OVER_CM, RUNS_ON = 0.8, 0.6
# Words under a stamp that were read so surely are print; strokes that lie so far in them are theirs.
PRINTED, PRINTED_LETTERS, WHOLLY = 0.8, 2, 0.7
# Of the ink in a number's row at most so much may belong to none of its strokes.
STRAY = 0.1
# The first entry of a stamp stands below its title; what is above that was printed on the page.
TITLE_PART = 0.15
# Strokes are beside each other when so near, in heights of one.
BESIDE = 1.0
# Where a pen wrote the day, the month may stand on a line of its own.
PRINTED_DATE = re.compile(
    r"(?:\bn[gq][a-z]{1,2}\b.{0,14}|^[\W_]{0,3})(?:th|t|r)[a-z]{1,2}ng\s*(?P<month>\d{1,2})?\D{0,4}"
    r"n[a-z]m\s*(?P<year>(?:19|20)\d\d)"
)
MONTHS = 12
TITLE = re.compile(r"(?<!\w)[ĐD][EÊÉẾÈỀẺỂẼỄẸỆ]N(?!\w)")
NUMBER_ROW = re.compile(r"^\W{0,4}[s$][o06]\s*(?:[.:;,…_-]|\d|$)")
# "Ngày" with one letter misread, of 100; a date is wider than this in heights of its digits.
DAY_LIKE, LONG = 75, 4.5
DATE_ROW = re.compile(r"th[a-z]{1,2}n?[gc]|n[gq]a[yv]|n[a-z]m\s*2")


def has_form(red_lines: Sequence[Line]) -> bool:
    """Tell whether a stamp has the rows of an incoming stamp, though its title cannot be read."""
    texts = [fold(line.text) for line in red_lines]
    titled = any(TITLE.search(line.text) for line in red_lines)
    return titled or (any(map(NUMBER_ROW.search, texts)) and any(map(DATE_ROW.search, texts)))


def read_arrival(
    red_lines: Sequence[Line],
    pen: Gray,
    place: Box,
    dpi: float,
    *,
    since: date | None = None,
    edge: float | None = None,
) -> list[Line]:
    """Read number and date that a pen wrote into the incoming stamp.

    Args:
        red_lines: What the stamp itself says, to tell which row is which.
        pen: The stamp's place with the ink of the pen alone.
        place: The stamp on the page, and what of its surroundings `pen` shows.
        dpi: Resolution of the page image.
        since: No letter arrives before this day.
        edge: Where the stamp itself ends on the right; what was begun inside may run over it.

    Returns:
        "Số: 123" and "Ngày: 5/12/2025", each only when it can be read; marked as stamped.
    """
    rows = [_begun(row, edge or place.right) for row in _rows(pen, place, dpi)]
    rows = [
        row
        for row in rows
        if row.strokes and row.box.middle[1] > place.top + TITLE_PART * place.height
    ]
    number, dated = _named(rows, red_lines)
    found: list[Line] = []
    if number is not None and _is_whole(pen, number, place):
        best = next(iter(read_digits(crops_of(pen, number.box, number.tall, place))), None)
        if best is not None and best.probability >= LEGIBLE:
            found.append(_line("Số:", best, number.box))
    if dated is not None:
        day = date_in(pen, dated, place, since)
        if day is not None and day.probability >= LEGIBLE_DATE:
            found.append(_line("Ngày:", day, dated.box))
    return found


def issued_since(lines: Sequence[Line]) -> date | None:
    """Return the first day on which a letter can have been issued, by its printed month and year.

    Args:
        lines: The lines of its first page.
    """
    for line in lines:
        printed = PRINTED_DATE.search(fold(line.text))
        if printed is not None:
            month = int(printed["month"] or 1)
            return date(int(printed["year"]), month if 1 <= month <= MONTHS else 1, 1)
    return None


def with_margin(place: Box, dpi: float, width_px: float) -> Box:
    """Return a stamp's place with the paper to its right, over which a pen may run."""
    return replace(place, right=min(width_px, place.right + OVER_CM * dpi / 2.54))


def pen_in(inks: Inks, place: Box, printed: Sequence[Line] = ()) -> Gray:
    """Return the stamp's place with the dark ink of pens alone.

    Args:
        inks: The page, one image per ink.
        place: Which part of it.
        printed: The page's own print; words that the stamp was pressed on are left out, and with
            them the strokes beside them: some of a number's digits may lie among their letters.
    """
    area = np.s_[int(place.top) : int(place.bottom), int(place.left) : int(place.right)]
    light = np.where(inks.red[area], inks.print[area], inks.every[area])
    paper = max(float(np.percentile(light, 80)), 1.0)
    pen = np.where(light < PEN * paper, light, 255).astype(np.uint8)
    words = [word.box for line in printed for word in line.words if is_surely_print(word)]
    under = [box for box in words if _touch(box, place)]
    return _without(pen, under, place) if under else pen


def is_surely_print(word: Word) -> bool:
    """Tell whether a word was read so surely that it is print, not what a pen made of digits."""
    letters = sum(map(str.isalpha, word.text))
    return word.confidence >= PRINTED and letters >= PRINTED_LETTERS


def _touch(box: Box, place: Box) -> bool:
    across = box.left < place.right and box.right > place.left
    return across and box.top < place.bottom and box.bottom > place.top


def _without(pen: Gray, words: Sequence[Box], place: Box) -> Gray:
    """Whiten the strokes that lie in the boxes of words, and those beside them in a row."""
    ink = (pen < 255).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    worded = np.zeros(pen.shape, np.bool_)
    for box in words:
        top, left = max(0, int(box.top - place.top)), max(0, int(box.left - place.left))
        worded[top : int(box.bottom - place.top) + 1, left : int(box.right - place.left) + 1] = True
    inside = np.bincount(labels[worded], minlength=len(stats)) / stats[:, cv2.CC_STAT_AREA]
    gone = inside >= WHOLLY
    gone[0] = False
    boxes = {
        at: Box(float(x), float(y), float(x + w), float(y + h))
        for at, (x, y, w, h, _) in enumerate(stats.tolist())
        if at
    }
    beside = [boxes[int(at)] for at in np.flatnonzero(gone)]
    while beside:
        one = beside.pop()
        near = [at for at, box in boxes.items() if not gone[at] and _are_neighbours(one, box)]
        gone[near] = True
        beside += [boxes[at] for at in near]
    return np.where(gone[labels], 255, pen).astype(np.uint8)


def _are_neighbours(gone: Box, other: Box) -> bool:
    """Tell whether a stroke stands in the row of one that is gone, no further apart than digits."""
    shared = min(gone.bottom, other.bottom) - max(gone.top, other.top)
    gap = max(gone.left, other.left) - min(gone.right, other.right)
    return shared > 0.5 * other.height and gap < BESIDE * other.height


def _rows(pen: Gray, place: Box, dpi: float) -> list[Row]:
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
    return [Row(tuple(sorted(row, key=lambda one: one.left))) for row in grouped]


def _is_whole(pen: Gray, row: Row, place: Box) -> bool:
    """Tell whether a row has all its strokes: one that runs into print was none, and left a hole."""
    reach = RUNS_ON * row.tall
    left, top = max(0, int(row.box.left - reach - place.left)), int(row.box.top - place.top)
    area = np.s_[
        top : int(row.box.bottom - place.top), left : int(row.box.right + reach - place.left)
    ]
    ink = pen[area] < 255
    strokes = np.zeros_like(ink)
    for box in row.strokes:
        x, y = int(box.left - place.left) - left, int(box.top - place.top) - top
        strokes[max(0, y) : y + int(box.height) + 1, max(0, x) : x + int(box.width) + 1] = True
    return bool((ink & ~strokes).sum() < STRAY * ink.sum())


def _begun(row: Row, edge: float) -> Row:
    """Return a row without the strokes beyond the stamp's edge that do not go on with it."""
    strokes = row.strokes
    for at, stroke in enumerate(strokes):
        end = strokes[at - 1].right if at else -float("inf")
        if stroke.left > edge and stroke.left - end > RUNS_ON * row.tall:
            return Row(strokes[:at])
    return row


def _named(rows: Sequence[Row], red_lines: Sequence[Line]) -> tuple[Row | None, Row | None]:
    """Tell the row of the number and that of the date, by the words of the stamp beside them."""
    words = [(line, fold(line.text)) for line in red_lines]
    at_number = next((line for line, text in words if NUMBER_ROW.search(text)), None)
    at_date = next((line for line, text in words if _is_date_row(text)), None)
    number = _nearest(rows, at_number)
    dated = _nearest([row for row in rows if row is not number], at_date)
    if number is None and dated is None:
        pairs = [pair for pair in pairwise(rows) if len(rows) == len(pair) or _are_entries(*pair)]
        if len(pairs) == 1:
            return pairs[0]
    above = [row for row in rows if dated is not None and row.box.bottom < dated.box.middle[1]]
    if number is None and at_number is None and above:
        number = above[-1]
    below = [row for row in rows if number is not None and row.box.top > number.box.middle[1]]
    if dated is None and at_date is None and below:
        dated = below[0]
    return number, dated


def _is_date_row(text: str) -> bool:
    """Tell whether a row of the stamp is that of the date, by its folded words: "ngay", "noay"."""
    like = (fuzz.ratio(word.strip(".:"), "ngay") >= DAY_LIKE for word in text.split())
    return DATE_ROW.search(text) is not None or any(like)


def _are_entries(upper: Row, lower: Row) -> bool:
    """Tell whether two rows are number and date by their shape alone: short, then long, and close."""
    tall = max(upper.tall, lower.tall)
    close = lower.box.top - upper.box.bottom < tall
    short = upper.tall < upper.box.width < LONG * upper.tall
    return close and short and lower.box.width > LONG * lower.tall


def _nearest(rows: Sequence[Row], line: Line | None) -> Row | None:
    """Return the row beside a line of the stamp."""
    if line is None or not rows:
        return None
    middle = line.box.middle[1]
    best = min(rows, key=lambda row: abs(row.box.middle[1] - middle))
    reach = max(best.tall, line.box.height)
    return best if abs(best.box.middle[1] - middle) < reach else None


def _line(label: str, found: DigitString, box: Box) -> Line:
    """Return what was read beside the stamp's own word for it."""
    sure = Confidence(found.probability)
    before = Box(max(0.0, box.left - box.height), box.top, box.left, box.bottom)
    return Line((Word(label, before, sure), Word(found.text, box, sure)), Ink.STAMP)
