"""Reads the words of one stamp: the mask of its ink goes in, stamped lines come out."""

from dataclasses import replace

import cv2
import numpy as np

from ingest.ink import Mask
from ingest.ocr.letters import without_strokes
from ingest.ocr.tesseract import ONE_BLOCK, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Ink, Line, Word

ENLARGED = 1.5
MARGIN_PX = 20


def stamp_lines(ink: Mask, place: Box, *, dpi: float, options: ReadOptions) -> list[Line]:
    """Read the ink in a place by itself, without its frame.

    Args:
        ink: The page, True where the stamp's ink is.
        place: The stamp on the page.
        dpi: Resolution of the page image.
        options: Languages and time limit.

    Returns:
        Lines marked as stamped, boxes in pixels of the page.
    """
    area = ink[int(place.top) : int(place.bottom), int(place.left) : int(place.right)]
    gray = without_strokes(np.where(area, 0, 255).astype(np.uint8), dpi)
    large = cv2.resize(gray, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
    edges = (MARGIN_PX,) * 4
    framed = cv2.copyMakeBorder(large, *edges, cv2.BORDER_CONSTANT, value=255)
    lines = lines_of(
        np.asarray(framed, dtype=np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=ONE_BLOCK,
        dpi=300,
    )
    return [Line(tuple(_moved(word, place) for word in line.words), Ink.STAMP) for line in lines]


def _moved(word: Word, place: Box) -> Word:
    """Return a word read in the enlarged piece where it stands on the page."""
    box = word.box
    return replace(
        word,
        box=Box(
            (box.left - MARGIN_PX) / ENLARGED + place.left,
            (box.top - MARGIN_PX) / ENLARGED + place.top,
            (box.right - MARGIN_PX) / ENLARGED + place.left,
            (box.bottom - MARGIN_PX) / ENLARGED + place.top,
        ),
    )
