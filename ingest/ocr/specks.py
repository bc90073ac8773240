"""Takes the specks off a dirty page, on which Tesseract would spend minutes: grey page in, grey page out."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ink import Gray

INK = 128
# A page of print has ink on 3 to 7 % of it; only beyond that is it worth counting specks.
DIRTY = 0.07
# Dots of 13 point letters are 0.04 cm wide; specks are smaller, and a dirty page has so many.
SPECK_CM = 0.03
FEWEST_SPECKS = 4000
# They are counted on some bands first, one in so many, and on the whole page if it may have enough.
BANDS, EVERY, NEARLY = 10, 6, 0.6


def without_specks(gray: Gray, dpi: float) -> Gray:
    """Whiten the specks of a page that is full of them.

    Args:
        gray: 0 black to 255 white.
        dpi: Resolution of the image.

    Returns:
        A copy without specks; the image itself when it is not dirty.
    """
    ink = np.asarray(cv2.threshold(gray, INK - 1, 1, cv2.THRESH_BINARY_INV)[1], np.uint8)
    if cv2.countNonZero(ink) < DIRTY * ink.size or not _may_be_full(ink, dpi):
        return gray
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    small = _are_specks(stats, dpi)
    if int(small.sum()) < FEWEST_SPECKS:
        return gray
    cleaned = gray.copy()
    cleaned[small[labels]] = 255
    return cleaned


def _may_be_full(ink: Gray, dpi: float) -> bool:
    """Count the specks on bands of the page: to count all takes longer than all else here."""
    band = max(1, len(ink) // (BANDS * EVERY))
    found = 0
    for top in range(0, len(ink), EVERY * band):
        stats = cv2.connectedComponentsWithStats(ink[top : top + band], connectivity=4)[2]
        found += int(_are_specks(stats, dpi).sum())
    return EVERY * found >= NEARLY * FEWEST_SPECKS


def _are_specks(stats: cv2.typing.MatLike, dpi: float) -> NDArray[np.bool_]:
    """Tell of each connected thing whether it is a speck; the first is the paper."""
    side = max(2.0, SPECK_CM * dpi / 2.54)
    small = stats[:, cv2.CC_STAT_AREA] < side**2
    small[0] = False
    return np.asarray(small, np.bool_)
