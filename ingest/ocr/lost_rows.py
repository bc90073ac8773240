"""Rows in the head of a letter that Tesseract passed over: lines in, lines with those rows out.

Where the halves of a head stand unevenly, a whole row is sometimes taken for none: its ink lies
there, and no word does.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.tesseract import ONE_LINE, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Line, Word

INK = 150
# The head of a letter ends above this share of the page.
HEAD = 0.3
# Letters of a row are nearer than this; a row is so wide and so high, in centimetres.
JOINED_CM, WIDE_CM, HIGH_CM = 0.4, 2.2, (0.2, 0.75)
# Print fills so much of a row's box; a ruling or a streak of dust less or more.
FILLED = (0.06, 0.6)
MARGIN_PX, MOST = 10, 4
# A reading is taken with so much confidence and so many letters.
SURE, LETTERS = 0.7, 5


def with_lost_rows(
    lines: Sequence[Line], gray: Gray, *, dpi: float, options: ReadOptions
) -> tuple[Line, ...]:
    """Read rows of a first page's head in which ink lies and no word was read.

    Args:
        lines: What the first reading of the page gave.
        gray: The page's print, 0 black to 255 white.
        dpi: Its resolution.
        options: Languages and time limit.
    """
    found = list(lines)
    for place in _places(lines, gray[: int(HEAD * len(gray))], dpi)[:MOST]:
        words = _read(gray, place, dpi, options)
        letters = sum(map(str.isalpha, "".join(word.text for word in words)))
        if letters >= LETTERS and fmean(word.confidence for word in words) >= SURE:
            found.append(Line(words))
    return tuple(found)


def _places(lines: Sequence[Line], head: Gray, dpi: float) -> list[Box]:
    """Return the boxes of rows of ink that no word covers, top first."""
    ink = (head < INK).astype(np.uint8)
    for word in (word for line in lines for word in line.words):
        box = word.box
        ink[
            max(0, int(box.top) - 2) : int(box.bottom) + 3,
            max(0, int(box.left) - 2) : int(box.right) + 3,
        ] = 0
    cm = dpi / 2.54
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, round(JOINED_CM * cm)), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    places = []
    for at, (x, y, w, h, _) in enumerate(stats.tolist()):
        if at and w > WIDE_CM * cm and HIGH_CM[0] * cm < h < HIGH_CM[1] * cm:
            own = ink[y : y + h, x : x + w][labels[y : y + h, x : x + w] == at]
            if FILLED[0] < own.sum() / (w * h) < FILLED[1]:
                places.append(Box(float(x), float(y), float(x + w), float(y + h)))
    return places


def _read(gray: Gray, place: Box, dpi: float, options: ReadOptions) -> tuple[Word, ...]:
    """Read one row by itself; boxes in pixels of the page."""
    pad = round(0.3 * place.height)
    left, top = max(0, int(place.left) - pad), max(0, int(place.top) - pad)
    piece = gray[top : int(place.bottom) + pad, left : int(place.right) + pad]
    framed = cv2.copyMakeBorder(piece, *(MARGIN_PX,) * 4, cv2.BORDER_CONSTANT, value=255)
    found = lines_of(
        np.asarray(framed, np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=ONE_LINE,
        dpi=round(dpi),
    )
    right, down = left - MARGIN_PX, top - MARGIN_PX
    return tuple(_moved(word, right, down) for line in found for word in line.words)


def _moved(word: Word, right: int, down: int) -> Word:
    box = word.box
    edges = (box.left + right, box.top + down, box.right + right, box.bottom + down)
    return replace(word, box=Box(*edges))
