"""Two readings of a signature block made one: lines of both go in, the lines that say most come out."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from nlp.document import Line
from nlp.layout.anchors import is_authority
from nlp.names import has_family, person_name
from nlp.positions import is_position, position_in

CLEAR, CLEAR_SHORT = 0.4, 0.75
# A post is read surely, or hardly, when its worst word is.
SURELY, DOUBTED = 0.8, 0.5
# In heights of a line: how level pieces of one row are, how far apart its words.
SAME_ROW, SAME_EDGE, WORD_GAP = 0.45, 0.35, 1.2
FULL_NAME = 3


def merged(lines: Sequence[Line], again: Sequence[Line], tall: float) -> list[Line]:
    """Take names and posts of the second reading unless the first says as much in the same place."""
    kept = list(lines)
    for line in again:
        if not (_is_clear_name(line) or says_post(line)) or _is_said(line, kept):
            continue
        under = [other for other in kept if covers(other, line)]
        said = [other for other in under if says_name(other) or says_post(other)]
        if all(_says_more(line, other) for other in said if _is_level(other, line, tall)):
            gone = [x for x in under if x not in said or _is_level(x, line, tall)]
            kept = [other for other in kept if other not in gone] + [line]
    return kept


def in_rows(lines: Iterable[Line]) -> list[Line]:
    """Join pieces that stand side by side like the words of one line."""
    joined: list[Line] = []
    for line in sorted(lines, key=lambda each: each.box.left):
        before = next((at for at, other in enumerate(joined) if _goes_on(other, line)), None)
        if before is None:
            joined.append(line)
        else:
            joined[before] = Line((*joined[before].words, *line.words))
    return joined


def covers(one: Line, other: Line) -> bool:
    """Tell whether two lines share more than a third of the smaller one's area."""
    a, b = one.box, other.box
    across = min(a.right, b.right) - max(a.left, b.left)
    along = min(a.bottom, b.bottom) - max(a.top, b.top)
    smaller = min(a.width * a.height, b.width * b.height)
    return across > 0 and along > 0 and across * along > smaller / 3


def says_name(line: Line) -> bool:
    """Tell whether a line is a person's name."""
    return person_name(line.text) is not None


def says_post(line: Line) -> bool:
    """Tell whether a line names a post, or whom the signer stands for."""
    return is_authority(line.text) or is_position(line.text)


def _is_said(line: Line, others: Iterable[Line]) -> bool:
    """Tell whether the name of a line was read already: nobody signs twice on a page."""
    name = person_name(line.text)
    return name is not None and any(person_name(other.text) == name for other in others)


def _is_clear_name(line: Line) -> bool:
    """Tell whether a line of the second reading is a name: parts of a seal look like short ones."""
    name = person_name(line.text)
    if name is None:
        return False
    sure = fmean(word.confidence for word in line.words)
    return sure >= (CLEAR if len(name.split()) >= FULL_NAME else CLEAR_SHORT)


def _says_more(line: Line, other: Line) -> bool:
    """Tell whether a line says what another in its row says and more: a syllable, a mark, "PHÓ"."""
    marked = is_authority(line.text) and not is_authority(other.text)
    post, said = position_in(line.text), position_in(other.text)
    more = post is not None and (post == f"PHÓ {said}" or (marked and post == said))
    return more or _is_surer_post(line, other) or _is_longer_name(line, other)


def _is_surer_post(line: Line, other: Line) -> bool:
    """Tell whether a line is a post read surely where another, of as many words, was hardly read."""
    post, said = position_in(line.text), position_in(other.text)
    if post is None or said is None or is_authority(other.text) > is_authority(line.text):
        return False
    sure, doubtful = (min(word.confidence for word in each.words) for each in (line, other))
    return len(post.split()) >= len(said.split()) and sure >= SURELY and doubtful < DOUBTED


def _is_longer_name(line: Line, other: Line) -> bool:
    """Tell whether a line holds another's name and the family name before it."""
    longer, shorter = person_name(line.text), person_name(other.text)
    return (
        longer is not None
        and shorter is not None
        and longer != shorter
        and (
            longer.split()[-len(shorter.split()) :] == shorter.split()
            or (has_family(longer) and not has_family(shorter))
        )
    )


def _is_level(one: Line, other: Line, tall: float) -> bool:
    """Tell whether two lines stand in the same row; posts may be stamped half over each other.

    A stroke below or above a line makes its box higher; its other edge stays where it was.
    """
    a, b = one.box, other.box
    off = abs(a.middle[1] - b.middle[1])
    edges = min(abs(a.top - b.top), abs(a.bottom - b.bottom))
    least = min(a.height, b.height, tall)
    return off < SAME_ROW * least or (off < least and edges < SAME_EDGE * least)


def _goes_on(one: Line, other: Line) -> bool:
    """Tell whether a line continues another to the right."""
    tall = min(one.box.height, other.box.height)
    gap = other.box.left - one.box.right
    level = abs(one.words[-1].box.middle[1] - other.words[0].box.middle[1]) < SAME_ROW * tall
    return level and -0.3 * tall < gap < WORD_GAP * tall
