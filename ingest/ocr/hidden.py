"""Respells what seal and pen hide of a signature's lines, and drops what they add: lines in, lines out.

A head signs below one line with his post. Whoever signs below two lines with the same post, or with
the head's above the deputy's, is a deputy: "KT. GIÁM ĐỐC" above "PHÓ GIÁM ĐỐC" (Decree
30/2020/NĐ-CP, Annex I, part II, 7a).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.document import Confidence, Line, Word, around
from nlp.folding import fold, letters
from nlp.layout.anchors import is_authority
from nlp.layout.columns import pieces
from nlp.layout.foot import split_foot
from nlp.names import person_name
from nlp.positions import POSITIONS, position_in

FOR, DEPUTY = "KT.", "PHÓ"
MINISTER, VICE, LEADER = "BỘ TRƯỞNG", "THỨ", "TRƯỞNG"
LED = ("truong", "ttruong")
# What is certain of a word that only the form says.
FORM = Confidence(0.6)
# Of a line's height: how much lower the second line begins and ends, and begins at most. A ring
# or stroke at one line makes the box of its second reading higher at one edge only.
LOWER, NEAR = 0.3, 2.5
# A word has so many letters, or so few if they were read so surely.
LONG, SHORT, LEGIBLE = 4, 2, 0.6
# The only common family name that ends so; no name begins with a small letter.
HALF_LE = re.compile(r"^[^\W\d_A-ZĐ]?ê$")


def with_hidden(lines: Sequence[Line], width_px: float) -> tuple[Line, ...]:
    """Return the lines of a page, its signature without scraps, deputies' posts and "Lê" respelled.

    Args:
        lines: All lines of the page.
        width_px: Its width.
    """
    cut = pieces(lines)
    foot = split_foot(cut, width_px)
    if foot is None:
        return tuple(lines)
    block = [line for line in cut if any(line is other for other in foot.signature)]
    spelled = [_with_family_name(line) for line in parted(with_deputies(block))]
    fresh = [() if is_scrap(line) else (line,) for line in spelled]
    if fresh == [(line,) for line in block]:
        return tuple(lines)
    changed = {id(old): new for old, new in zip(block, fresh, strict=True)}
    return tuple(one for line in cut for one in changed.get(id(line), (line,)))


def is_scrap(line: Line) -> bool:
    """Tell whether a line of a signature is parts of its seal or pen: a few signs, hardly read."""
    if is_authority(line.text) or position_in(line.text) or person_name(line.text):
        return False
    return not any(_is_word(word) for word in line.words)


def _is_word(word: Word) -> bool:
    count = len(letters(word.text))
    return count >= LONG or (count >= SHORT and word.confidence >= LEGIBLE)


def _with_family_name(line: Line) -> Line:
    """Return a name whose "L" of "Lê" the seal hides with that family name."""
    first, *others = line.words
    if not HALF_LE.match(first.text):
        return line
    if person_name(" ".join(word.text for word in others)) is None:
        return line
    return replace(line, words=(replace(first, text="Lê"), *others))


def with_deputies(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a signature block, those of a deputy well spelled.

    Args:
        lines: Lines of one block; others are left as they are.
    """
    posts = sorted(
        ((line, post) for line in lines if (post := _head_or_deputy(line)) is not None),
        key=lambda pair: pair[0].box.bottom,
    )
    changed: dict[int, Line] = {}
    for (upper, head), (lower, post) in zip(posts, posts[1:], strict=False):
        before, rest = (VICE, LEADER) if head == MINISTER else (DEPUTY, head)
        deputy = f"{before} {rest}"
        part = _says_for(upper) and _is_part(lower, deputy)
        known = part or post in {head, deputy}
        if not known or deputy not in POSITIONS or not _is_under(lower, upper):
            continue
        if not _says_for(upper):
            if is_authority(upper.text):
                continue
            changed[id(upper)] = _spelled(upper, FOR, head)
        if post == head or part:
            changed[id(lower)] = _spelled(lower, before, rest)
    changed |= _vice_ministers(lines)
    return [changed.get(id(line), line) for line in lines]


def parted(lines: Sequence[Line]) -> list[Line]:
    """Return lines whose posts do not reach into one another: strokes and rings make boxes higher.

    Args:
        lines: Lines of one block; others are left as they are.
    """
    posts = sorted(
        (line for line in lines if position_in(line.text)), key=lambda line: line.box.middle[1]
    )
    changed: dict[int, Line] = {}
    for upper, lower in pairwise(posts):
        top = lower.box.top
        if upper.box.top < top < upper.box.bottom and upper.box.middle[1] < top:
            words = (
                replace(word, box=replace(word.box, bottom=min(word.box.bottom, top)))
                for word in upper.words
            )
            changed[id(upper)] = replace(upper, words=tuple(words))
    return [changed.get(id(line), line) for line in lines]


def _is_part(line: Line, deputy: str) -> bool:
    """Tell whether a line is a deputy's post without a word inside: "PHÓ TỔNG ` TRƯỞNG"."""
    words, whole = letters(line.text).split(), letters(deputy).split()
    rest = iter(whole)
    ends = words[:1] == whole[:1] and words[-1:] == whole[-1:]
    return ends and len(words) < len(whole) and all(word in rest for word in words)


def _vice_ministers(lines: Sequence[Line]) -> dict[int, Line]:
    """Return, by identity, the lines below "KT. BỘ TRƯỞNG" of which "TRƯỞNG" was read, spelled out.

    Only a minister's deputy has a name of his own: "THỨ TRƯỞNG".
    """
    uppers = [x for x in lines if _says_for(x) and _head_or_deputy(x) == MINISTER]
    changed: dict[int, Line] = {}
    for line in lines:
        *hidden, last = line.words
        under = any(line is not upper and _is_under(line, upper) for upper in uppers)
        if under and letters(last.text) in LED:
            first = Word(VICE, around([word.box for word in hidden or [last]]), FORM)
            sure = max(last.confidence, FORM)
            leader = replace(last, text=LEADER, confidence=sure)
            changed[id(line)] = replace(line, words=(first, leader))
    return changed


def _head_or_deputy(line: Line) -> str | None:
    """Return the post a line says, when it is a head's or a deputy's and nothing more."""
    post = position_in(line.text)
    known = post is not None and post in POSITIONS
    return post if known and len(letters(line.text)) <= len(letters(post or "")) + 4 else None


def _is_under(lower: Line, upper: Line) -> bool:
    """Tell whether one line stands close below another: two readings of one line do not."""
    a, b = upper.box, lower.box
    tall = min(a.height, b.height)
    beside = min(a.right, b.right) - max(a.left, b.left) > 0.5 * min(a.width, b.width)
    below = min(b.bottom - a.bottom, b.top - a.top) > LOWER * tall
    return beside and below and b.top - a.bottom < NEAR * tall


def _says_for(line: Line) -> bool:
    return is_authority(line.text) and fold(line.text).lstrip(" .,").startswith(("kt", "k/t"))


def _spelled(line: Line, before: str, post: str) -> Line:
    """Return a line that says a post, with the word before it that the form asks for."""
    count = len(post.split())
    own = line.words[-count:]
    hidden = line.words[:-count] or own[:1]
    first = Word(before, around([word.box for word in hidden]), FORM)
    sure = min((word.confidence for word in own), default=FORM)
    words = [Word(text, around([word.box for word in own]), sure) for text in post.split()]
    if len(own) == count:
        words = [replace(word, text=text) for word, text in zip(own, post.split(), strict=True)]
    return replace(line, words=(first, *words))
