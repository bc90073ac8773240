"""Digits as pen strokes: MNIST images or our own drawn forms go in, distance fields come out."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Field = NDArray[np.uint8]
"""FIELD_PX square: how far the middle of the next stroke is, in 1/UNITS pixel; the digit is DIGIT_PX high.

Drawing a field with a threshold gives strokes of any width, which a picture cannot.
"""

FIELD_PX = 64
DIGIT_PX = 48
UNITS = 8
MNIST_BOX_PX = 20

Form = tuple[str, ...]
"""The strokes of one way to write a digit; a stroke is "x,y x,y …" in percent, y down from the top."""

# How digits are written in Viet Nam: 1 plain or with a long upstroke and no foot, 7 with a bar,
# 4 open or pointed like an A, 2 and 9 with loops.
FORMS: dict[str, tuple[Form, ...]] = {
    "0": (
        ("50,0 18,20 8,60 28,98 62,90 80,50 70,10 45,2",),
        ("60,10 30,5 5,50 25,95 60,100 88,55 75,12 55,8 40,20",),
        ("35,5 12,45 22,95 55,98 72,55 58,8 30,0",),
    ),
    "1": (
        ("55,0 45,50 35,100",),
        ("65,0 45,50 20,100",),
        ("50,0 50,50 48,100",),
        ("0,62 30,30 60,0", "60,0 50,50 38,100"),
        ("5,75 40,35 70,0", "70,0 52,55 30,100"),
        ("20,30 40,15 55,0", "55,0 50,50 45,100"),
        ("0,90 35,40 62,0 58,40 50,100",),
        ("25,25 55,0 50,50 45,98", "20,100 45,98 75,98"),
    ),
    "2": (
        ("8,25 35,0 70,12 62,45 30,80 5,98", "5,98 40,94 85,98"),
        ("10,30 30,2 65,8 68,40 35,82 8,95 12,78 35,85 60,98 90,90",),
        ("15,10 60,2 75,25 45,65 5,100", "5,100 50,99 95,96"),
        ("5,20 25,0 55,5 55,40 20,90 5,95 15,80 45,95 95,80",),
        ("10,25 40,0 68,20 45,60 8,95 20,86 50,97 98,80",),
        ("10,12 40,2 66,15 35,55 5,95 92,90",),
        ("5,30 30,2 60,10 58,35 15,92 40,90 75,99 100,92",),
    ),
    "3": (
        ("10,12 45,0 72,18 55,42 30,48 70,60 72,88 40,100 5,90",),
        ("12,3 45,4 80,2", "80,2 40,42", "40,42 75,55 72,90 35,100 2,88"),
        ("15,20 40,0 65,10 60,35 35,45 62,55 65,85 30,105 0,85",),
        ("15,8 55,0 60,25 30,45 65,55 60,90 10,100",),
        ("10,5 60,5 30,40 65,65 45,98 5,95",),
        ("20,10 50,0 55,30 25,48 50,60 45,95 0,110",),
    ),
    "4": (
        ("40,0 20,35 2,65", "2,65 45,63 90,60", "65,30 60,65 55,105"),
        ("60,0 30,35 2,70", "2,70 45,68 92,66", "62,0 58,50 55,102"),
        ("30,5 15,45 10,60 40,60 80,50", "75,0 60,50 45,105"),
        ("50,0 25,50 0,100", "50,0 65,50 75,100", "10,68 45,65 85,62"),
        ("35,0 25,40 30,55 55,50 75,40", "80,10 70,55 60,105"),
        ("15,0 10,50 85,45", "65,5 55,105"),
        ("45,0 5,62 90,55", "70,35 50,110"),
    ),
    "5": (
        ("25,5 18,42", "18,42 50,35 78,60 62,95 5,92", "25,5 55,4 88,0"),
        ("85,2 55,5 28,6 20,44 50,38 76,60 60,96 25,100 2,88",),
        ("30,8 15,45 45,42 62,65 45,95 0,98", "32,8 60,10 95,0"),
        ("80,5 35,10 20,42 60,50 66,80 30,100 5,90",),
        ("25,15 22,45 55,42 70,65 50,95 8,92", "40,8 98,-4"),
        ("90,0 30,8 18,45 50,50 55,80 20,105 -5,95",),
    ),
    "6": (
        ("68,0 35,22 10,62 22,96 58,98 74,75 55,52 25,58 12,78",),
        ("45,0 18,38 8,75 32,100 64,88 60,62 35,56 10,76",),
        ("80,2 40,15 12,50 10,85 40,102 68,85 62,65 30,65",),
    ),
    "7": (
        ("5,8 45,5 82,3", "82,3 55,48 35,100"),
        ("5,14 12,2 48,6 84,0", "84,0 58,45 42,102", "22,52 52,48 82,45"),
        ("0,10 40,8 75,2", "75,2 60,50 50,105", "30,50 88,46"),
        ("8,22 10,2 48,8 86,0", "86,0 55,50 30,100"),
        ("10,15 15,0 50,6 75,4 55,50 40,100", "20,58 50,50 85,40"),
        ("5,20 8,3 80,5 40,55 25,105", "15,55 70,42"),
        ("20,12 85,0 45,110", "20,60 90,38"),
        ("0,12 78,6 30,108",),
    ),
    "8": (
        ("72,14 42,0 16,20 42,46 76,72 55,100 20,94 16,70 48,46 74,24 66,8",),
        ("45,0 18,14 24,40 54,42 70,20 45,0", "45,44 12,62 20,96 56,100 78,74 45,44"),
        ("80,5 45,2 25,25 50,50 60,80 30,102 10,80 40,50 75,20",),
    ),
    "9": (
        ("74,18 45,0 14,20 22,48 52,48 74,18", "74,18 72,60 60,104"),
        ("72,14 40,0 10,24 24,50 58,42 74,16 72,66 45,102 8,92",),
        ("70,25 50,2 20,10 15,40 45,45 70,20 60,60 40,98 5,105 0,90",),
        ("70,12 30,5 15,35 45,50 70,20 65,60 35,100 5,92",),
        ("25,8 12,40 50,48 68,12", "70,8 60,60 40,108"),
        ("60,5 25,10 20,38 55,38 65,8 50,110",),
    ),
}


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits written by people: fields and their labels, index for index."""

    fields: NDArray[np.uint8]
    labels: NDArray[np.int64]

    def part(self, start: int, stop: int) -> "Digits":
        """Return the digits from `start` up to `stop`."""
        return Digits(self.fields[start:stop], self.labels[start:stop])


