"""A second look at the signature block, where seal and pen cross the print: lines in, lines out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ingest.ink import Gray, Inks
from ingest.ocr.tesseract import ONE_BLOCK, SPARSE, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Line, Word
from nlp.layout.anchors import is_authority
from nlp.layout.columns import pieces
from nlp.layout.foot import RIGHT_HALF, split_foot
from nlp.names import person_name
from nlp.positions import is_position

# The block is at most this share of the page high (Decree 30 leaves 30 mm for the signature).
DEPTH = 0.19
# Letters of 13-14 pt are about 0.25 cm high; strokes and seals are several times that.
TALLEST_LETTER_CM = 0.95
WIDEST_PIECE_CM = 1.4
ENLARGED = 1.5
INK = 170


@dataclass(frozen=True, slots=True)
class _Attempt:
    image: Gray
    layout: int


def reread(
    lines: Sequence[Line], inks: Inks, *, dpi: float, options: ReadOptions
) -> tuple[Line, ...]:
    """Read the signature block again when no name was read in it.

    Args:
        lines: What the first reading of the page gave.
        inks: The page, one image per ink.
        dpi: Resolution of the page image.
        options: Languages and time limit.

    Returns:
        The lines with those of the signature block replaced where the second reading gives more.
    """
    height_px, width_px = inks.print.shape
    cut = pieces(lines)
    foot = split_foot(cut, width_px)
    if foot is None or _is_complete(foot.signature):
        return tuple(lines)
    tops = [line.box.top for line in (*foot.signature, *foot.recipients)]
    if not tops:
        return tuple(lines)
    margin = 0.012 * height_px
    block = Box(
        RIGHT_HALF * width_px,
        max(0.0, min(tops) - margin),
        width_px,
        min(height_px, min(tops) + DEPTH * height_px),
    )
    kept: list[Line] = list(cut)
    for attempt in _attempts(inks, block, dpi):
        kept = _merge(kept, _read(attempt, block, options))
        inside = [line for line in kept if _within(line, block)]
        if _is_complete(inside):
            break
    return tuple(kept)


def _attempts(inks: Inks, block: Box, dpi: float) -> Iterator[_Attempt]:
    """Yield the images to try: print alone first, then with red (names are stamped in red too)."""
    area = np.s_[int(block.top) : int(block.bottom), int(block.left) : int(block.right)]
    without_pen = inks.every.copy()
    without_pen[inks.blue] = 255
    for layout in (SPARSE, ONE_BLOCK):
        yield _Attempt(without_strokes(inks.print[area], dpi), layout)
        if inks.red[area].any():
            yield _Attempt(without_strokes(without_pen[area], dpi), layout)


def without_strokes(gray: Gray, dpi: float) -> Gray:
    """Whiten connected ink that is larger than any letter: signatures, rings of seals."""
    ink = (gray < INK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = TALLEST_LETTER_CM * dpi / 2.54
    wide = WIDEST_PIECE_CM * dpi / 2.54
    large = np.zeros(count, dtype=np.bool_)
    large[1:] = (stats[1:, cv2.CC_STAT_HEIGHT] > tall) | (stats[1:, cv2.CC_STAT_WIDTH] > wide)
    mask = cv2.dilate(large[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    cleaned = gray.copy()
    cleaned[mask] = 255
    return cleaned


def _read(attempt: _Attempt, block: Box, options: ReadOptions) -> list[Line]:
    """Read one image of the block; boxes in pixels of the page."""
    large = cv2.resize(attempt.image, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
    lines = lines_of(
        np.asarray(large, dtype=np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=attempt.layout,
        dpi=300,
    )
    return [Line(tuple(_moved(word, block) for word in line.words)) for line in lines]


def _moved(word: Word, block: Box) -> Word:
    box = word.box
    return Word(
        word.text,
        Box(
            box.left / ENLARGED + block.left,
            box.top / ENLARGED + block.top,
            box.right / ENLARGED + block.left,
            box.bottom / ENLARGED + block.top,
        ),
        word.confidence,
    )


def _merge(lines: Sequence[Line], again: Sequence[Line]) -> list[Line]:
    """Take names and posts of the second reading unless the first has one in the same place."""
    merged = list(lines)
    for line in again:
        if not (_says_name(line) or _says_post(line)):
            continue
        under = [other for other in merged if _covers(other, line)]
        if any(_says_name(other) or _says_post(other) for other in under):
            continue
        merged = [other for other in merged if other not in under] + [line]
    return merged


def _covers(one: Line, other: Line) -> bool:
    """Tell whether two lines share more than a third of the smaller one's area."""
    a, b = one.box, other.box
    across = min(a.right, b.right) - max(a.left, b.left)
    along = min(a.bottom, b.bottom) - max(a.top, b.top)
    smaller = min(a.width * a.height, b.width * b.height)
    return across > 0 and along > 0 and across * along > smaller / 3


def _within(line: Line, block: Box) -> bool:
    x, y = line.box.middle
    return block.left <= x <= block.right and block.top <= y <= block.bottom


def _is_complete(lines: Sequence[Line]) -> bool:
    """Tell whether a block has a name and the signer's own post, not only whom he signs for."""
    named = any(_says_name(line) for line in lines)
    return named and any(is_position(line.text) and not is_authority(line.text) for line in lines)


def _says_name(line: Line) -> bool:
    return person_name(line.text) is not None


def _says_post(line: Line) -> bool:
    return is_authority(line.text) or is_position(line.text)
