"""Reads red stamps: the incoming stamp and the marks of urgency and secrecy; inks in, lines out."""

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.ink import Inks, Mask
from ingest.ocr.arrival import (
    has_form,
    is_surely_print,
    issued_since,
    pen_in,
    read_arrival,
    with_margin,
)
from ingest.ocr.plain_marks import with_plain_marks
from ingest.ocr.plain_stamp import without_colour
from ingest.ocr.stamp_text import stamp_lines
from ingest.ocr.tesseract import SPARSE
from ingest.options import ReadOptions
from nlp.document import Box, Ink, Line, Word
from nlp.folding import letters
from nlp.stamps import MARKS, is_arrival, mark_in

# Stamps are at least this large (Decree 30, Annex I: "KHẨN" 20 x 8 mm) and at most so many.
NARROWEST_CM, LOWEST_CM = 1.5, 0.5
MOST = 4
# Letters of a stamp are closer together than this.
JOINED_CM = 0.35
# Stamps on the form stand above this share of the page; below it red is the seal.
LOWEST_PART = 0.62
# Letters of the paper's own print under a stamp: two at least, dark, most of their ink not red.
PRINTED_LETTERS, DARK, RED_SHARE = 2, 150, 0.5
# Digits that a machine printed into a stamp are read so surely; of two readings neither is shown.
PRINT_SURE = 0.9
# So many printed words under a stamp are no speck.
CROWD = 3
DATE = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}")


def read_stamps(
    lines: Sequence[Line], inks: Inks, *, dpi: float, options: ReadOptions
) -> tuple[Line, ...]:
    """Read the stamps of a first page.

    Args:
        lines: The lines of the page as read from its print.
        inks: The page, one image per ink.
        dpi: Resolution of the page image.
        options: Languages and time limit.

    Returns:
        The lines; those of stamps are marked so, and so is what was written into them by pen.
    """
    found = list(lines)
    if not inks.red.any():
        found = without_colour(found, inks, dpi=dpi, options=options)
        return tuple(with_plain_marks(found, inks.every, dpi=dpi, options=options))
    for box in _blobs(inks.red, dpi):
        stamped = stamp_lines(inks.red, box, dpi=dpi, options=options)
        if not _has_arrived(stamped):
            # The title is several times as high as the rows beside it, which one block does not bear.
            again = stamp_lines(inks.red, box, dpi=dpi, options=options, layout=SPARSE)
            stamped = again if _has_arrived(again) else stamped
        if _has_arrived(stamped):
            own, found = _apart(found, box, inks)
            written = [] if _has_date(own) else _written(stamped, box, inks, lines, found, dpi)
            written = [line for line in written if not _is_read_otherwise(line.words[-1], own)]
            found += stamped + (written or ([] if _is_crowded(found, box) else own))
        else:
            found += [line for line in stamped if mark_in(line.text, MARKS) is not None]
    return tuple(found)


def _written(
    stamped: Sequence[Line],
    box: Box,
    inks: Inks,
    lines: Sequence[Line],
    printed: Sequence[Line],
    dpi: float,
) -> list[Line]:
    """Return what a pen wrote into a stamp, and over its right edge."""
    wide = with_margin(box, dpi, inks.every.shape[1])
    pen, since = pen_in(inks, wide, printed), issued_since(lines)
    return read_arrival(stamped, pen, wide, dpi, since=since, edge=box.right)


def _has_arrived(stamped: Sequence[Line]) -> bool:
    """Tell whether a stamp is the incoming one."""
    return is_arrival(" ".join(letters(line.text) for line in stamped)) or has_form(stamped)


def _has_date(lines: Sequence[Line]) -> bool:
    """Tell whether a date was printed into a stamp, as numbering machines do."""
    return any(DATE.search(line.text) for line in lines)


def _is_read_otherwise(word: Word, own: Sequence[Line]) -> bool:
    """Tell whether the first reading has other digits at the place of a number, and surely so."""
    if not word.text.isdigit():
        return False
    others = (x for line in own for x in line.words if _lies_in(x, word.box) and x.text.isdigit())
    return any(x.confidence >= PRINT_SURE and x.text != word.text for x in others)


def _is_crowded(printed: Sequence[Line], box: Box) -> bool:
    """Tell whether a stamp was pressed on print: digits read there may be the page's own."""
    words = (word for line in printed for word in line.words if is_surely_print(word))
    return sum(_lies_in(word, box) for word in words) >= CROWD


def _blobs(red: Mask, dpi: float) -> list[Box]:
    """Return the boxes of large red things in the upper part of the page, largest first."""
    height, width = red.shape
    upper = red[: int(LOWEST_PART * height)].astype(np.uint8)
    if not upper.any():
        return []
    size = max(3, round(JOINED_CM * dpi / 2.54)) | 1
    joined = cv2.morphologyEx(upper, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = [
        Box(float(x), float(y), float(x + w), float(y + h))
        for x, y, w, h, _ in stats[1:]
        if w >= NARROWEST_CM * dpi / 2.54 and h >= LOWEST_CM * dpi / 2.54
    ]
    return sorted(large, key=lambda box: -box.width * box.height)[:MOST]


def _apart(lines: Sequence[Line], box: Box, inks: Inks) -> tuple[list[Line], list[Line]]:
    """Split what was read as print into the stamp's own lines and those printed under it."""
    own: list[Line] = []
    printed: list[Line] = []
    for line in lines:
        mine = tuple(word for word in line.words if _is_stamps(word, box, inks))
        rest = tuple(word for word in line.words if word not in mine)
        if mine:
            own.append(replace(line, words=mine, ink=Ink.STAMP))
        if rest:
            printed.append(replace(line, words=rest))
    return own, printed


def _is_stamps(word: Word, box: Box, inks: Inks) -> bool:
    """Tell whether a word in the box of a stamp is the stamp's or written into it: no black print."""
    if not _lies_in(word, box):
        return False
    if sum(sign.isalpha() for sign in word.text) < PRINTED_LETTERS:
        return True
    b = word.box
    area = np.s_[int(b.top) : int(b.bottom) + 1, int(b.left) : int(b.right) + 1]
    dark = inks.every[area] < DARK
    return bool((dark & inks.red[area]).sum() > RED_SHARE * dark.sum())


def _lies_in(word: Word, box: Box) -> bool:
    x, y = word.box.middle
    return box.left <= x <= box.right and box.top <= y <= box.bottom
