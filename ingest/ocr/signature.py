"""A second look at the signature block, where seal and pen cross the print: lines in, lines out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ingest.ink import Gray, Inks, Mask
from ingest.ocr.hidden_post import as_deputy, with_posts
from ingest.ocr.letters import INK, darkest_of, without_strokes
from ingest.ocr.name_votes import spelled
from ingest.ocr.seal import without_rings
from ingest.ocr.signed_name import is_doubtful, unread_name, with_whole_name
from ingest.ocr.tesseract import ONE_BLOCK, SPARSE, lines_of
from ingest.ocr.two_readings import covers, in_rows, merged, says_name, says_post
from ingest.options import ReadOptions
from nlp.document import Box, Line, Word
from nlp.layout.anchors import is_authority
from nlp.layout.columns import pieces
from nlp.layout.foot import RIGHT_HALF, Foot, split_foot
from nlp.names import person_name, unusual_name
from nlp.positions import is_position

# The block is at most so high (Decree 30 leaves 30 mm for the signature), and begins so far above
# what was read of it.
DEPTH_CM, MARGIN_CM = 6.2, 0.36
# A word of a post that is read less surely is seal and pen more than print.
DOUBTED = 0.5
# Bold print of a block is read at this resolution, whatever that of the page.
READ_DPI = 300.0
LETTERS_CM = 0.36
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
    block = _block(foot, width_px, height_px, dpi)
    kept = cut if _is_settled(foot.signature, inks, dpi) else _tried(cut, inks, block, dpi, options)
    named = _named(kept, inks, block, dpi, options)
    return tuple(lines if named == cut else named)


def _block(foot: Foot, width_px: int, height_px: int, dpi: float) -> Box:
    """Return where the signature stands; above a name whose post was not read the seal hides one."""
    depth, margin = DEPTH_CM * dpi / 2.54, MARGIN_CM * dpi / 2.54
    top = min(line.box.top for line in (*foot.signature, *foot.recipients))
    names = [line.box.bottom for line in foot.signature if says_name(line)]
    if names and not any(map(says_post, foot.signature)):
        top = min(top, max(names) + margin - depth)
    upper, lower = max(0.0, top - margin), min(float(height_px), top + depth)
    return Box(RIGHT_HALF * width_px, upper, width_px, lower)


def _tried(
    lines: Sequence[Line], inks: Inks, block: Box, dpi: float, options: ReadOptions
) -> Sequence[Line]:
    """Read the block again, one image after the other, until it is settled."""
    kept, seen = list(lines), list[Line]()
    for attempt in _attempts(inks, block, dpi):
        again = _read(attempt, block, dpi, options)
        kept = merged(kept, again, LETTERS_CM * dpi / 2.54)
        seen += again
        if _is_settled([line for line in kept if _within(line, block)], inks, dpi):
            break
    else:
        images = _images(inks, block, dpi)
        kept = with_posts(kept, seen, images, block, options=options)
    if not any(says_name(line) for line in kept if _within(line, block)):
        kept = _with_unread_name(kept, inks, block, dpi, options)
    return kept


def _with_unread_name(
    lines: list[Line], inks: Inks, block: Box, dpi: float, options: ReadOptions
) -> list[Line]:
    """Return the lines with the name that none of the readings gave, below the last post."""
    posts = [line for line in lines if _within(line, block) and says_post(line)]
    if not posts:
        return lines
    floor = max(line.box.bottom for line in posts)
    name = unread_name(_images(inks, block, dpi), block, floor, dpi=dpi, options=options)
    if name is None:
        return lines
    return [line for line in lines if line in posts or not covers(line, name)] + [name]


def _named(
    lines: Sequence[Line], inks: Inks, block: Box, dpi: float, options: ReadOptions
) -> list[Line]:
    """Read names again that lack a syllable or were read badly: seal and pen run into them."""
    own = [line for line in lines if line.box.top > block.top and line.box.left > block.left]
    names = [line for line in own if says_name(line)] or [
        line for line in own if unusual_name(line.text) and not line.text.isupper()
    ]
    if not names:
        return list(lines)
    lowest = max(line.box.bottom + line.box.height for line in names)
    block = replace(block, bottom=min(len(inks.print), max(block.bottom, lowest)))
    doubtful = [line for line in names if is_doubtful(line, inks.print)]
    if not doubtful:
        return list(lines)
    images = _images(inks, block, dpi)
    fresh = {id(x): with_whole_name(x, images, block, options=options) for x in doubtful}
    return [fresh.get(id(line), line) for line in lines]


def _images(inks: Inks, block: Box, dpi: float) -> list[Gray]:
    """Return the block with more or less of seal and pen taken away."""
    area = np.s_[int(block.top) : int(block.bottom), int(block.left) : int(block.right)]
    bare, every = _bare(inks, block, dpi), without_rings(inks.every[area], dpi)
    bold, whole = without_strokes(every, dpi, bold=True), inks.every[area]
    if inks.red[area].any():
        others = [every]
    else:
        others = [without_rings(whole, dpi, filled=True), darkest_of(whole), whole]
    kept = [bare]
    for image in (without_strokes(bare, dpi), bold, *others):
        if not any(np.array_equal(image, other) for other in kept):
            kept.append(image)
    return kept


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
    return [as_deputy(line) for line in in_rows(moved)]


def _moved(word: Word, block: Box, scale: float) -> Word:
    box = word.box
    return Word(
        spelled(word.text),
        Box(
            box.left / scale + block.left,
            box.top / scale + block.top,
            box.right / scale + block.left,
            box.bottom / scale + block.top,
        ),
        word.confidence,
    )


def _within(line: Line, block: Box) -> bool:
    x, y = line.box.middle
    return block.left <= x <= block.right and block.top <= y <= block.bottom


def _is_settled(lines: Sequence[Line], inks: Inks, dpi: float) -> bool:
    """Tell whether a block was read whole, a deputy's post stamped under the head's included."""
    if not _is_complete(lines):
        return False
    posts = [line for line in lines if says_post(line)]
    if any(_sure_of(line) < DOUBTED for line in posts):
        return False
    return len(posts) > 1 or is_authority(posts[0].text) or not _letters_under(posts[0], inks, dpi)


def _sure_of(post: Line) -> float:
    """Return how surely the worst word of a post's line was read, signs left of it included."""
    return min(word.confidence for word in post.words)


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
