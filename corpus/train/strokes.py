"""Digits as pen strokes: MNIST images or our own drawn forms go in, distance fields come out."""

import gzip
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Bytes = NDArray[np.uint8]
Field = NDArray[np.uint8]
"""FIELD_PX square: how far the middle of the next stroke is, in 1/UNITS pixel; the digit is DIGIT_PX high.

Drawing a field with a threshold gives strokes of any width, which a picture cannot.
"""

FIELD_PX = 80
DIGIT_PX = 48
UNITS = 8
MNIST_BOX_PX = 20

_ROWS, _COLUMNS = np.mgrid[0:FIELD_PX, 0:FIELD_PX].astype(np.float32)


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits written by people: fields and their labels, index for index."""

    fields: NDArray[np.uint8]
    labels: NDArray[np.int64]

    def part(self, start: int, stop: int) -> "Digits":
        """Return the digits from `start` up to `stop`."""
        return Digits(self.fields[start:stop], self.labels[start:stop])


def load_digits(folder: Path, workers: int = 1) -> Digits:
    """Read MNIST's test half in IDX form and thin it to strokes.

    Args:
        folder: Holds `t10k-images-idx3-ubyte.gz` and `t10k-labels-idx1-ubyte.gz`.
        workers: Processes that thin.
    """
    raw = gzip.decompress((folder / "t10k-images-idx3-ubyte.gz").read_bytes())
    images = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 28, 28)
    raw = gzip.decompress((folder / "t10k-labels-idx1-ubyte.gz").read_bytes())
    labels = np.frombuffer(raw, np.uint8, offset=8).astype(np.int64)
    scale = DIGIT_PX / MNIST_BOX_PX
    matrix = np.array(
        [[scale, 0, FIELD_PX / 2 - 13.5 * scale], [0, scale, FIELD_PX / 2 - 13.5 * scale]]
    )
    large = np.stack(
        [
            cv2.warpAffine(image, matrix, (FIELD_PX, FIELD_PX), flags=cv2.INTER_CUBIC)
            for image in images
        ]
    )
    parts = [large[k : k + 250] > 110 for k in range(0, len(large), 250)]
    with get_context("fork").Pool(workers) as pool:
        thin = np.concatenate(pool.map(thinned, parts))
    return Digits(np.stack([field_of(one) for one in thin]), labels)


def load_hands(folder: Path) -> Digits:
    """Read the digits of typefaces that imitate handwriting.

    Args:
        folder: Holds their `.ttf` files.
    """
    found = [
        (_typed(path, digit), digit) for path in sorted(folder.glob("*.ttf")) for digit in range(10)
    ]
    thin = thinned(np.stack([one for one, _ in found]))
    return Digits(
        np.stack([field_of(one) for one in thin]), np.array([digit for _, digit in found])
    )


def _typed(path: Path, digit: int) -> NDArray[np.bool_]:
    """Set one digit of a typeface, DIGIT_PX high, in the middle of a field."""
    face = ImageFont.truetype(str(path), 100)
    left, top, right, bottom = face.getbbox(str(digit))
    face = ImageFont.truetype(str(path), max(8, round(100 * DIGIT_PX / max(1, bottom - top))))
    left, top, right, bottom = face.getbbox(str(digit))
    image = Image.new("L", (FIELD_PX, FIELD_PX))
    at = ((FIELD_PX - right - left) / 2, (FIELD_PX - bottom - top) / 2)
    ImageDraw.Draw(image).text(at, str(digit), fill=255, font=face)
    return np.asarray(image) > 110


def thinned(shapes: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Thin shapes (n × h × w) to lines one pixel wide, after Zhang and Suen, CACM 27(3), 1984."""
    now = np.pad(shapes, ((0, 0), (1, 1), (1, 1))).astype(np.uint8)
    while True:
        before = int(now.sum())
        for first in (True, False):
            now[:, 1:-1, 1:-1] &= ~_removable(now, first=first)
        if int(now.sum()) == before:
            return now[:, 1:-1, 1:-1].astype(np.bool_)


def _removable(shapes: Bytes, *, first: bool) -> Bytes:
    """Mark (1) the rim pixels that one half-step of Zhang and Suen takes away, else 0."""
    height, width = shapes.shape[1:]
    around = [(-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1)]
    p = [shapes[:, 1 + y : height - 1 + y, 1 + x : width - 1 + x] for y, x in around]
    count = sum(p[1:], start=p[0].astype(np.uint8))
    rises = sum(((p[k] == 0) & (p[(k + 1) % 8] == 1)).astype(np.uint8) for k in range(8))
    a, b = (
        ((p[0] & p[2] & p[4]), (p[2] & p[4] & p[6]))
        if first
        else ((p[0] & p[2] & p[6]), (p[0] & p[4] & p[6]))
    )
    gone = (count >= 2) & (count <= 6) & (rises == 1) & (a == 0) & (b == 0)
    return np.asarray(gone, dtype=np.uint8)


def field_of(line: NDArray[np.bool_]) -> Field:
    """Turn a line drawing into its distance field."""
    far = cv2.distanceTransform((~line).astype(np.uint8), cv2.DIST_L2, 5)
    return np.clip(far * UNITS, 0, 255).astype(np.uint8)


def bent(field: Field, chance: np.random.Generator, strength: float) -> Field:
    """Deform a field as another hand would: smoothly, by `strength` pixels on average."""
    coarse = chance.normal(0, strength, (2, 4, 4)).astype(np.float32)
    shift = [cv2.resize(one, (FIELD_PX, FIELD_PX), interpolation=cv2.INTER_CUBIC) for one in coarse]
    return np.asarray(
        cv2.remap(
            field, _COLUMNS + shift[0], _ROWS + shift[1], cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT, borderValue=255.0,
        ),
        np.uint8,
    )  # fmt: skip
