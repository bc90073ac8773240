"""A second look at the list of recipients, which Tesseract joins with the signature beside it: lines in, lines out."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.ink import Inks
from ingest.ocr.tesseract import ONE_BLOCK, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Line, Word
from nlp.layout.anchors import is_file_copy, is_recipients
from nlp.layout.columns import pieces
from nlp.layout.foot import RIGHT_HALF, split_foot

# Recipients are set in 11 pt, the signature beside them in 14 pt: a line made of both is read
# at the wrong height, and its words come out badly or not at all.
BADLY_READ = 0.5
# How far the list may go on below the last line of the signature, as a share of the page.
BELOW = 0.06
# A second reading must keep at least this share of the first one's letters.
KEEPS = 0.8


def reread_recipients(
    lines: Sequence[Line], inks: Inks, *, dpi: float, options: ReadOptions
) -> tuple[Line, ...]:
    """Read what stands left of the signature again when it was read badly.

    Args:
        lines: What the first reading of the page gave.
        inks: The page, one image per ink.
        dpi: Resolution of the page image.
        options: Languages and time limit.

    Returns:
        The lines cut into columns, those left of the signature replaced by the second reading
        where that found the list; the lines as they came when there is nothing to mend.
    """
    height_px, width_px = inks.print.shape
    cut = pieces(lines)
    block = _block(cut, float(width_px), float(height_px))
    if block is None:
        return tuple(lines)
    first = [line for line in cut if _inside(line, block)]
    if not _is_torn(first) or any(_crosses(line, block) for line in cut):
        return tuple(lines)
    second = _read(inks, block, dpi, options)
    if not any(_is_sign(line) for line in second) or _letters(second) < KEEPS * _letters(first):
        return tuple(lines)
    return (*(line for line in cut if not _inside(line, block)), *second)


def _block(lines: Sequence[Line], width_px: float, height_px: float) -> Box | None:
    """Return the place left of the signature, below the last line of the body."""
    foot = split_foot(lines, width_px)
    if foot is None or not foot.signature:
        return None
    tall = max(20.0, foot.signature[0].box.height)
    top = min(line.box.top for line in foot.signature) - 1.2 * tall
    bottom = max(line.box.bottom for line in foot.signature) + BELOW * height_px
    right = min(line.box.left for line in foot.signature) - 0.3 * tall
    above = [
        line.box.bottom
        for line in lines
        if line.box.right > right and line.box.middle[1] < top + tall and line.box.left < right
    ]
    top = max([top, *(edge for edge in above if edge < bottom)])
    if right < RIGHT_HALF * width_px / 2 or bottom - top < tall:
        return None
    return Box(0.0, top, right, min(bottom, height_px))


def _is_torn(lines: Sequence[Line]) -> bool:
    """Tell whether the list has no heading, or words in it were read badly."""
    headed = any(is_recipients(line.text) for line in lines)
    bad = any(
        word.confidence < BADLY_READ and sum(sign.isalpha() for sign in word.text) > 1
        for line in lines
        for word in line.words
    )
    return bool(lines) and (bad or not headed)


def _read(inks: Inks, block: Box, dpi: float, options: ReadOptions) -> list[Line]:
    """Read the block by itself; boxes in pixels of the page."""
    area = np.s_[int(block.top) : int(block.bottom), 0 : int(block.right)]
    found = lines_of(
        inks.print[area],
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=ONE_BLOCK,
        dpi=round(dpi),
    )
    return [
        replace(line, words=tuple(_down(word, int(block.top)) for word in line.words))
        for line in found
    ]


def _down(word: Word, by: int) -> Word:
    box = word.box
    return replace(word, box=Box(box.left, box.top + by, box.right, box.bottom + by))


def _inside(line: Line, block: Box) -> bool:
    x, y = line.box.middle
    return line.cell is None and x < block.right and block.top <= y <= block.bottom


def _crosses(line: Line, block: Box) -> bool:
    """Tell whether a line runs through the block: running text stands there, no list."""
    box = line.box
    level = line.cell is None and block.top <= box.middle[1] <= block.bottom
    return level and box.left < block.right < box.middle[0]


def _is_sign(line: Line) -> bool:
    return is_recipients(line.text) or is_file_copy(line.text)


def _letters(lines: Sequence[Line]) -> int:
    return sum(sign.isalpha() for line in lines for sign in line.text)
