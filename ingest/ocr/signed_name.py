"""Reads a name that no reading of the signature block gave: images of the block go in, a line comes out.

Seal and pen cover the beginning of a name, so its last syllable is read more often than the whole
(Decree 30/2020/NĐ-CP, Annex I, part II, 8). It tells where the name stands and how high it is;
pieces of that row that begin at different places left of it are then read as one line each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product
from statistics import median

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.letters import FRAME_PX, as_line
from ingest.ocr.tesseract import ONE_LINE, SPARSE, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Line, Word
from nlp.family_names import COMMON
from nlp.folding import letters
from nlp.names import has_family, person_name
from nlp.repair.syllables import is_legal

READ_DPI = 300.0
# A syllable is believed from here on; short ones, which strokes resemble, later.
CLEAR, CLEAR_SHORT, SHORT = 0.7, 0.9, 2
# Where pieces begin left of the syllable and how far up they reach, in its heights.
STARTS, ABOVE, BELOW, BESIDE = (3.5, 5.0, 6.5, 8.0, 9.5), (0.75, 1.0), 0.8, 0.5
# A whole name is taken from here on, one without its family name or with a rare one later; a sure
# one ends the search.
WHOLE, PART, SURELY = 0.5, 0.4, 0.8
FULL_NAME = 3
# What is certain at most of a word of which seal and pen have taken a part.
PIECED = Confidence(0.6)
# In so many images its last syllable is looked for.
SEARCHED = 2
# In heights: blanks between the words of a name are narrower, and so are letters.
HOLE = 1.0


def unread_name(
    images: Sequence[Gray], block: Box, floor: float, *, dpi: float, options: ReadOptions
) -> Line | None:
    """Return the name that stands in a signature block.

    Args:
        images: The block with more or less of seal and pen taken away; the first are searched.
        block: Where it lies on the page.
        floor: The name stands below this, in pixels from the top of the page.
        dpi: Resolution of the page image.
        options: Languages and time limit.
    """
    places = (_last_syllable(image, floor - block.top, dpi, options) for image in images[:SEARCHED])
    last = next((place for place in places if place is not None), None)
    best: tuple[tuple[bool, float], Line] | None = None
    for line in () if last is None else map(_capitalised, _readings(images, last, options)):
        worth = _worth(line)
        if worth is not None and (best is None or worth > best[0]):
            best = worth, line
        if best is not None and best[0][0] and best[0][1] >= SURELY:
            break
    return None if best is None else Line(tuple(_moved(word, block) for word in best[1].words))


def _worth(line: Line) -> tuple[bool, float] | None:
    """Return whether a line is a whole name, and how surely it was read; None when it is no name."""
    name = person_name(line.text)
    if name is None or _has_hole(line):
        return None
    sure = min(word.confidence for word in line.words if letters(word.text))
    least = WHOLE if name.split()[0].lower() in COMMON else SURELY
    whole = has_family(name) and len(name.split()) >= FULL_NAME and sure >= least
    return (whole, sure) if whole or sure >= PART else None


def _capitalised(line: Line) -> Line:
    """Return a line from its first capital on: "yên" before it is the end of "Nguyễn"."""
    at = next((at for at, word in enumerate(line.words) if word.text[:1].isupper()), 0)
    return replace(line, words=line.words[at:])


def _has_hole(line: Line) -> bool:
    """Tell whether a syllable inside a name was not read, or read as signs: "Trần { Bích Hạnh"."""
    words = [word for word in line.words if letters(word.text)]
    tall = median(word.box.height for word in words)
    boxes = [word.box for word in words]
    apart = any(b.left - a.right > HOLE * tall for a, b in pairwise(boxes))
    return apart or any(word.box.width > HOLE * tall * len(word.text) for word in words)


def _last_syllable(image: Gray, floor: float, dpi: float, options: ReadOptions) -> Box | None:
    """Return the place of the rightmost syllable below a height that is surely read as one."""
    scale = READ_DPI / dpi
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    lines = _lines(large, SPARSE, options)
    boxes = [word.box for line in lines for word in line.words if _is_syllable(word)]
    found = [_scaled(box, 1 / scale) for box in boxes if box.middle[1] > floor * scale]
    return max(found, key=lambda box: box.right, default=None)


def _is_syllable(word: Word) -> bool:
    text = word.text.strip(".,-“”\"'‘’`")
    least = CLEAR if len(text) > SHORT else CLEAR_SHORT
    return len(text) >= SHORT and text.istitle() and is_legal(text) and word.confidence >= least


def _readings(images: Sequence[Gray], last: Box, options: ReadOptions) -> Iterator[Line]:
    """Yield what is read of each piece of the row; boxes in pixels of the block."""
    middle, tall = last.middle[1], last.height
    for image, above, start in product(images, ABOVE, STARTS):
        left, top = round(last.left - start * tall), max(0, round(middle - above * tall))
        bottom, right = round(middle + BELOW * tall), round(last.right + BESIDE * tall)
        piece = image[top:bottom, max(0, left) : right]
        if left < 0 or not piece.size:
            continue
        framed, scale = as_line(piece)
        for line in _lines(framed, ONE_LINE, options):
            yield Line(tuple(_back(word, scale, left, top) for word in line.words))


def _lines(image: "cv2.typing.MatLike", layout: int, options: ReadOptions) -> Sequence[Line]:
    return lines_of(
        np.asarray(image, np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=layout,
        dpi=round(READ_DPI),
    )


def _back(word: Word, scale: float, left: float, top: float) -> Word:
    box = _scaled(_shifted(word.box, -FRAME_PX, -FRAME_PX), 1 / scale)
    return replace(word, box=_shifted(box, left, top))


def _moved(word: Word, block: Box) -> Word:
    sure = min(word.confidence, PIECED)
    return replace(word, box=_shifted(word.box, block.left, block.top), confidence=sure)


def _shifted(box: Box, across: float, down: float) -> Box:
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


def _scaled(box: Box, by: float) -> Box:
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)