def load_digits(folder: Path) -> Digits:
    """Read MNIST's test half in IDX form and thin it to strokes.

    Args:
        folder: Holds `t10k-images-idx3-ubyte.gz` and `t10k-labels-idx1-ubyte.gz`.
    """
    raw = gzip.decompress((folder / "t10k-images-idx3-ubyte.gz").read_bytes())
    images = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 28, 28)
    raw = gzip.decompress((folder / "t10k-labels-idx1-ubyte.gz").read_bytes())
    labels = np.frombuffer(raw, np.uint8, offset=8).astype(np.int64)
    scale = DIGIT_PX / MNIST_BOX_PX
    matrix = np.array([[scale, 0, 32 - 13.5 * scale], [0, scale, 32 - 13.5 * scale]])
    large = np.stack(
        [
            cv2.warpAffine(image, matrix, (FIELD_PX, FIELD_PX), flags=cv2.INTER_CUBIC)
            for image in images
        ]
    )
    thin = np.concatenate([thinned(large[k : k + 500] > 110) for k in range(0, len(large), 500)])
    return Digits(np.stack([field_of(one) for one in thin]), labels)


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


def draw(digit: str, chance: np.random.Generator) -> Field:
    """Write a digit by one of its drawn forms, a little differently each time."""
    forms = FORMS[digit]
    form = forms[int(chance.integers(len(forms)))]
    canvas = np.zeros((FIELD_PX, FIELD_PX), np.uint8)
    wide, shake = chance.uniform(0.6, 1.15), chance.uniform(1.0, 5.0)
    bend = chance.normal(0, 6, 2)
    for stroke in form:
        points = np.array([[float(n) for n in pair.split(",")] for pair in stroke.split()])
        points += chance.normal(0, shake, points.shape)
        points[:, 0] += bend[0] * np.sin(points[:, 1] * np.pi / 100)
        points[:, 1] += bend[1] * np.sin(points[:, 0] * np.pi / 100) * 0.5
        curve = smooth(points) - [40, 50]
        at = curve * [wide * DIGIT_PX / 100, DIGIT_PX / 100] + FIELD_PX / 2
        cv2.polylines(
            canvas, [np.round(at * 16).astype(np.int32)], isClosed=False, color=1, shift=4
        )
    return field_of(canvas > 0)


def smooth(points: NDArray[np.float64], steps: int = 8) -> NDArray[np.float64]:
    """Lay a Catmull-Rom curve through n × 2 points."""
    a, b, c, d = (
        np.concatenate([points[:1], points, points[-1:]])[k : len(points) - 1 + k] for k in range(4)
    )
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    a, b, c, d = a[:, None], b[:, None], c[:, None], d[:, None]
    inner = (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    return np.concatenate([(0.5 * inner).reshape(-1, 2), points[-1:]])
