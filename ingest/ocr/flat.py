"""Cuts the paper out of a photograph or a scan with dark edges: an image goes in, the flat sheet comes out."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.light import reduced
from nlp.document import Box, Line, Word, around

# The paper is looked for on an image so much smaller.
SMALLER, SMALLEST_SIDE = 8, 8
# Where the rim of the image is lighter than this share of the paper there is nothing to cut away.
DARK_RIM = 0.7
RIM = 0.015
# The paper covers this share of the image, and its corners are this far from the image's.
SMALLEST, CORNER = 0.3, 0.012
# A shadow's edge may cut a piece off the paper; smaller ones are things beside it.
CUT_OFF = 0.02
# Paper is lighter than this share of the lightest within this share of the image's shorter side.
LIGHT, AROUND = 0.6, 0.25
# Opposite sides of a sheet seen from above differ by no more than this.
SKEWEST = 1.35
A4_LONG_IN, A4_SHAPE, SHAPE_SLACK = 11.69, 2**0.5, 0.12
# A sheet of A4 that fills less of its image was photographed: its resolution is not the image's.
NEARBY = 0.5

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flat:
    """The sheet of paper on an image.

    Attributes:
        image: The sheet alone, flat; the image itself when nothing was to be cut away.
        dpi: Its resolution.
        back_to: Takes a point of the sheet to where it is on the image; None: they are the same.
    """

    image: Image.Image
    dpi: float
    back_to: Matrix | None = None

    def back(self, line: Line, turned: int, size: tuple[int, int]) -> Line:
        """Return a line of the sheet with its boxes where they stand on the image.

        Args:
            line: As read.
            turned: By how many degrees clockwise sheet and image are turned upright.
            size: Width and height of the image before turning.
        """
        if self.back_to is None:
            return line
        whole = _turn(turned, size) @ self.back_to @ np.linalg.inv(_turn(turned, self.image.size))
        return replace(line, words=tuple(_moved(word, whole) for word in line.words))


def flattened(image: Image.Image, *, dpi: float) -> Flat:
    """Cut the sheet out of an image with dark surroundings, and undo perspective.

    Args:
        image: The page as scanned or photographed.
        dpi: Resolution of the image, or what it was taken for.
    """
    if image.mode == "1":
        return Flat(image, dpi)
    pixels = np.asarray(image)
    corners = _corners(pixels)
    if corners is None:
        return Flat(image, dpi)
    top, right, bottom, left = (
        float(np.linalg.norm(corners[k] - corners[(k + 1) % 4])) for k in range(4)
    )
    width, height = round(max(top, bottom)), round(max(left, right))
    sheet = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    there = cv2.getPerspectiveTransform(corners.astype(np.float32), sheet)
    flat = cv2.warpPerspective(
        pixels, there, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    return Flat(
        Image.fromarray(flat),
        _dpi_of(width, height, dpi),
        np.linalg.inv(there).astype(np.float64),
    )


def _corners(pixels: NDArray[np.uint8]) -> Matrix | None:
    """Return the sheet's corners (x, y) from the top left clockwise, or None."""
    if min(pixels.shape[:2]) < SMALLER * SMALLEST_SIDE:
        return None
    small = reduced(pixels, SMALLER)
    size = small.shape[1::-1]
    gray = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    if not _has_dark_rim(np.asarray(gray, np.uint8)):
        return None
    sheet = _outline(_light(np.asarray(gray, np.uint8)))
    if cv2.contourArea(sheet) < SMALLEST * gray.size:
        return None
    four = cv2.approxPolyDP(sheet, 0.02 * cv2.arcLength(sheet, closed=True), closed=True)
    if len(four) != 4:
        return None
    corners = _clockwise(four.reshape(4, 2).astype(np.float64))
    return (corners + 0.5) * SMALLER if _is_sheet(corners, size) else None


def _has_dark_rim(gray: NDArray[np.uint8]) -> bool:
    """Tell whether one of the four edges of an image is much darker than its paper."""
    deep = max(1, round(RIM * max(gray.shape)))
    paper = float(np.percentile(gray, 80))
    rims = (gray[:deep], gray[-deep:], gray[:, :deep], gray[:, -deep:])
    return min(float(np.median(rim)) for rim in rims) < DARK_RIM * paper


def _light(gray: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Mark what is nearly as light as the lightest around it: paper, also where a shadow lies."""
    closed = cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    window = max(3, round(AROUND * min(gray.shape))) | 1
    lightest = cv2.dilate(closed, np.ones((window, window), np.uint8))
    return (closed > LIGHT * lightest.astype(np.float32)).astype(np.uint8)


def _outline(light: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return the outline of the largest light thing, with what a shadow's edge cut off from it."""
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return np.zeros((1, 1, 2), np.int32)
    largest = max(outlines, key=cv2.contourArea)
    least = CUT_OFF * cv2.contourArea(largest)
    height, width = light.shape
    inner = [
        one
        for one in outlines
        if cv2.contourArea(one) > least
        and one[..., 0].min() > 0 and one[..., 0].max() < width - 1
        and one[..., 1].min() > 0 and one[..., 1].max() < height - 1
    ]  # fmt: skip
    return np.asarray(cv2.convexHull(np.concatenate([largest, *inner])), np.int32)


def _clockwise(points: Matrix) -> Matrix:
    """Sort four corners from the top left clockwise."""
    total, slant = points.sum(axis=1), points[:, 0] - points[:, 1]
    order = (total.argmin(), slant.argmax(), total.argmax(), slant.argmin())
    return points[list(order)]


def _is_sheet(corners: Matrix, size: tuple[int, ...]) -> bool:
    """Tell whether four corners are those of a sheet, and not simply of the whole image."""
    if len({tuple(corner) for corner in corners.tolist()}) < 4:
        return False
    top, right, bottom, left = (
        float(np.linalg.norm(corners[k] - corners[(k + 1) % 4])) for k in range(4)
    )
    if max(top, bottom) > SKEWEST * min(top, bottom) or max(left, right) > SKEWEST * min(
        left, right
    ):
        return False
    width, height = size
    whole = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]])
    return bool(np.abs(corners - whole).max() > CORNER * max(size))


def _dpi_of(width: int, height: int, dpi: float) -> float:
    """Return the resolution of a sheet: by its size where it has the shape of A4."""
    long, short = max(width, height), max(1, min(width, height))
    if abs(long / short - A4_SHAPE) > SHAPE_SLACK:
        return dpi
    found = long / A4_LONG_IN
    return found if NEARBY * dpi < found < dpi / NEARBY else dpi


def _turn(degrees: int, size: tuple[int, int]) -> Matrix:
    """Return the matrix that takes a point of an image to where it is once the image is turned."""
    width, height = size
    ways = {
        90: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
    }
    return np.array(ways.get(degrees, np.eye(3)), np.float64)


def _moved(word: Word, matrix: Matrix) -> Word:
    box = word.box
    edges = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    corners = np.array(edges, np.float64).reshape(4, 1, 2)
    moved = cv2.perspectiveTransform(corners, matrix).reshape(4, 2).tolist()
    return replace(word, box=around(Box(x, y, x, y) for x, y in moved))
