"""A second look at the signature block, where seal and pen cross the print: lines in, lines out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from rapidfuzz import fuzz

from ingest.ink import Gray, Inks, Mask
from ingest.ocr.first_syllable import is_doubtful, with_first_syllable
from ingest.ocr.letters import INK, darkest_of, without_strokes
from ingest.ocr.seal import without_rings
from ingest.ocr.signed_name import unread_name
from ingest.ocr.tesseract import ONE_BLOCK, SPARSE, lines_of
from ingest.ocr.two_readings import covers, in_rows, merged, says_name, says_post
from ingest.options import ReadOptions
from nlp.document import Box, Line, Word
from nlp.family_names import FAMILY_NAMES
from nlp.folding import letters
from nlp.layout.anchors import is_authority
from nlp.layout.columns import pieces
from nlp.layout.foot import RIGHT_HALF, split_foot
from nlp.names import person_name
from nlp.positions import POSITIONS, is_position, position_in

# The block is at most this share of the page high (Decree 30 leaves 30 mm for the signature).
DEPTH, MARGIN = 0.19, 0.012
# Bold print of a block is read at this resolution, whatever that of the page.
READ_DPI = 300.0
LETTERS_CM = 0.36
# Out of 100: "Hồ" and "PhHỏ" for "PHÓ" measure 80 and more.
LIKE_DEPUTY = 75
REST_OF_DEPUTY = ("Ó", "HÓ")
# Most names have three syllables; of shorter ones the first may be hidden under the seal.
FULL_NAME = 3
# A second post is stamped so close below the first; its letters are of this height, and so many.
UNDER_POST_CM, LETTER_CM, FEWEST_LETTERS = 0.55, (0.14, 0.5), 6
# A share of coloured ink below this is no stamp.
COLOURED = 0.002


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
    if foot is None or not (foot.signature or foot.recipients):
        return tuple(lines)
    top = min(line.box.top for line in (*foot.signature, *foot.recipients))
    upper, lower = max(0.0, top - MARGIN * height_px), min(height_px, top + DEPTH * height_px)
    block = Box(RIGHT_HALF * width_px, upper, width_px, lower)
    kept = cut if _is_settled(foot.signature, inks, dpi) else _tried(cut, inks, block, dpi, options)
    named = _named(kept, inks, block, dpi, options)
    return tuple(lines if named == cut else named)


def _tried(
    lines: Sequence[Line], inks: Inks, block: Box, dpi: float, options: ReadOptions
) -> Sequence[Line]:
    """Read the block again, one image after the other, until it is settled."""
    kept = list(lines)
    for attempt in _attempts(inks, block, dpi):
        kept = merged(kept, _read(attempt, block, dpi, options), LETTERS_CM * dpi / 2.54)
        if _is_settled([line for line in kept if _within(line, block)], inks, dpi):
            break
    if not any(says_name(line) for line in kept if _within(line, block)):
        kept = _with_unread_name(kept, inks, block, dpi, options)
    return kept


def _with_unread_name(
    lines: list[Line], inks: Inks, block: Box, dpi: float, options: ReadOptions
) -> list[Line]:
    """Return the lines with the name that none of the readings gave, below the last post."""
    area = np.s_[int(block.top) : int(block.bottom), int(block.left) : int(block.right)]
    posts = [line for line in lines if _within(line, block) and says_post(line)]
    if not posts:
        return lines
    bare, every = _bare(inks, block, dpi), without_rings(inks.every[area], dpi)
    images = [without_strokes(bare, dpi), bare, every, without_strokes(every, dpi, bold=True)]
    if not inks.red[area].any():
        images.insert(0, darkest_of(inks.every[area]))
    floor = max(line.box.bottom for line in posts)
    name = unread_name(images, block, floor, dpi=dpi, options=options)
    if name is None:
        return lines
    return [line for line in lines if line in posts or not covers(line, name)] + [name]


def _named(
    lines: Sequence[Line], inks: Inks, block: Box, dpi: float, options: ReadOptions
) -> list[Line]:
    """Read family names that the seal's ring runs into."""
    own = [x for x in lines if x.box.top > block.top and x.box.left > block.left and is_doubtful(x)]
    if not own:
        return list(lines)
    lowest = max(line.box.bottom + line.box.height for line in own)
    block = replace(block, bottom=min(len(inks.print), max(block.bottom, lowest)))
    fresh = with_first_syllable(own, _bare(inks, block, dpi), block, options=options)
    changed = {id(old): new for old, new in zip(own, fresh, strict=True)}
    return [changed.get(id(line), line) for line in lines]


def _bare(inks: Inks, block: Box, dpi: float) -> Gray:
    """Return the block's print; where nothing tells a seal by its colour, without its rings."""
    area = np.s_[int(block.top) : int(block.bottom), int(block.left) : int(block.right)]
    return inks.print[area] if inks.red[area].any() else without_rings(inks.print[area], dpi)


