"""Reads the row of a signed name again and again: images of the block go in, the name they agree on comes out.

Seal and pen cover the beginning of a name (Decree 30/2020/NĐ-CP, Annex I, part II, 8), so its last
syllables are read more often than the whole. They tell where the name stands, how high its letters
are and how far the stamped line leans. Pieces of that row that begin at different places left of
them are set upright, freed of what sticks in, and read as one line each.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.letters import INK
from ingest.ocr.name_votes import elected, is_decided, words_of
from ingest.ocr.row import READ_DPI, Row, in_block, on_page, read_lines, readings_of, scaled
from ingest.ocr.tesseract import SPARSE
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Line, Word
from nlp.family_names import COMMON
from nlp.names import has_family, person_name, unusual_name
from nlp.repair.syllables import is_legal

# A syllable is believed from here on; short ones, which strokes resemble, later.
CLEAR, CLEAR_SHORT, SHORT = 0.7, 0.9, 2
# A name with a word that is read less surely is read again; the words that were read so surely say
# where it stands.
DOUBTED, WELL_READ, SURELY = 0.6, 0.75, 0.9
# Where pieces begin left of the known words, in their heights, likeliest first: a syllable with its
# blank takes two to six of them, the rest of a whole name up to twelve.
ONE_MORE, ALL_MORE = (2.1, 4.4, 2.6, 3.4, 1.6, 5.4), (6.5, 8.0, 5.0, 9.5, 3.5, 11.5)
NONE_MORE = (0.3,)
# How far pieces reach to the right of the last word where nothing follows, and where letters do.
BESIDE, FURTHER = 0.4, 4.0
# Letters right of a name: how high they are at least and at most, how near, and how wide together.
LETTER, NEAR, WIDE = (0.3, 1.3), 2.2, 0.9
FULL_NAME = 3
# In so many images the last syllable is looked for.
SEARCHED = 2
# What is certain at most of a word of which seal and pen have taken a part.
PIECED = Confidence(0.6)
# A name of as many syllables is taken only if it was read at least so surely, against the other.
HALF = 0.5


def unread_name(
    images: Sequence[Gray], block: Box, floor: float, *, dpi: float, options: ReadOptions
) -> Line | None:
    """Return the name that stands in a signature block and was not read.

    Args:
        images: The block with more or less of seal and pen taken away; the first are searched.
        block: Where it lies on the page.
        floor: The name stands below this, in pixels from the top of the page.
        dpi: Resolution of the page image.
        options: Languages and time limit.
    """
    places = (_last_syllable(image, floor - block.top, dpi, options) for image in images[:SEARCHED])
    last = next((place for place in places if place is not None), None)
    if last is None:
        return None
    row = Row((last,), last.right + BESIDE * last.height, ALL_MORE, crossed=True)
    found = elected(readings_of(images, row, (), is_decided, options))
    return None if found is None else on_page(found, block, PIECED)


def is_doubtful(line: Line, image: Gray) -> bool:
    """Tell whether a line is a name that lacks a syllable, or which was read badly.

    Args:
        line: A line of the page.
        image: The print of the page.
    """
    name = person_name(line.text)
    words = words_of(line)
    if name is None or not words:
        return unusual_name(line.text) is not None
    whole = len(name.split()) >= FULL_NAME and words[0].text[:1].isupper() and has_family(name)
    sure = _sure(line)
    least = WELL_READ if words[0].text.lower() in COMMON else SURELY
    first = words[0].confidence >= least and len(words) == len(name.split())
    return not (whole and first and sure >= DOUBTED) or _goes_on(line, image)


def with_whole_name(
    line: Line, images: Sequence[Gray], block: Box, *, options: ReadOptions
) -> Line:
    """Return a doubtful name as most readings of its row say it, or the line as it is.

    Args:
        line: A line for which `is_doubtful` is true.
        images: The block with more or less of seal and pen taken away.
        block: Where it lies on the page.
        options: Languages and time limit.
    """
    seen = in_block(line, block)
    found = elected(readings_of(images, _row_of(seen, images[0]), (seen,), is_decided, options))
    name = None if found is None else person_name(found.text)
    if found is None or name is None:
        return line
    said = person_name(" ".join(word.text for word in words_of(line))) or ""
    more = len(name.split()) - len(said.split())
    worse = more < 0 or (more == 0 and _sure(found) < HALF * _sure(line))
    return line if worse and has_family(said) else on_page(found, block, Confidence(1.0))


def _sure(line: Line) -> float:
    return min(word.confidence for word in words_of(line))


def _row_of(line: Line, image: Gray) -> Row:
    """Return where a line's name stands, by its words that were read well."""
    words = words_of(line)
    good = [word for word in words if word.confidence >= WELL_READ and word.text[:1].isupper()]
    known = good or list(words)
    first = known[0]
    whole = has_family(person_name(line.text) or "?") and len(words) >= FULL_NAME
    family = whole and first is words[0] and first.text.lower() in COMMON
    starts = (
        NONE_MORE
        if family and first.confidence >= SURELY
        else (*ONE_MORE[:2], *NONE_MORE, *ONE_MORE[2:])
    )
    tall, right = first.box.height, words[-1].box.right
    reach = FURTHER if _goes_on(line, image) else BESIDE
    return Row(tuple(word.box for word in known), right + reach * tall, starts, crossed=True)


def _goes_on(line: Line, image: Gray) -> bool:
    """Tell whether letters that were not read follow a name on its right."""
    box = words_of(line)[-1].box
    tall, middle = box.height, box.middle[1]
    left, right = round(box.right + 0.1 * tall), round(box.right + NEAR * tall)
    top, bottom = max(0, round(middle - tall)), round(middle + tall)
    band = image[top:bottom, left:right]
    if not band.size:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats((band < INK).astype(np.uint8), connectivity=8)
    y, high = stats[1:, cv2.CC_STAT_TOP], stats[1:, cv2.CC_STAT_HEIGHT]
    low, most = LETTER
    inside = (y > 0) & (y + high < len(band)) & (np.abs(y + high / 2 - len(band) / 2) < tall / 2)
    wide = stats[1:, cv2.CC_STAT_WIDTH][inside & (low * tall < high) & (high < most * tall)]
    return float(wide.sum()) >= WIDE * tall


def _last_syllable(image: Gray, floor: float, dpi: float, options: ReadOptions) -> Box | None:
    """Return the place of the rightmost syllable below a height that is surely read as one."""
    scale = READ_DPI / dpi
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    lines = read_lines(large, SPARSE, options)
    boxes = [word.box for line in lines for word in line.words if _is_syllable(word)]
    found = [scaled(box, 1 / scale) for box in boxes if box.middle[1] > floor * scale]
    return max(found, key=lambda box: box.right, default=None)


def _is_syllable(word: Word) -> bool:
    text = word.text.strip(".,-“”\"'‘’`")
    least = CLEAR if len(text) > SHORT else CLEAR_SHORT
    return len(text) >= SHORT and text.istitle() and is_legal(text) and word.confidence >= least
