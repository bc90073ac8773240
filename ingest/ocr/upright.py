"""Tells how a page image must be turned to stand upright: image and first reading in, degrees out."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, median
from typing import Literal

import pytesseract
from PIL import Image

from ingest.options import ReadOptions
from nlp.document import Line, Word
from nlp.repair.syllables import is_legal

Turn = Literal[0, 90, 180, 270]

# Of the words of an upright letter nine in ten are Vietnamese syllables; of one read on its side
# or its head fewer than half are. Numbers and single signs say nothing.
UPRIGHT = 0.6
SURE = 0.6
# Fewer words than this may be a page with a drawing, or one that lies on its side.
FEW_WORDS = 12
LONG = 4
# Less ink than this share of the page is dust: there is nothing to turn.
BLANK = 0.002
INK = 128
PUNCTUATION = ".,;:()\"'“”/-–"
# Tesseract's own measure; below it says nothing about a page of Latin letters.
LEAST_CERTAINTY = 1.0
TURNS: tuple[Turn, ...] = (90, 180, 270)


def is_doubtful(lines: Sequence[Line], image: Image.Image) -> bool:
    """Tell whether a page was read so badly that it may not stand upright.

    Args:
        lines: The first reading.
        image: The page image, to tell a blank page from one that was not read.
    """
    words = _spoken(lines)
    if len(words) < FEW_WORDS:
        return _ink_share(image) > BLANK
    if _on_its_side(words):
        return True
    legal = fmean(float(is_legal(word.text)) for word in words)
    return legal < UPRIGHT or fmean(word.confidence for word in words) < SURE


def _on_its_side(words: Sequence[Word]) -> bool:
    """Tell whether words are taller than wide: Tesseract reads some pages that lie on their side."""
    long = [word.box for word in words if len(word.text) >= LONG]
    return bool(long) and median(box.height / max(1.0, box.width) for box in long) > 1


def worth(lines: Sequence[Line]) -> float:
    """Return what a reading is worth: the certainty of its Vietnamese syllables, added up.

    Words that stand on end are worth nothing: their lines make no zones.
    """
    words = _spoken(lines)
    whole = sum(float(word.confidence) for word in words if is_legal(word.text))
    return 0.0 if _on_its_side(words) else whole


def turn_of(image: Image.Image, options: ReadOptions) -> Turn:
    """Ask Tesseract how far clockwise a page must be turned to stand upright.

    Args:
        image: The page image.
        options: Time limit.

    Returns:
        0 where Tesseract cannot tell.
    """
    gray = image.convert("L")
    gray.format = "BMP"  # how pytesseract hands it on; to compress it takes longer than to look
    try:
        found = pytesseract.image_to_osd(
            gray,
            config="--psm 0 -c min_characters_to_try=20",
            timeout=options.page_timeout_s,
            output_type=pytesseract.Output.DICT,
        )
    except (pytesseract.TesseractError, RuntimeError):
        return 0  # too few letters, no model for it, or too slow: the first reading stands
    if float(found["orientation_conf"]) < LEAST_CERTAINTY:
        return 0
    return next((turn for turn in TURNS if turn == int(found["rotate"])), 0)


def turned(image: Image.Image, degrees: int) -> Image.Image:
    """Return an image turned clockwise by 0, 90, 180 or 270 degrees."""
    ways = {
        90: Image.Transpose.ROTATE_270,
        180: Image.Transpose.ROTATE_180,
        270: Image.Transpose.ROTATE_90,
    }
    return image if degrees == 0 else image.transpose(ways[degrees])


def _spoken(lines: Sequence[Line]) -> list[Word]:
    """Return the words that are made of letters, two at least, without the signs around them."""
    bare = [
        replace(word, text=word.text.strip(PUNCTUATION)) for line in lines for word in line.words
    ]
    return [word for word in bare if len(word.text) > 1 and word.text.isalpha()]


def _ink_share(image: Image.Image) -> float:
    small = image.convert("L").reduce(4)
    dark = sum(small.histogram()[:INK])
    return dark / (small.width * small.height)
