"""The verdict on a text: lines go in, how strongly to act on each comes out."""

from collections.abc import Sequence
from enum import StrEnum

from nlp.repair.pieces import Kind, Piece
from nlp.repair.syllables import has_mark, is_legal

# Good Vietnamese carries marks on about 84 % of its syllables, text read as English on about 15 %.
MARKED_WHEN_GOOD = 0.55
# Words of garbled Vietnamese are still mostly possible syllables; words of other languages are not.
LEGAL_WHEN_VIETNAMESE = 0.42
BLOCK_WORDS = 60


class Quality(StrEnum):
    """What a stretch of text looks like."""

    GOOD = "good"
    GARBLED = "garbled"
    FOREIGN = "foreign"


class Judge:
    """Judges lines together with their neighbours, a block at a time."""

    def __init__(self) -> None:
        """Begin a text."""
        self._block: list[Sequence[Piece]] = []
        self._before: list[Sequence[Piece]] = []
        self._words = 0

    def judged(self, line: Sequence[Piece]) -> list[tuple[Sequence[Piece], Quality]]:
        """Take a line; return the lines that are judged by now, in order."""
        self._block.append(line)
        self._words += sum(piece.kind is Kind.WORD for piece in line)
        if self._words < BLOCK_WORDS:
            return []
        verdict = quality(self._block)
        done = [(one, verdict) for one in self._block]
        self._before, self._block, self._words = self._block, [], 0
        return done

    def rest(self) -> list[tuple[Sequence[Piece], Quality]]:
        """Return the last lines; a short rest is judged with what stands before it."""
        verdict = quality([*self._before, *self._block])
        return [(one, verdict) for one in self._block]


def quality(block: Sequence[Sequence[Piece]]) -> Quality:
    """Return the verdict on some lines."""
    words = [piece.text for line in block for piece in line if piece.kind is Kind.WORD]
    letters = [word for word in words if word.isalpha()]
    legal = sum(is_legal(word) for word in letters)
    marked = sum(has_mark(word) and is_legal(word) for word in letters)
    if not words:
        return Quality.GOOD
    if marked >= MARKED_WHEN_GOOD * max(1, legal):
        return Quality.GOOD
    if legal < LEGAL_WHEN_VIETNAMESE * len(words):
        return Quality.FOREIGN
    return Quality.GARBLED
