"""Scans a painted page: fresh RGB pixels in, what the scanner delivers out."""

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.samples.look import Look

Pixels = NDArray[np.uint8]
Noise = NDArray[np.float32]

PAPER = np.array((0.955, 0.962, 0.99), dtype=np.float32)
"""Colour of strongly tinted office paper under a scanner's lamp, as shares of white."""
GRAIN = 9.0
THRESHOLD = 168


def scan(pixels: Pixels, look: Look, *, page: int) -> Pixels:
    """Age and scan a page.

    Args:
        pixels: height × width × 3, RGB.
        look: How bad it gets.
        page: 1 = first page; pages of a letter do not lie equally straight.

    Returns:
        RGB of the same size; or height × width for gray; or the same, 0 and 255 only, for bilevel.
    """
    rng = np.random.default_rng((look.seed, page))
    pixels = _turned(pixels, look.skew_deg * (1 + 0.35 * float(rng.uniform(-1, 1))))
    if look.blur_px:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), look.blur_px), np.uint8)
    if look.noise or look.tint:
        pixels = _worn(pixels, look, rng)
    if look.colour == "rgb":
        return pixels
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    if look.colour == "gray":
        return gray
    return np.where(gray < THRESHOLD, 0, 255).astype(np.uint8)


def _turned(pixels: Pixels, degrees: float) -> Pixels:
    if not degrees:
        return pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(
        pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return np.asarray(turned, np.uint8)


def _worn(pixels: Pixels, look: Look, rng: np.random.Generator) -> Pixels:
    height, width = pixels.shape[:2]
    light = 1 - 0.10 * look.noise * _cloud(rng, height, width, cells=3)
    toner = 255 * 0.28 * look.noise * _cloud(rng, height, width, cells=90) ** 3
    page = pixels.astype(np.float32)
    page += toner[:, :, None] * (1 - page / 255)
    page *= light[:, :, None]
    page *= 1 - look.tint * (1 - PAPER)
    grain = rng.standard_normal((height, width), dtype=np.float32)
    page += (GRAIN * look.noise * grain)[:, :, None]
    _dust(page, look, rng)
    return np.clip(page, 0, 255).astype(np.uint8)


def _cloud(rng: np.random.Generator, height: int, width: int, *, cells: int) -> Noise:
    """Return soft blotches between 0 and 1, `cells` of them across the page."""
    small = rng.random((cells * 3 // 2, cells), dtype=np.float32)
    return np.asarray(
        cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32
    )


def _dust(page: Noise, look: Look, rng: np.random.Generator) -> None:
    """Lay specks, and a streak such as rollers leave, on the page in place."""
    height, width = page.shape[:2]
    for _ in range(int(90 * look.noise**2)):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        shade = float(rng.uniform(60, 190))
        radius = int(rng.choice((0, 0, 1, 1, 2)))
        cv2.circle(page, (x, y), radius, (shade, shade, shade), -1)
    if look.noise > 0.4:
        x = int(rng.choice((rng.uniform(0.005, 0.03), rng.uniform(0.97, 0.995))) * width)
        page[int(height * rng.uniform(0, 0.4)) : int(height * rng.uniform(0.6, 1)), x] *= 0.75
