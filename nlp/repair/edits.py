"""What a repair hands back: the new text, and every change in it with what stood there before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.

    Attributes:
        start: Where it begins in the text as it was, in code points.
        end: Where it ends there.
        before: What stood there.
        after: What stands there now.
        confidence: Probability that `after` is right, 0.0 to 1.0.
        alternatives: Other words that may have stood there, the likeliest first.
    """

    start: int
    end: int
    before: str
    after: str
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair.

    Attributes:
        text: The new text; it has as many lines as the old one.
        edits: In order, none overlaps another. Undone, they give the old text back.
    """

    text: str
    edits: tuple[Edit, ...]


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with all edits made.

    >>> applied("Gido duc", [Edit(0, 4, "Gido", "Giáo", 0.9), Edit(5, 8, "duc", "dục", 0.9)])
    'Giáo dục'
    """
    made, at = [], 0
    for edit in edits:
        made += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*made, text[at:]])


def undone(text: str, edits: Sequence[Edit]) -> str:
    """Return the text as it was before the edits.

    >>> undone("Giáo dục", [Edit(0, 4, "Gido", "Giáo", 0.9), Edit(5, 8, "duc", "dục", 0.9)])
    'Gido duc'
    """
    made, at, shift = [], 0, 0
    for edit in edits:
        start = edit.start + shift
        made += [text[at:start], edit.before]
        at = start + len(edit.after)
        shift += len(edit.after) - (edit.end - edit.start)
    return "".join([*made, text[at:]])


def placed(edits: Sequence[Edit]) -> Iterator[tuple[int, float]]:
    """Yield where each edit begins in the new text, and its confidence.

    >>> list(placed([Edit(0, 2, "ab", "xyz", 0.9), Edit(3, 4, "c", "d", 0.5)]))
    [(0, 0.9), (4, 0.5)]
    """
    shift = 0
    for edit in edits:
        yield edit.start + shift, edit.confidence
        shift += len(edit.after) - (edit.end - edit.start)
