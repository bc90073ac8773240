"""Separates black print from red stamps and blue handwriting: page image in, one image per ink out."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.levels import levels

Gray = NDArray[np.uint8]
Mask = NDArray[np.bool_]

# Differences of 8-bit channels after the paper is made white; ink of either colour measures
# 60 to 180, black print with the fringes of a badly registered scanner below 30 once blurred.
RED_OVER_OTHERS = 35
BLUE_OVER_RED = 35
NOT_PAPER, WHITE = 215, 255
# Handwriting lies in a few places; blue in a larger share of the page is a scanner's colour cast.
HANDWRITING_TILES = 0.25
TILE_PX = 120
WORTH_NAMING = 0.5 / 255
# Colours are looked for on so many rows at a time, and as many more as the blur reaches.
BAND_PX, BLUR_PX = 512, 2


@dataclass(frozen=True, slots=True)
class Inks:
    """One page, one image per ink, all of the page's size.

    Attributes:
        print: Grey page (0 black, 255 white) without stamps and handwriting.
        every: Grey page with all inks.
        red: True where there is red ink.
        blue: True where there is blue ink.
    """

    print: Gray
    every: Gray
    red: Mask
    blue: Mask


def separate(image: Image.Image) -> Inks:
    """Split a page into its inks; a grey page has print only.

    Args:
        image: The page, mode "RGB", "L" or "1".

    Returns:
        The inks. Under a red seal the print is kept: red ink is light in the red channel.
    """
    if image.mode != "RGB":
        gray = np.asarray(image.convert("L"))
        none = np.zeros(gray.shape, dtype=np.bool_)
        return Inks(gray, gray, none, none)
    page = _whiten(np.asarray(image))
    every = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)
    red, blue = _coloured(page)
    blue &= every < NOT_PAPER
    if _is_everywhere(blue, every):
        blue = np.zeros_like(blue)
    printed = every.copy()
    cv2.copyTo(cv2.max(every, cv2.extractChannel(page, 0)), _grown(red), printed)
    printed[_grown(blue).astype(np.bool_)] = 255
    return Inks(printed, every, red, blue)


def _coloured(page: NDArray[np.uint8]) -> tuple[Mask, Mask]:
    """Return where a page is red and where it is blue; band by band, which takes little memory."""
    red, blue = np.empty(page.shape[:2], np.bool_), np.empty(page.shape[:2], np.bool_)
    for top in range(0, len(page), BAND_PX):
        above = min(top, BLUR_PX)
        r, g, b = cv2.split(page[top - above : top + BAND_PX + BLUR_PX])
        band = np.s_[top : top + BAND_PX]
        rows = np.s_[above : above + len(red[band])]
        red[band] = (cv2.blur(_over(r, cv2.max(g, b)), (3, 3)) > RED_OVER_OTHERS)[rows]
        blue[band] = (cv2.blur(_over(b, r), (5, 5)) > BLUE_OVER_RED)[rows]
    return red, blue


def _whiten(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Scale the channels so that the paper's own colour becomes white."""
    sample = rgb[::8, ::8]
    paper = np.maximum([levels(sample[..., at], (80,))[0] for at in range(3)], 128)
    if paper.min() == WHITE:
        return rgb
    scaled = np.minimum(np.arange(256)[:, np.newaxis] * (255.0 / paper), 255.0)
    return np.asarray(cv2.LUT(rgb, scaled.astype(np.uint8)[:, np.newaxis]), np.uint8)


def _over(one: cv2.typing.MatLike, other: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """Return the signed difference of two channels."""
    return cv2.subtract(one, other, dtype=cv2.CV_16S)


def _grown(mask: Mask) -> NDArray[np.uint8]:
    """Grow a mask by one pixel: the rim of a stroke is paler than its middle."""
    return np.asarray(cv2.dilate(mask.view(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)


def _is_everywhere(mask: Mask, gray: Gray) -> bool:
    """Tell whether a colour covers many of the page's inked tiles."""
    if not mask.any():
        return False
    inked = _tiles(gray < NOT_PAPER)
    coloured = _tiles(mask)
    return bool(coloured[inked].mean() > HANDWRITING_TILES) if inked.any() else False


def _tiles(mask: Mask) -> Mask:
    """Reduce a mask to tiles: True where a tile has ink worth naming (over 0.2 % of it)."""
    height, width = mask.shape
    down, across = (max(1, side // TILE_PX) for side in (height, width))
    edges = np.linspace(0, height, down + 1).round().astype(int)
    ones = mask.view(np.uint8)
    bands = [
        cv2.reduce(ones[a:b], 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[0] for a, b in pairwise(edges)
    ]
    starts = np.linspace(0, width, across + 1).round().astype(int)[:-1]
    inked = np.add.reduceat(np.array(bands), starts, axis=1)
    return np.asarray(inked > WORTH_NAMING * (height / down) * (width / across))
