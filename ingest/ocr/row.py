"""Reads one row of a signature many times: images of its block and known words go in, readings come out.

Seal and pen cover the beginning of posts and names, so their ends are read more often than the
whole. Pieces of the row that begin at different places left of what is known are set upright, freed
of what sticks in, and read as one line each: ten readings cost as much as a tenth of a page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from statistics import median

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.letters import FRAME_PX, INK, as_line
from ingest.ocr.tesseract import ONE_LINE, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Line, Word

READ_DPI = 300.0
# How far pieces reach above the middle of the known words and below it, in their heights.
ABOVE, BELOW = (0.62, 0.9), 0.62
STEEPEST, STEP, MARGIN = 0.2, 0.02, 0.1
# Dark lines thinner than this are taken away from pieces at last: pens and inner rings.
THIN = np.ones((4, 4), np.uint8)
# So many readings are made of one row at most.
MOST_READINGS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands in a block.

    Attributes:
        known: Its well-read words, from left to right, in pixels of the block.
        right: Where it ends.
        starts: Where pieces begin left of the known words, in their heights, likeliest first.
        crossed: Whether a pen crosses the row, as it does names: each piece is read without thin
            lines at once then, not only after all pieces with them.
    """

    known: tuple[Box, ...]
    right: float
    starts: tuple[float, ...]
    crossed: bool = False

    @property
    def tall(self) -> float:
        """Height of the letters in pixels."""
        return median(box.height for box in self.known)


def readings_of(
    images: Sequence[Gray],
    row: Row,
    before: Sequence[Line],
    is_decided: Callable[[Sequence[Line]], bool],
    options: ReadOptions,
) -> list[Line]:
    """Return what the pieces of a row are read as, until they agree; boxes in pixels of the block.

    Args:
        images: The block with more or less of seal and pen taken away.
        row: Which row.
        before: Readings made earlier.
        is_decided: Tells whether no more readings are needed.
        options: Languages and time limit.
    """
    readings = list(before)
    for piece, scale, left, top in islice(_pieces(images, row), MOST_READINGS):
        for line in read_lines(piece, ONE_LINE, options):
            readings.append(Line(tuple(_back(word, scale, left, top) for word in line.words)))
        if is_decided(readings):
            break
    return readings


def _pieces(images: Sequence[Gray], row: Row) -> Iterator[tuple[Gray, float, int, int]]:
    """Yield upright pieces of a row, their scale and where they lie in the block."""
    first, tall = row.known[0], row.tall
    middle = first.left, first.middle[1]
    level = [_turned(image, middle, _slope(row, images[0])) for image in images]
    places = list(product(level, row.starts, ABOVE))
    late = [(place, thin) for thin in (False, True) for place in places]
    for (image, start, above), thin in product(places, (False, True)) if row.crossed else late:
        left, top = round(first.left - start * tall), max(0, round(middle[1] - above * tall))
        bottom = round(middle[1] + BELOW * tall)
        piece = np.asarray(image[top:bottom, max(0, left) : round(row.right)], np.uint8)
        if left < 0 or not piece.size:
            continue
        line, scale = as_line(piece if thin else _without_strays(piece))
        if thin:
            line = np.asarray(cv2.morphologyEx(line, cv2.MORPH_CLOSE, THIN), np.uint8)
        yield line, scale, left, top


def _turned(image: Gray, middle: tuple[float, float], slope: float) -> Gray:
    turn = cv2.getRotationMatrix2D(middle, float(np.degrees(np.arctan(slope))), 1.0)
    return np.asarray(cv2.warpAffine(image, turn, image.shape[::-1], borderValue=255), np.uint8)


def _slope(row: Row, image: Gray) -> float:
    """Return how far the known words fall per pixel to the right; stamps are put on by hand.

    Level words have the steepest upper and lower edges.
    """
    first, last, tall = row.known[0], row.known[-1], row.tall
    left, right = int(max(0, first.left)), int(last.right)
    top, bottom = (
        int(max(0, min(first.top, last.top) - MARGIN * tall)),
        int(max(first.bottom, last.bottom) + MARGIN * tall),
    )
    ink = (image[top:bottom, left:right] < INK).astype(np.uint8) * 255
    if not ink.any():
        return 0.0
    middle = ink.shape[1] / 2, ink.shape[0] / 2
    steps = np.arange(-STEEPEST, STEEPEST + STEP / 2, STEP)
    edges = [
        float((np.diff((255 - _turned(255 - ink, middle, step)).mean(axis=1)) ** 2).sum())
        for step in steps
    ]
    return float(steps[int(np.argmax(edges))])


def _without_strays(piece: Gray) -> Gray:
    """Whiten ink that comes in from above, unless it goes far down, or from the left."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        (piece < INK).astype(np.uint8), connectivity=8
    )
    x, y = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    high = stats[:, cv2.CC_STAT_HEIGHT]
    stray = ((y == 0) & (high < 0.5 * piece.shape[0])) | (x == 0)
    stray[0] = False
    cleaned = piece.copy()
    cleaned[stray[labels]] = 255
    return cleaned


def read_lines(image: "cv2.typing.MatLike", layout: int, options: ReadOptions) -> Sequence[Line]:
    """Read a piece in a layout of Tesseract's; boxes in its pixels."""
    return lines_of(
        np.asarray(image, np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=layout,
        dpi=round(READ_DPI),
    )


def in_block(line: Line, block: Box) -> Line:
    """Return a line of the page with boxes in pixels of the block."""
    moved = (replace(x, box=_shifted(x.box, -block.left, -block.top)) for x in line.words)
    return Line(tuple(moved))


def on_page(line: Line, block: Box, most: Confidence) -> Line:
    """Return a line of the block with boxes in pixels of the page, no word surer than some."""
    return Line(
        tuple(
            replace(
                word,
                box=_shifted(word.box, block.left, block.top),
                confidence=min(word.confidence, most),
            )
            for word in line.words
        )
    )


def _back(word: Word, scale: float, left: float, top: float) -> Word:
    box = scaled(_shifted(word.box, -FRAME_PX, -FRAME_PX), 1 / scale)
    return replace(word, box=_shifted(box, left, top))


def _shifted(box: Box, across: float, down: float) -> Box:
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


def scaled(box: Box, by: float) -> Box:
    """Return a box of an image in pixels of one that is so many times larger."""
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)
