"""How a sample letter is drawn: one frozen value in, the same pixels out, every time."""

import random
import zlib
from dataclasses import dataclass
from typing import Literal

Colour = Literal["rgb", "gray", "bilevel"]


@dataclass(frozen=True, slots=True)
class Look:
    """The state of the paper and of the scanner.

    Attributes:
        seed: Fixes every random choice (hand, seal texture, dust, noise).
        dpi: Resolution of the page images.
        skew_deg: How far the page lies turned, counter-clockwise; pages differ a little.
        noise: 0 (none) to 1 (a bad copy): grain, dust, uneven toner and light.
        blur_px: Standard deviation of the blur, in pixels.
        tint: 0 (white paper) to 1 (strongly tinted).
        seal: Draw the red seal and the blue signature.
        stamp: Draw the incoming stamp on letters that bear one.
        handwriting: Write by pen what the letter says is handwritten; else it is printed.
        colour: "rgb", "gray", or "bilevel" (one bit a pixel).
        jpeg_quality: 1 to 95; not used for bilevel pages.
        typeface: Font family; see `corpus.samples.fonts.FAMILIES`.
    """

    seed: int = 0
    dpi: int = 200
    skew_deg: float = 0.0
    noise: float = 0.0
    blur_px: float = 0.0
    tint: float = 0.0
    seal: bool = True
    stamp: bool = True
    handwriting: bool = True
    colour: Colour = "rgb"
    jpeg_quality: int = 90
    typeface: str = "Liberation Serif"


CLEAN = Look(handwriting=False)
"""Straight, sharp, white; number and day printed. What a perfect scanner would give."""

DIGITAL = Look(handwriting=False, seal=False, stamp=False)
"""No ink at all: what leaves the office program."""

POOR = Look(skew_deg=1.4, noise=0.85, blur_px=1.05, tint=0.8, jpeg_quality=42)
"""A copy of a copy: the hardest look that people still read without effort."""

GRAY = Look(skew_deg=-0.5, noise=0.35, blur_px=0.6, tint=0.4, colour="gray", jpeg_quality=75)
BILEVEL = Look(skew_deg=0.4, noise=0.3, blur_px=0.4, tint=0.2, colour="bilevel")


def scan_look(name: str) -> Look:
    """Return the everyday scan of one letter: its own skew, light and hand, always the same.

    Args:
        name: The letter's name; it is the seed.
    """
    seed = zlib.crc32(name.encode())
    chance = random.Random(seed)  # noqa: S311 - drawing, not secrets
    return Look(
        seed=seed,
        skew_deg=round(chance.uniform(-1.2, 1.2), 2),
        noise=round(chance.uniform(0.2, 0.5), 2),
        blur_px=round(chance.uniform(0.45, 0.7), 2),
        tint=round(chance.uniform(0.1, 0.6), 2),
        jpeg_quality=chance.choice((72, 78, 84)),
    )
