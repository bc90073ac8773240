"""Evens out the light of a page: pixels as scanned or photographed go in, white paper with dark print comes out."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.levels import levels

Pixels = NDArray[np.uint8]

# Light is looked at on an image so much smaller; print is thinner than the window in which the
# brightest is taken for paper.
SMALLER = 8
PAPER_WINDOW_CM = 1.6
# The edges of a page are left out of the judgement: copiers leave black strips there.
EDGE = 0.06
# Paper of even light is nowhere darker than this share of its brightest; below, a shadow lies on it.
EVEN = 0.8
# Darker than this share of the brightest is no paper in shadow but a picture, a table, a strip.
DARKEST_PAPER = 0.3
# The darkest print of a page: toner that pale is drawn out to black, but never more than threefold.
FAINT, NO_PRINT, BLACK, MOST = 105, 215, 45, 3.0


def lit(image: Image.Image, *, dpi: float) -> Image.Image:
    """Return a page image with shadows lifted and faint print darkened.

    Args:
        image: The page, mode "RGB", "L" or "1".
        dpi: Resolution.

    Returns:
        The image itself where its light is even and its print dark, as on most scans.
    """
    if image.mode == "1":
        return image
    pixels = np.asarray(image)
    better = evened(pixels, dpi=dpi)
    return image if better is pixels else Image.fromarray(better)


def evened(pixels: Pixels, *, dpi: float) -> Pixels:
    """Do the same for an array: height × width (× 3), the paper not yet white."""
    paper = _paper_of(pixels, dpi)
    gray = paper if paper.ndim == 2 else paper.mean(axis=2)
    across, down = (max(1, round(EDGE * side)) for side in gray.shape)
    inner = gray[across:-across, down:-down]
    if not inner.size:
        return pixels
    dark, bright = (float(value) for value in np.percentile(inner, (3, 97)))
    if dark < EVEN * bright:
        pixels = _divided(pixels, np.maximum(paper, DARKEST_PAPER * bright))
    return _drawn_out(pixels)


def reduced(pixels: Pixels, by: int) -> Pixels:
    """Return an image smaller by a whole number; up to `by - 1` pixels at its edges are left out.

    Whole numbers take a tenth of the time of others.
    """
    down, across = (max(1, side // by) * by for side in pixels.shape[:2])
    cut = pixels[:down, :across]
    size = max(1, across // by), max(1, down // by)
    return np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA), np.uint8)


def _paper_of(pixels: Pixels, dpi: float) -> NDArray[np.float32]:
    """Return the colour of the paper around each place, on the smaller image."""
    small = reduced(pixels, SMALLER)
    window = max(3, round(PAPER_WINDOW_CM * dpi / 2.54 / SMALLER)) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((window, window), np.uint8))
    return np.asarray(cv2.blur(paper, (window, window)), np.float32)


def _divided(pixels: Pixels, paper: NDArray[np.float32]) -> Pixels:
    """Make the paper white wherever it is, one colour after the other: all need four times the page."""
    size = pixels.shape[1::-1]

    def one(channel: Pixels, colour: NDArray[np.float32]) -> cv2.typing.MatLike:
        whole = cv2.resize(255.0 / colour, size, interpolation=cv2.INTER_LINEAR)
        return cv2.multiply(channel, whole, dtype=cv2.CV_8U)

    if pixels.ndim == 2:
        return np.asarray(one(pixels, paper), np.uint8)
    each = zip(cv2.split(pixels), cv2.split(paper), strict=True)
    return np.asarray(
        cv2.merge([one(np.asarray(c, np.uint8), np.asarray(p)) for c, p in each]), np.uint8
    )


def _drawn_out(pixels: Pixels) -> Pixels:
    """Darken a page whose darkest print is pale; the paper stays as light as it is."""
    sample = pixels[::4, ::4]
    gray = sample if sample.ndim == 2 else np.minimum.reduce(cv2.split(sample))
    dark, light = levels(gray, (0.5, 80))
    dark *= 255.0 / max(light, 1.0)
    if not FAINT < dark < NO_PRINT:
        return pixels
    times = min((255.0 - BLACK) / (255.0 - dark), MOST)
    table = np.clip(light - (light - np.arange(256)) * times, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(pixels, table), np.uint8)
