"""Finds the frame of the incoming stamp on scans without colour: a grey page goes in, boxes come out."""

import cv2
import numpy as np

from ingest.ink import Gray
from nlp.document import Box

INK = 170
# Frames of incoming stamps (Decree 30, Annex IV: 50 x 30 mm) belong in the upper left of a page;
# clerks press them wherever its upper half is empty.
WIDE_CM, TALL_CM = (2.5, 8.5), (1.2, 5.0)
LOWEST_PART = 0.5
# Pieces of a frame that a skew line still holds, and the breaks a worn stamp leaves in it.
PIECE_CM, BREAK_CM = 0.5, 0.25
# A frame is inked to this share along so many of its sides: one may be worn away, or lie beyond
# the edge of the sheet.
WHOLE, SIDES = 0.6, 3


def stamp_frames(gray: Gray, dpi: float) -> list[Box]:
    """Return the frames that may be those of an incoming stamp.

    Args:
        gray: The page, 0 black to 255 white.
        dpi: Resolution of the image.
    """
    cm = dpi / 2.54
    upper = gray[: int(LOWEST_PART * len(gray))]
    ink = (upper < INK).astype(np.uint8)
    # Thickened by a pixel on either side, a skew and thin ruling holds longer pieces; but then
    # the frame may grow together with what stands beside it.
    return _frames(ink, 1, cm) or _frames(ink, 3, cm)


def _frames(ink: Gray, thick: int, cm: float) -> list[Box]:
    """Return the frames whose rulings, so much thickened, hold straight pieces all around."""
    long, wide = max(3, round(PIECE_CM * cm)), max(3, round(BREAK_CM * cm)) | 1
    tall, broad = np.ones((thick, 1), np.uint8), np.ones((1, thick), np.uint8)
    across = cv2.morphologyEx(cv2.dilate(ink, tall), cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(cv2.dilate(ink, broad), cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    joined = cv2.dilate(cv2.max(across, down), np.ones((wide, wide), np.uint8))
    stats = cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:]
    return [
        Box(float(x), float(y), float(x + w), float(y + h))
        for x, y, w, h, _ in stats
        if WIDE_CM[0] < w / cm < WIDE_CM[1]
        and TALL_CM[0] < h / cm < TALL_CM[1]
        and _is_frame(np.asarray(joined[y : y + h, x : x + w], np.uint8))
    ]


def _is_frame(piece: Gray) -> bool:
    """Tell whether rulings run along three sides of a piece at least."""
    height, width = piece.shape
    deep, broad = max(2, round(0.15 * height)), max(2, round(0.1 * width))
    sides = (
        piece[:deep].any(axis=0),
        piece[-deep:].any(axis=0),
        piece[:, :broad].any(axis=1),
        piece[:, -broad:].any(axis=1),
    )
    return sum(float(side.mean()) > WHOLE for side in sides) >= SIDES
