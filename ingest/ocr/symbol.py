"""Reads a symbol again that strokes of the pen run into: a number line goes in, the same line comes out."""

from dataclasses import replace

import numpy as np
from PIL import Image, ImageOps

from ingest.ocr.gaps import BARE_SYMBOL, SYMBOL, Gap, middle_of, print_edges
from ingest.ocr.handwriting import cut_line
from ingest.ocr.tesseract import ONE_LINE, lines_of
from ingest.options import ReadOptions
from nlp.document import Line, Word

# A symbol that is read less surely is looked at again, at this height with a frame around it.
WELL_READ = 0.8
SYMBOL_PX, FRAME_PX = 84, 16
CLEARLY = 0.25


def with_symbol(
    line: Line, gap: Gap, image: Image.Image, *, capital_px: float, options: ReadOptions
) -> Line:
    """Look again at a symbol that Tesseract read together with strokes of the pen.

    Args:
        line: The line of the number.
        gap: The place before its symbol.
        image: The page with all its inks.
        capital_px: Height of its printed capitals.
        options: Languages and time limit of the second look.

    Returns:
        The line, with the surer of the two readings.
    """
    word, tall = line.words[gap.last], capital_px
    if word.confidence >= WELL_READ:
        return line
    _, right = print_edges(line, gap, tall)
    end = line.box.right + tall
    crop = cut_line(
        image,
        left_px=min(right, end - tall) - 0.3 * tall,
        right_px=end,
        middle_px=middle_of(line, gap, tall),
        capital_px=0.85 * tall,
    )
    again = _symbol_in(crop, options)
    if again is None or again.confidence < word.confidence + CLEARLY:
        return line
    # A stroke of the pen hides letters or bends them; the reading that has more of them is right.
    first = word.text[gap.tail :]
    text = again.text if _letters(again.text) > _letters(first) else first
    fresh = Word(word.text[: gap.tail] + text, word.box, again.confidence)
    return replace(line, words=(*line.words[: gap.last], fresh))


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _symbol_in(crop: Image.Image, options: ReadOptions) -> Word | None:
    """Read a crop that begins with a symbol; None when it does not hold one."""
    scale = max(1.0, SYMBOL_PX / crop.height)
    large = crop.resize((round(crop.width * scale), round(crop.height * scale)))
    framed = ImageOps.expand(large, FRAME_PX, 255)
    for line in lines_of(
        np.asarray(framed, dtype=np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=ONE_LINE,
    ):
        for pattern in (SYMBOL, BARE_SYMBOL):
            begins = pattern.search(line.text)
            if begins is not None and begins.start() <= 2:
                sure = min(word.confidence for word in line.words)
                return Word(line.text[begins.start() :], line.box, sure)
    return None
