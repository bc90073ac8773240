"""Prints small pages to read: texts and their places in, grey images and lines out."""

from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ingest.ink import Gray, Inks
from nlp.document import Box, Confidence, Line, Word

FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"


def printed(size: tuple[int, int], texts: Iterable[tuple[int, int, int, str]]) -> Gray:
    """Return a white page (width, height) with texts given as (x, y, font size in px, text)."""
    page = Image.new("L", size, 255)
    pen = ImageDraw.Draw(page)
    for x, y, px, text in texts:
        pen.text((x, y), text, font=ImageFont.truetype(FONT, px), fill=0)
    return np.asarray(page)


def in_black(page: Gray) -> Inks:
    """Return the inks of a page that has print only."""
    none = np.zeros(page.shape, np.bool_)
    return Inks(page, page, none, none)


def line(box: tuple[float, float, float, float], text: str, *, sure: float = 0.95) -> Line:
    """Return a line of one word per token, equally wide."""
    left, top, right, bottom = box
    tokens = text.split()
    width = (right - left) / len(tokens)
    return Line(
        tuple(
            Word(
                token,
                Box(left + k * width, top, left + (k + 0.9) * width, bottom),
                Confidence(sure),
            )
            for k, token in enumerate(tokens)
        )
    )
