"""Reads the posts of a signature that a seal covers: lines of the block and its images in, lines out.

The end of a post is read more often than its beginning: "TRƯỞNG" of "KT. BỘ TRƯỞNG". Its row is read
again many times, and so is the row below a head's post, where a deputy's may stand.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ingest.ink import Gray
from ingest.ocr.row import Row, in_block, on_page, readings_of
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Line, Word, around
from nlp.folding import letters
from nlp.layout.anchors import is_authority
from nlp.positions import FOLDED, POSITIONS, position_in

ENDS = frozenset(letters(post.split()[-1]) for post in POSITIONS)
MARKS = ("KT", "TM", "TL", "TUQ", "Q")
# The end of a post was read well, or a post's worst word was hardly read.
WELL_READ, DOUBTED = 0.75, 0.5
# Out of 100: "Hồ" and "PhHỏ" for "PHÓ" measure 80 and more, a post of one misread letter 90.
LIKE_DEPUTY, LIKE_POST = 75, 90
REST_OF_DEPUTY = ("Ó", "HÓ")
# Where pieces begin left of the end of a post, in heights of its letters.
STARTS = (6.5, 4.5, 8.5, 3.0, 11.0)
# How far they reach right of it, and of the end of the shorter post above a deputy's.
BESIDE, LONGER = 0.4, 2.0
# A post needs so much of all readings together; a longer one that ends like it so much.
SAID, SAYS_MORE = 0.6, 0.4
# No more are made once one has so much, or so many say nothing.
ENOUGH, IN_VAIN = 1.8, 10
# How far below a line the next one stands, in heights of its letters with their marks, and from
# where on it is another line.
PITCH, LOWER = 1.12, 0.6
# Two readings must say a post; the end of a deputy's like the head's, out of 100, this surely.
TWICE, LIKE_END, LEGIBLE = 2, 80, 0.4
MINISTER, VICE = "BỘ TRƯỞNG", "THỨ TRƯỞNG"
# What is certain at most of a post that was read so, and of one that only the form says.
PIECED, FORM = 0.85, Confidence(0.6)


@dataclass(frozen=True, slots=True)
class _Vote:
    """What one reading of a row says: a mark perhaps, and a post."""

    said: str
    words: tuple[Word, ...]

    @property
    def sure(self) -> float:
        """Return how surely the worst word was read."""
        return min(word.confidence for word in self.words)


def with_posts(
    lines: Sequence[Line],
    ends: Sequence[Line],
    images: Sequence[Gray],
    block: Box,
    *,
    options: ReadOptions,
) -> list[Line]:
    """Return lines with doubtful posts read again, and a deputy's below a head's.

    Args:
        lines: Lines of the page; those outside the block come back as they are.
        ends: Lines of other readings of the block, some of which may be the end of a post.
        images: The block with more or less of seal and pen taken away.
        block: Where it lies on the page.
        options: Languages and time limit.
    """
    own = [line for line in lines if _is_within(line, block) and _ends_a_post(line)]
    if not own:
        for end in filter(_ends_a_post, ends):
            if not any(_is_level(end, other) for other in own):
                own.append(end)
    read = {id(line): _again(line, images, block, options) for line in own}
    found = [line for line in read.values() if position_in(line.text)]
    if len(found) == 1 and not is_authority(found[0].text):
        below = _deputy_below(in_block(found[0], block), images, options)
        found += [] if below is None else [on_page(below, block, Confidence(1.0))]
    changed = [line for line in found if line not in lines]
    return [line for line in lines if not any(_is_level(line, x) for x in changed)] + changed


def _again(line: Line, images: Sequence[Gray], block: Box, options: ReadOptions) -> Line:
    """Return a line as it is where it was read well, or what most readings of its row say."""
    again = _read(in_block(line, block), images, options) if _is_doubtful(line) else None
    said = position_in(line.text)
    if again is None or (said is not None and len(again.words) < len(said.split())):
        return line
    return on_page(again, block, Confidence(1.0))


def _deputy_below(head: Line, images: Sequence[Gray], options: ReadOptions) -> Line | None:
    """Return the deputy's post that stands below a head's: nobody else's post does."""
    post = position_in(head.text) or ""
    deputy = VICE if post == MINISTER else f"PHÓ {post}"
    if deputy not in POSITIONS:
        return None
    box = head.words[-1].box
    down = PITCH * box.height
    last = Box(box.left, box.top + down, box.right, box.bottom + down)
    row = Row((last,), last.right + LONGER * last.height, STARTS)
    end = letters(post.split()[-1])
    seen = [
        word
        for line in readings_of(images, row, (), _is_decided, options)
        for word in line.words[-1:]
        if fuzz.ratio(letters(word.text)[-len(end) :], end) >= LIKE_END
        and word.confidence >= LEGIBLE
        and word.box.middle[1] > box.middle[1] + LOWER * box.height
    ]
    if len(seen) < TWICE:
        return None
    whole = replace(seen[0].box, left=min(head.box.left, seen[0].box.left))
    return Line(tuple(Word(text, whole, FORM) for text in deputy.split()))


