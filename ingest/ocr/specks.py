"""Takes the specks off a dirty page, on which Tesseract would spend minutes: grey page in, grey page out."""

import cv2
import numpy as np

from ingest.ink import Gray

INK = 128
# A page of print has ink on 3 to 7 % of it; only beyond that is it worth counting specks.
DIRTY = 0.07
# Dots of 13 point letters are 0.04 cm wide; specks are smaller, and a dirty page has so many.
SPECK_CM = 0.03
FEWEST_SPECKS = 4000


def without_specks(gray: Gray, dpi: float) -> Gray:
    """Whiten the specks of a page that is full of them.

    Args:
        gray: 0 black to 255 white.
        dpi: Resolution of the image.

    Returns:
        A copy without specks; the image itself when it is not dirty.
    """
    ink = (gray < INK).astype(np.uint8)
    if ink.mean() < DIRTY:
        return gray
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    side = max(2.0, SPECK_CM * dpi / 2.54)
    small = stats[:, cv2.CC_STAT_AREA] < side**2
    small[0] = False
    if int(small.sum()) < FEWEST_SPECKS:
        return gray
    cleaned = gray.copy()
    cleaned[small[labels]] = 255
    return cleaned