def _attempts(inks: Inks, block: Box, dpi: float) -> Iterator[_Attempt]:
    """Yield the images to try, the likeliest to help first.

    The print alone; all inks with bold letters freed from the pen's lines; coloured stamps alone,
    since names and posts are stamped too.
    """
    area = np.s_[int(block.top) : int(block.bottom), int(block.left) : int(block.right)]
    coloured = inks.red[area].any()
    bare = _bare(inks, block, dpi)
    yield _Attempt(without_strokes(bare, dpi), SPARSE)
    every = without_rings(inks.every[area], dpi) if coloured else bare
    yield _Attempt(without_strokes(every, dpi, bold=True), SPARSE)
    if not coloured:
        yield _Attempt(without_strokes(darkest_of(inks.every[area]), dpi), SPARSE)
    for colour in (inks.blue[area], inks.red[area]):
        if colour.mean() > COLOURED:
            alone = np.where(_grown(colour), inks.every[area], 255).astype(np.uint8)
            yield _Attempt(without_strokes(without_rings(alone, dpi), dpi), SPARSE)
    yield _Attempt(without_strokes(bare, dpi), ONE_BLOCK)


def _grown(mask: Mask) -> Mask:
    return cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.bool_)


def _read(attempt: _Attempt, block: Box, dpi: float, options: ReadOptions) -> list[Line]:
    """Read one image of the block; boxes in pixels of the page."""
    scale = READ_DPI / dpi
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    large = cv2.resize(attempt.image, None, fx=scale, fy=scale, interpolation=how)
    lines = lines_of(
        np.asarray(large, dtype=np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=attempt.layout,
        dpi=round(READ_DPI),
    )
    moved = [Line(tuple(_moved(word, block, scale) for word in line.words)) for line in lines]
    return [_as_deputy(line) for line in in_rows(moved)]


def _moved(word: Word, block: Box, scale: float) -> Word:
    box = word.box
    return Word(
        _as_family_name(word.text),
        Box(
            box.left / scale + block.left,
            box.top / scale + block.top,
            box.right / scale + block.left,
            box.bottom / scale + block.top,
        ),
        word.confidence,
    )


def _as_family_name(text: str) -> str:
    """Return a family name whose "L" was read as "1" or "I"; other words come back as they are.

    >>> _as_family_name("1ê"), _as_family_name("Iý"), _as_family_name("1ần")
    ('Lê', 'Lý', '1ần')
    """
    respelled = f"L{text[1:]}"
    return respelled if text[:1] in {"1", "I", "|"} and respelled.lower() in FAMILY_NAMES else text


def _as_deputy(line: Line) -> Line:
    """Return a deputy's post with its "PHÓ" well spelled: it is the part that the seal covers."""
    first, *others = line.words
    post = position_in(" ".join(word.text for word in others))
    if post is None or f"PHÓ {post}" not in POSITIONS:
        return line
    if first.text not in REST_OF_DEPUTY and fuzz.ratio(letters(first.text), "pho") < LIKE_DEPUTY:
        return line
    return replace(line, words=(replace(first, text="PHÓ"), *others))


def _within(line: Line, block: Box) -> bool:
    x, y = line.box.middle
    return block.left <= x <= block.right and block.top <= y <= block.bottom


def _is_settled(lines: Sequence[Line], inks: Inks, dpi: float) -> bool:
    """Tell whether a block was read whole, a deputy's post stamped under the head's included."""
    if not _is_complete(lines):
        return False
    posts = [line for line in lines if says_post(line)]
    return len(posts) > 1 or is_authority(posts[0].text) or not _letters_under(posts[0], inks, dpi)


def _letters_under(post: Line, inks: Inks, dpi: float) -> bool:
    """Tell whether letters that were not read stand close below a post."""
    cm, box = dpi / 2.54, post.box
    top, bottom = max(0, int(box.bottom - 0.1 * cm)), int(box.bottom + UNDER_POST_CM * cm)
    band = inks.every[top:bottom, max(0, int(box.left - cm)) : int(box.right + cm)]
    if not band.size:
        return False
    stats = cv2.connectedComponentsWithStats((band < INK).astype(np.uint8), connectivity=8)[2][1:]
    low, high = LETTER_CM
    tall = stats[:, cv2.CC_STAT_HEIGHT] / cm
    wide = stats[:, cv2.CC_STAT_WIDTH] / cm
    return int(((low < tall) & (tall < high) & (wide < high)).sum()) >= FEWEST_LETTERS


def _is_complete(lines: Sequence[Line]) -> bool:
    """Tell whether a block has a full name and the signer's own post, not only whom he signs for."""
    names = [person_name(line.text) for line in lines]
    named = any(name is not None and len(name.split()) >= FULL_NAME for name in names)
    return named and any(is_position(line.text) and not is_authority(line.text) for line in lines)
