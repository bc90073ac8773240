"""Reads stamped marks of urgency and secrecy on scans without colour: lines and inks in, lines out."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.ink import Gray, Mask
from ingest.ocr.stamp_text import stamp_lines
from ingest.options import ReadOptions
from nlp.document import Box, Line, around
from nlp.stamps import MARKS, mark_in

INK = 170
# Decree 30/2020/NĐ-CP, Annex I, part II, 8: frames of 20 to 40 by 6 to 8 mm, put on below the
# number; offices' own are larger, and by hand they come to lie askew.
WIDE_CM, TALL_CM = (1.6, 5.0), (0.5, 1.7)
LOWEST_PART, RIGHTMOST_PART = 0.42, 0.62
# A frame is thin: so much of its box is inked by it at most; letters stand in it, at least so many.
HOLLOW, FEWEST = 0.35, 3
# Three of its sides are inked over this share; "askew" lets a side run through this part of the box.
WHOLE, ASKEW = 0.7, 0.3
# A letter's share of the frame's height.
LETTER = (0.2, 0.85)


def with_plain_marks(
    lines: Sequence[Line], gray: Gray, *, dpi: float, options: ReadOptions
) -> list[Line]:
    """Read the framed marks on the upper part of a first page; their strokes are no print.

    Args:
        lines: What was read so far.
        gray: The page, 0 black to 255 white.
        dpi: Its resolution.
        options: Languages and time limit.
    """
    found = list(lines)
    for place in _frames(gray, dpi):
        stamped = stamp_lines(gray < INK, place, dpi=dpi, options=options)
        words = [word for line in stamped for word in line.words]
        whole = [replace(stamped[0], words=tuple(words))] if words else []
        marks = [line for line in (*stamped, *whole) if mark_in(line.text, MARKS) is not None]
        if marks:
            found = [line for line in found if not _lies_in(line, place)] + marks[:1]
    return found


def _frames(gray: Gray, dpi: float) -> list[Box]:
    """Return the boxes of small frames with letters in them."""
    cm, (height, width) = dpi / 2.54, gray.shape
    ink = (gray[: int(LOWEST_PART * height), : int(RIGHTMOST_PART * width)] < INK).astype(np.uint8)
    _, labels, stats, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found: list[Box] = []
    for k, (x, y, w, h, area) in enumerate(stats[1:].tolist(), 1):
        sized = WIDE_CM[0] < w / cm < WIDE_CM[1] and TALL_CM[0] < h / cm < TALL_CM[1]
        if not sized or area > HOLLOW * w * h or not _is_frame(labels[y : y + h, x : x + w] == k):
            continue
        inside = (abs(middles[:, 0] - x - w / 2) < w / 2) & (abs(middles[:, 1] - y - h / 2) < h / 2)
        high = stats[:, cv2.CC_STAT_HEIGHT] / h
        if int((inside & (high > LETTER[0]) & (high < LETTER[1])).sum()) >= FEWEST:
            found.append(Box(float(x), float(y), float(x + w), float(y + h)))
    return found


def _is_frame(piece: Mask) -> bool:
    """Tell whether a piece of ink runs along three sides of its box at least."""
    height, width = piece.shape
    deep, broad = max(2, round(ASKEW * height)), max(2, round(ASKEW / 3 * width))
    sides = (
        piece[:deep].any(axis=0),
        piece[-deep:].any(axis=0),
        piece[:, :broad].any(axis=1),
        piece[:, -broad:].any(axis=1),
    )
    return sum(float(side.mean()) > WHOLE for side in sides) >= len(sides) - 1


def _lies_in(line: Line, place: Box) -> bool:
    x, y = around([word.box for word in line.words]).middle
    return place.left <= x <= place.right and place.top <= y <= place.bottom
