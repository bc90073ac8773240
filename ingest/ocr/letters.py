"""Takes signatures and seals off the print they cross: a grey image goes in, letters remain."""

import cv2
import numpy as np

from ingest.ink import Gray

# Letters of 13-14 pt are about 0.25 cm high; strokes and seals are several times that.
TALLEST_LETTER_CM = 0.95
WIDEST_PIECE_CM = 1.4
INK = 170
# Lines of a pen are thinner than this, strokes of bold letters are not.
PEN_CM = 0.05
# Seals and pens are at least so much lighter than print on a grey scan.
PALER = 45
# Tesseract reads a single line best at this height, with white around it.
LINE_PX, FRAME_PX = 64, 16


def without_strokes(gray: Gray, dpi: float, *, bold: bool = False) -> Gray:
    """Whiten connected ink that is larger than any letter: signatures, rings of seals.

    Args:
        gray: 0 black to 255 white.
        dpi: Resolution of the image.
        bold: Keep letters that a pen's line runs through where they are bolder than the line.
    """
    ink = (gray < INK).astype(np.uint8)
    gone = _large(ink, dpi)
    if bold:
        size = max(2, round(PEN_CM * dpi / 2.54))
        square = np.ones((size, size), np.uint8)
        bold_parts = cv2.morphologyEx(gone, cv2.MORPH_OPEN, square)
        grown = cv2.dilate(bold_parts, np.ones((3, 3), np.uint8)) > 0
        thick = np.where(grown, gone, 0).astype(np.uint8)
        gone = np.where((thick > 0) & (_large(thick, dpi) == 0), 0, gone).astype(np.uint8)
    mask = gone > 0 if bold else cv2.dilate(gone, np.ones((3, 3), np.uint8)) > 0
    cleaned = gray.copy()
    cleaned[mask] = 255
    return cleaned


def darkest_of(gray: Gray) -> Gray:
    """Keep the darkest ink: on a grey scan print is black, seals and pens are paler."""
    ink = gray[gray < INK]
    if not ink.size:
        return gray
    level = float(np.percentile(ink, 10)) + PALER
    return np.where(gray < level, gray, 255).astype(np.uint8)


def as_line(piece: Gray) -> tuple[Gray, float]:
    """Return a piece of one line as Tesseract reads it best, and how much larger it is made.

    Args:
        piece: Height × width, 0 black to 255 white.

    Returns:
        The piece `LINE_PX` high, `FRAME_PX` of white on each side of it; the scale without them.
    """
    scale = LINE_PX / piece.shape[0]
    large = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    framed = cv2.copyMakeBorder(large, *(FRAME_PX,) * 4, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(framed, np.uint8), scale


def _large(ink: Gray, dpi: float) -> Gray:
    """Mark (1) the connected parts of the ink that are larger than any letter."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = TALLEST_LETTER_CM * dpi / 2.54
    wide = WIDEST_PIECE_CM * dpi / 2.54
    large = np.zeros(count, dtype=np.uint8)
    large[1:] = (stats[1:, cv2.CC_STAT_HEIGHT] > tall) | (stats[1:, cv2.CC_STAT_WIDTH] > wide)
    return np.asarray(large[labels], dtype=np.uint8)
