"""Cuts rubber: the round seal of an issuer, as a mask of how much ink lies."""

import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from corpus.samples.fonts import Typeface, load

Mask = NDArray[np.uint8]
"""height × width, 0 (no ink) to 255 (full ink)."""

FINE = 3
"""Masks are drawn this many times larger and made smaller afterwards."""
SEAL_MM = 36.0
"""Diameter of the seals of agencies (Ministry of Public Security, Circular 21/2012/TT-BCA)."""


def seal(ring: tuple[str, str], centre: tuple[str, ...], face: Typeface, *, dpi: int) -> Mask:
    """Draw a round seal.

    Args:
        ring: Words round the top, words round the bottom.
        centre: Lines in the middle; none gives a star, as on seals that bear the emblem.
        face: Its bold style is cut.
        dpi: Dots an inch of the result.
    """
    px = FINE * dpi / 25.4
    side = round((SEAL_MM + 3) * px)
    image = Image.new("L", (side, side))
    draw = ImageDraw.Draw(image)
    middle, radius = side / 2, SEAL_MM / 2 * px
    for share, wide in ((1.0, 1.0), (0.945, 0.3), (0.655, 0.4)):
        r = radius * share
        box = (middle - r, middle - r, middle + r, middle + r)
        draw.ellipse(box, outline=255, width=round(wide * px))
    _around(image, ring[0], face, radius * 0.8, top=True)
    _around(image, ring[1], face, radius * 0.8, top=False)
    for side_x in (-1, 1):
        _star(draw, middle + side_x * radius * 0.8, middle + radius * 0.12, radius * 0.08)
    if centre:
        _middle(draw, centre, face, middle, radius)
    else:
        _emblem(draw, middle, radius)
    return smaller(image)


def _around(image: Image.Image, text: str, face: Typeface, radius: float, *, top: bool) -> None:
    """Set letters along a circle, each turned to stand upright on it."""
    middle = image.width / 2
    size = radius * 0.23
    font = load(face.path("bold"), size)
    gap = size * 0.1
    widths = [font.getlength(char) + gap for char in text]
    limit = radius * math.pi * (1.05 if top else 0.6)
    squeeze = min(1.0, limit / max(sum(widths), 1))
    angle = -sum(widths) * squeeze / radius / 2
    for char, width in zip(text, widths, strict=True):
        turn = angle + width * squeeze / radius / 2
        angle += width * squeeze / radius
        tile = Image.new("L", (round(size * 2), round(size * 2)))
        ImageDraw.Draw(tile).text((size, size), char, 255, font=font, anchor="mm")
        way = turn if top else -turn
        tile = tile.rotate(-math.degrees(way), resample=Image.Resampling.BICUBIC)
        sign = -1 if top else 1
        x = middle + math.sin(turn) * radius - size
        y = middle + sign * math.cos(turn) * radius - size
        image.paste(255, (round(x), round(y)), tile)


def _middle(
    draw: ImageDraw.ImageDraw, lines: tuple[str, ...], face: Typeface, middle: float, radius: float
) -> None:
    size = radius * min(0.27, 0.8 / len(lines))
    font = load(face.path("bold"), size)
    widest = max(font.getlength(line) for line in lines)
    font = load(face.path("bold"), size * min(1.0, radius * 1.12 / widest))
    for index, line in enumerate(lines):
        y = middle + (index - (len(lines) - 1) / 2) * size * 1.08
        draw.text((middle, y), line, 255, font=font, anchor="mm")


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    corners = [
        (
            x + math.sin(math.pi * k / 5) * r * (1 if k % 2 == 0 else 0.4),
            y - math.cos(math.pi * k / 5) * r * (1 if k % 2 == 0 else 0.4),
        )
        for k in range(10)
    ]
    draw.polygon(corners, fill=255)


def _emblem(draw: ImageDraw.ImageDraw, middle: float, radius: float) -> None:
    """Draw a star over a cogwheel between two ears: what an emblem looks like at this size."""
    wide = max(2, round(radius * 0.022))
    _star(draw, middle, middle - radius * 0.24, radius * 0.15)
    for grain in range(9):
        for side in (-1, 1):
            turn = math.radians(25 + grain * 15)
            x = middle + side * math.sin(turn) * radius * 0.5
            y = middle - math.cos(turn) * radius * 0.5
            draw.ellipse(
                (x - wide * 2, y - wide * 3, x + wide * 2, y + wide * 3), outline=255, width=wide
            )
    x, y, r = middle, middle + radius * 0.28, radius * 0.15
    draw.ellipse((x - r, y - r, x + r, y + r), outline=255, width=wide * 2)
    for tooth in range(8):
        turn = math.pi * tooth / 4
        sx, sy = math.sin(turn), math.cos(turn)
        draw.line((x + sx * r, y + sy * r, x + sx * r * 1.3, y + sy * r * 1.3), 255, wide * 2)
    for step in (0.36, 0.43):
        y = middle - radius * 0.02 + radius * step
        draw.line((middle - radius * 0.3, y, middle + radius * 0.3, y), 255, wide)


def smaller(image: Image.Image) -> Mask:
    """Shrink a finely drawn image to the page's resolution."""
    return np.asarray(image.reduce(FINE), dtype=np.uint8)


def press(mask: Mask, chance: Random, *, turn_deg: float) -> Mask:
    """Press rubber on paper: turned a little, with uneven ink and dry spots."""
    height, width = mask.shape
    rng = np.random.default_rng(chance.getrandbits(32))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), turn_deg, 1.0)
    turned = cv2.warpAffine(mask, turn, (width, height), flags=cv2.INTER_LINEAR)
    blotches = rng.random((max(3, height // 26), max(3, width // 26)), dtype=np.float32)
    cloud = cv2.resize(blotches, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = cv2.GaussianBlur(rng.random((height, width), dtype=np.float32), (0, 0), 0.8)
    ink = turned * np.clip(0.62 + 0.38 * cloud, 0, 1) * np.clip(0.4 + 1.1 * grain, 0, 1)
    return np.asarray(ink, dtype=np.uint8)
