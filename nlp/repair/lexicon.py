"""The words a repair may write: the language model's words in every spelling they have."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.repair.abbreviations import KNOWN
from nlp.repair.language import RESERVED
from nlp.repair.syllables import all_syllables, is_legal, tone_folded


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Parallel columns, one row a spelling.

    Attributes:
        spellings: Lower case; hòa and hoà are two rows.
        ids: The word of the language model.
        writable: Whether it may be written where something else stood: legal syllables and
            abbreviations of the closed table.
    """

    spellings: tuple[str, ...]
    ids: tuple[int, ...]
    writable: tuple[bool, ...]
    rows: dict[int, list[int]] = field(init=False, default_factory=lambda: defaultdict(list))
    """The rows of each word."""

    def __post_init__(self) -> None:
        """Index the words."""
        for at, word in enumerate(self.ids):
            self.rows[word].append(at)


def lexicon_of(words: Sequence[str]) -> Lexicon:
    """Spell out the words of a language model.

    >>> lexicon_of(["<break>", "<number>", "<unknown>", "hòa", "cup"]).spellings
    ('hòa', 'hoà', 'cup')
    """
    other, legal = {}, frozenset(all_syllables())
    for syllable in legal:
        folded = tone_folded(syllable)
        if folded != syllable:
            other[folded] = syllable
    table = {known.lower() for known in KNOWN}
    rows: list[tuple[str, int, bool]] = []
    for at, word in enumerate(words):
        if at >= len(RESERVED):
            writable = word in legal or word in table or is_legal(word)
            rows.append((word, at, writable))
            if word in other:
                rows.append((other[word], at, writable))
    spellings, ids, may = zip(*rows, strict=True)
    return Lexicon(spellings, ids, may)
