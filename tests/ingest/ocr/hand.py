"""Writes numbers by hand into small pages, with the strokes of the sample letters."""

from random import Random

import cv2
import numpy as np
from PIL import Image

from corpus.samples.pen import Hand, write
from ingest.ink import Gray


def written(page: Gray, text: str, place: tuple[float, float], *, tall: float, seed: int) -> Gray:
    """Return a page with digits `tall` pixels high, their upper left corner at a place."""
    chance = Random(seed)
    sheet = page.copy()
    for stroke in write(text, Hand.of(chance), chance):
        for (x0, y0, half), (x1, y1, _) in zip(stroke[:-1], stroke[1:], strict=True):
            ends = [
                (round(16 * (place[0] + x * tall)), round(16 * (place[1] + y * tall)))
                for x, y in ((x0, y0), (x1, y1))
            ]
            thick = max(1, round(2 * half * tall))
            cv2.line(sheet, ends[0], ends[1], 30, thick, cv2.LINE_AA, shift=4)
    return sheet


def blank(width: int, height: int) -> Gray:
    """Return a white page."""
    return np.full((height, width), 255, np.uint8)


def as_image(page: Gray) -> Image.Image:
    """Return a page as the reader gets it."""
    return Image.fromarray(page)
