"""Reads the words of one stamp: the mask of its ink goes in, stamped lines come out."""

from dataclasses import replace

import cv2
import numpy as np

from ingest.ink import Mask
from ingest.ocr.letters import without_strokes
from ingest.ocr.tesseract import ONE_BLOCK, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Ink, Line, Word

# Stamps are read at this resolution; larger, their thin letters come apart.
READ_DPI = 300.0
MARGIN_PX = 20


def stamp_lines(
    ink: Mask, place: Box, *, dpi: float, options: ReadOptions, layout: int = ONE_BLOCK
) -> list[Line]:
    """Read the ink in a place by itself, without its frame.

    Args:
        ink: The page, True where the stamp's ink is.
        place: The stamp on the page.
        dpi: Resolution of the page image.
        options: Languages and time limit.
        layout: How Tesseract looks for lines.

    Returns:
        Lines marked as stamped, boxes in pixels of the page.
    """
    area = ink[int(place.top) : int(place.bottom), int(place.left) : int(place.right)]
    gray = without_strokes(np.where(area, 0, 255).astype(np.uint8), dpi)
    scale = max(1.0, READ_DPI / dpi)
    large = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    edges = (MARGIN_PX,) * 4
    framed = cv2.copyMakeBorder(large, *edges, cv2.BORDER_CONSTANT, value=255)
    lines = lines_of(
        np.asarray(framed, dtype=np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=layout,
        dpi=round(READ_DPI),
    )
    return [
        Line(tuple(_moved(word, place, scale) for word in line.words), Ink.STAMP) for line in lines
    ]


def _moved(word: Word, place: Box, scale: float) -> Word:
    """Return a word read in the enlarged piece where it stands on the page."""
    box = word.box
    return replace(
        word,
        box=Box(
            (box.left - MARGIN_PX) / scale + place.left,
            (box.top - MARGIN_PX) / scale + place.top,
            (box.right - MARGIN_PX) / scale + place.left,
            (box.bottom - MARGIN_PX) / scale + place.top,
        ),
    )
