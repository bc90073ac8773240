"""The verdict on a text: lines go in, how strongly to act on each comes out."""

from collections.abc import Sequence
from enum import StrEnum

from nlp.repair.pieces import Kind, Piece
from nlp.repair.syllables import has_mark, has_tone, is_legal

# Good Vietnamese carries marks on about 84 % of its syllables, text read as English on about 15 %.
MARKED_WHEN_GOOD = 0.55
# A French or German reader writes "â" and "û" too; letters of Vietnamese alone stand in a fourth of
# the syllables of any sixty words, and in none of theirs.
OURS_WHEN_GOOD, LATIN_1 = 0.12, "\u00ff"
# Two good syllables in three carry a tone; where almost none does, a reader lost the tones alone.
TONED_WHEN_GOOD, TELLING = 0.2, 20
LEGAL_WHEN_READ = 0.42
"""Of a text in an old encoding fewer words look like syllables."""
# Of any text in Latin letters so many words look like syllables; with fewer it is not worth a look.
LEGAL_WHEN_LATIN = 0.12
BLOCK_WORDS = 60
USUAL_RARITY, RARITY_WEIGHT, KEPT_WEIGHT = 7.2, 1.5, 20.0
STRANGE, DOUBTFUL = 5.9, 4.4


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
    ours = sum(any(sign > LATIN_1 for sign in word) for word in letters if is_legal(word))
    is_ours = ours >= OURS_WHEN_GOOD * legal or legal < LEGAL_WHEN_READ * len(words)
    toned = sum(has_tone(word) for word in letters)
    is_ours = is_ours and (legal < TELLING or toned >= TONED_WHEN_GOOD * legal)
    if marked >= MARKED_WHEN_GOOD * max(1, legal) and is_ours:
        return Quality.GOOD
    if legal < LEGAL_WHEN_LATIN * len(words):
        return Quality.FOREIGN
    return Quality.GARBLED


def strangeness(costs: Sequence[float], rarities: Sequence[float], kept: int) -> float:
    """Return how little some repaired words look like Vietnamese that was garbled.

    Measured: garbled letters 1 to 5, English 8, French, German and legacy encodings 7 to 15.

    Args:
        costs: What the channel asked for each word, in nats.
        rarities: Minus the logarithm of each word's frequency.
        kept: How many words found no repair at all.
    """
    words = max(1, len(costs))
    rarity = max(0.0, sum(rarities) / words - USUAL_RARITY)
    return sum(costs) / words + RARITY_WEIGHT * rarity + KEPT_WEIGHT * kept / words


def are_strange(values: Sequence[float]) -> list[bool]:
    """Tell which blocks are foreign; a doubtful one goes with its neighbours.

    >>> are_strange([2.0, 8.0, 5.0, 8.0, 5.0, 2.0])
    [False, True, True, True, False, False]
    """
    found = []
    for at, value in enumerate(values):
        near = [*values[max(0, at - 1) : at], *values[at + 1 : at + 2]]
        doubtful = value > DOUBTFUL and near and sum(near) / len(near) > STRANGE
        found.append(value > STRANGE or bool(doubtful))
    return found