def as_deputy(line: Line) -> Line:
    """Return a deputy's post with its "PHÓ" well spelled: it is the part that the seal covers."""
    if not line.words:
        return line
    first, *others = line.words
    post = position_in(" ".join(word.text for word in others))
    if post is None or f"PHÓ {post}" not in POSITIONS:
        return line
    if first.text not in REST_OF_DEPUTY and fuzz.ratio(letters(first.text), "pho") < LIKE_DEPUTY:
        return line
    return replace(line, words=(replace(first, text="PHÓ"), *others))


def _ends_a_post(line: Line) -> bool:
    last = line.words[-1]
    return last.text.isupper() and letters(last.text) in ENDS and last.confidence >= WELL_READ


def _is_doubtful(line: Line) -> bool:
    unread = position_in(line.text) is None
    return unread or min(word.confidence for word in line.words) < DOUBTED


def _is_within(line: Line, block: Box) -> bool:
    x, y = line.box.middle
    return block.left <= x <= block.right and block.top <= y <= block.bottom


def _is_level(one: Line, other: Line) -> bool:
    a, b = one.box, other.box
    across = min(a.right, b.right) - max(a.left, b.left)
    return across > 0 and abs(a.middle[1] - b.middle[1]) < min(a.height, b.height) / 2


def _read(line: Line, images: Sequence[Gray], options: ReadOptions) -> Line | None:
    """Return the row of a line as most of its readings say, None where they say no post."""
    last = line.words[-1].box
    row = Row((last,), last.right + BESIDE * last.height, STARTS)
    readings = readings_of(images, row, (), _is_decided, options)
    votes = _votes([x for x in readings if _is_level(Line(x.words[-1:]), Line((line.words[-1],)))])
    weights = _weights(votes)
    said = max(weights, key=lambda each: weights[each], default=None)
    if said is None or weights[said] < SAID or len(votes) < TWICE:
        return None
    longer = [x for x in weights if x.endswith(f" {said}") and weights[x] >= SAYS_MORE]
    said = max(longer, key=lambda each: weights[each], default=said)
    best = max((vote for vote in votes if vote.said == said), key=lambda vote: vote.sure)
    agreed = sum(most for each, most in weights.items() if said.endswith(each))
    share = Confidence(min(PIECED, best.sure) * agreed / weights.total())
    whole = around([word.box for word in best.words])
    return Line(
        tuple(
            Word(text, whole if len(best.words) != len(said.split()) else word.box, share)
            for text, word in zip(said.split(), _as_many(best.words, said), strict=True)
        )
    )


def _as_many(words: Sequence[Word], said: str) -> Sequence[Word]:
    count = len(said.split())
    return words if len(words) == count else [words[-1]] * count


def _is_decided(readings: Sequence[Line]) -> bool:
    weights = _weights(_votes(readings))
    if not weights:
        return len(readings) >= IN_VAIN
    (_, most), *others = [*weights.most_common(2), ("", 0.0)]
    return most >= ENOUGH and most >= 2 * others[0][1]


def _weights(votes: Sequence[_Vote]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for vote in votes:
        weights[vote.said] += vote.sure  # type: ignore[assignment]
    return weights


def _votes(readings: Sequence[Line]) -> list[_Vote]:
    return [vote for line in readings if (vote := _vote(line)) is not None]


def _vote(line: Line) -> _Vote | None:
    """Return what a reading says, None where no post stands in it letter by letter."""
    words = as_deputy(Line(tuple(word for word in line.words if letters(word.text)))).words
    own = _post_at_end(words)
    if own is None:
        return None
    post, count = own
    before, rest = words[:-count], words[-count:]
    mark = before[-1].text.strip(".,:") if before else ""
    marked = mark in MARKS and is_authority(f"{mark}. {post}")
    return _Vote(f"{mark}. {post}", (before[-1], *rest)) if marked else _Vote(post, rest)


def _post_at_end(words: Sequence[Word]) -> tuple[str, int] | None:
    """Return the post that words end with, and how many of them say it: "Ộ TRƯỞNG" is one, too."""
    text = [letters(word.text) for word in words]
    if len(text) > 1 and len(text[-2]) == 1:
        ends = [post for folded, post in FOLDED.items() if folded.endswith(" ".join(text[-2:]))]
        if len(ends) == 1:
            return ends[0], 2
    post = position_in(" ".join(word.text for word in words)) if words else None
    count = len(post.split()) if post in POSITIONS and post else 0
    if post is None or not count or count > len(words):
        return None
    alike = fuzz.ratio(" ".join(text[-count:]), letters(post)) >= LIKE_POST
    return (post, count) if alike else None
