"""Words as read go in, slots of a lattice come out: every word with what it may stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

from nlp.repair.abbreviations import KNOWN, restored
from nlp.repair.casing import is_upper
from nlp.repair.channel import LONGEST_WORD, Channel
from nlp.repair.language import UNKNOWN, LanguageModel
from nlp.repair.lattice import WIDTH
from nlp.repair.lexicon import Lexicon
from nlp.repair.misreadings import bare
from nlp.repair.syllables import tone_folded

UNIGRAM_WEIGHT = 0.9
"""How much a word's frequency counts in choosing the candidates that enter the lattice."""
UNKNOWN_COST, UNKNOWN_COST_PER_LETTER = 8.0, 2.2
"""What it costs to say that a word is none of ours and stays as it is."""
FOREIGN_AS_READ = 3.0
SHORT, KNOWN_AS_READ = 3, 0.2
"""Letters of lists, initials and numerals the model knows."""
CAPITALS_MORE = 2.5
INITIALS, LONGEST_INITIALS = 2.5, 5
LONG_ABBREVIATION = 4
KEPT_AT_ALL = 14.0
POOR = 14.5
"""A word whose best candidate is dearer, its frequency counted, is looked at again."""
PARTED, TWO_WORDS, LEAST_PART, SHORTEST_PARTED = 4.0, 2.0, 2, 5
SECOND_CAPITAL = re.compile(r"(?<=[^\W\d_A-ZĐ]{2})(?=[BCDĐGHKLMNPQRSTVX][a-zà-ỹ]{0,2}[aeiouy6])")
CAPITAL_PARTS = 7.0
"""A capital inside a word that could begin a syllable: "cuNghi" (not "truOng")."""
PROPOSED, PER_LETTER = 2.0, 4.0
"""What a word costs that only the re-ranker thought of, and more for each letter it differs in."""
CACHE_WORDS = 12_000
WORDS_AT_ONCE = 200
"""The channel follows many ways for each word: so few words need little memory."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One word that may have stood there.

    Attributes:
        spelling: Lower case, the tone where the old style has it (hòa); None: as it was read.
        word: Word of the language model.
        cost: What the channel asks for it, in nats.
        newer: The spelling in the new style (hoà) where there is one.
        newer_cost: How much more than the old spelling that costs.
    """

    spelling: str | None
    word: int
    cost: float
    newer: str | None = None
    newer_cost: float = 0.0


class Slots:
    """Finds the candidates of words; remembers what it found."""

    def __init__(self, channel: Channel, lexicon: Lexicon, model: LanguageModel) -> None:
        """Take the parts."""
        self._channel, self._lexicon, self._model = channel, lexicon, model
        self._table = {known.lower() for known in KNOWN}
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def forget(self) -> None:
        """Make room where very many different words were looked at; call between texts."""
        if len(self._known) > CACHE_WORDS:
            self._known.clear()

    def candidates(self, read: Sequence[str]) -> dict[str, tuple[Candidate, ...]]:
        """Return the candidates of each word as read, the cheapest first, at most WIDTH."""
        new = sorted({word for word in read if word not in self._known})
        for word in new:
            self._known[word] = (Candidate(None, UNKNOWN, 0.0),)
        short = [word for word in new if len(word) <= LONGEST_WORD]
        poor = self._look(short, wildly=False)
        self._look(poor, wildly=True)
        return {word: self._known[word] for word in read}

    def _look(self, read: Sequence[str], *, wildly: bool) -> list[str]:
        """Find and remember the candidates of words; return the words that have no good one."""
        poor = []
        for start in range(0, len(read), WORDS_AT_ONCE):
            some = read[start : start + WORDS_AT_ONCE]
            for word, ways in zip(some, self._channel.candidates(some, wildly=wildly), strict=True):
                self._known[word], worth = self._chosen(word, ways)
                if worth > POOR:
                    poor.append(word)
        return poor

    def parted(self, read: str) -> int:
        """Return where a word that is two run together is to be parted, 0 where it is one."""
        capitals = [one.start() for one in SECOND_CAPITAL.finditer(read)]
        is_known = self._model.ids.get(read.lower(), UNKNOWN) != UNKNOWN
        asks = read.isalpha() and self._worth(read) > POOR and not is_known
        if len(read) < SHORTEST_PARTED or _is_abbreviation(read) or not (asks or capitals):
            return 0
        places = [
            at
            for at in capitals or range(LEAST_PART, len(read) - LEAST_PART + 1)
            if not read.isupper() or (_has_vowel(read[:at]) and _has_vowel(read[at:]))
        ]
        self.candidates([part for at in places for part in (read[:at], read[at:])])
        costs = [(self._worth(read[:at]) + self._worth(read[at:]) + PARTED, at) for at in places]
        cost, at = min(costs, default=(np.inf, 0))
        bonus = CAPITAL_PARTS if capitals else TWO_WORDS
        return at if cost < self._worth(read) + bonus else 0

    def with_proposed(self, read: str, words: Sequence[int]) -> tuple[Candidate, ...]:
        """Return the candidates of a word and those words of the lexicon, at most WIDTH.

        Args:
            read: Was looked at before.
            words: Words of the language model; UNKNOWN and what cannot stand there are left out.
        """
        known = self._known[read]
        there = {UNKNOWN, *(one.word for one in known)}
        if len(known) == 1 or there.issuperset(words):
            return known
        new = [self._proposed(read, word) for word in words if word not in there]
        found = [one for one in new if one is not None]
        return (*known[: WIDTH - len(found) - 1], *found, known[-1]) if found else known

    def _proposed(self, read: str, word: int) -> Candidate | None:
        """Return a word the channel did not find: the dearer, the less it looks like what was read."""
        rows = [at for at in self._lexicon.rows.get(word, ()) if self._fits(at, read)]
        if not rows:
            return None
        spelling = self._lexicon.spellings[rows[0]]
        apart = Levenshtein.distance("".join(map(bare, spelling)), unidecode(read).lower())
        return self._candidate(word, [(at, PROPOSED + PER_LETTER * apart) for at in rows])

    def worths(self, read: Sequence[str]) -> dict[str, float]:
        """Return what the best candidate of each word costs; a poor one costs more than it says."""
        self.candidates(read)
        worths = {word: self._worth(word) for word in read}
        return {word: cost + (POOR if cost > POOR else 0.0) for word, cost in worths.items()}

    def _worth(self, read: str) -> float:
        """Return what the best candidate of a word costs, its frequency counted."""
        (*written, _) = self._known[read]
        chances = self._model.unigrams
        return min((one.cost - UNIGRAM_WEIGHT * chances[one.word] for one in written), default=99.0)

    def _chosen(
        self, read: str, ways: Sequence[tuple[int, float]]
    ) -> tuple[tuple[Candidate, ...], float]:
        small = read.lower()
        if _is_abbreviation(read):
            return (self._as_read(read, small),), 0.0
        words: dict[int, list[tuple[int, float]]] = {}
        for at, cost in ways:
            if self._fits(at, read):
                words.setdefault(self._lexicon.ids[at], []).append((at, cost))
        chances = self._model.unigrams
        found = [self._candidate(word, spelt) for word, spelt in words.items()]
        worths = [one.cost - UNIGRAM_WEIGHT * chances[one.word] for one in found]
        order = sorted(range(len(found)), key=worths.__getitem__)
        best = worths[order[0]] if order else 99.0
        chosen = [found[at] for at in order[: WIDTH - 1] if worths[at] <= best + KEPT_AT_ALL]
        return (*chosen, self._as_read(read, small)), best

    def _candidate(self, word: int, spelt: Sequence[tuple[int, float]]) -> Candidate:
        """Return one word with its spellings, the old style first in the lexicon."""
        spellings = self._lexicon.spellings
        if len(spelt) == 1:
            ((only, cost),) = spelt
            return Candidate(spellings[only], word, cost)
        cheapest = min(cost for _, cost in spelt)
        rows = dict(spelt)
        old = min(rows)
        if len(rows) == 1:
            return Candidate(spellings[old], word, cheapest)
        new = max(rows)
        return Candidate(spellings[old], word, cheapest, spellings[new], rows[new] - rows[old])

    def _fits(self, at: int, read: str) -> bool:
        spelling = self._lexicon.spellings[at]
        if not self._lexicon.writable[at]:
            return False
        if spelling not in self._table:
            return True
        return is_upper(read) and sum(sign.isalpha() for sign in read) == len(spelling)

    def _as_read(self, read: str, small: str) -> Candidate:
        word = self._model.ids.get(tone_folded(small))
        if len(read) < LONGEST_INITIALS and _are_initials(read):
            return Candidate(None, UNKNOWN if word is None else word, INITIALS)
        if word is not None:
            plain = len(read) < SHORT or read.isupper()
            return Candidate(None, word, KNOWN_AS_READ if plain else FOREIGN_AS_READ)
        cost = UNKNOWN_COST + UNKNOWN_COST_PER_LETTER * len(read)
        if len(read) > 1 and read.isupper() and len(read) < 7:
            cost -= CAPITALS_MORE
        return Candidate(None, UNKNOWN, cost)


def _has_vowel(read: str) -> bool:
    return any(sign in "AEIOUY" for sign in unidecode(read).upper())


def _is_abbreviation(read: str) -> bool:
    """Tell whether capitals are one of the closed table and nothing else ("TDKT", not "CDAT")."""
    is_one = len(read) >= LONG_ABBREVIATION and restored(read) is not None
    return is_one and not _has_vowel(read)


def _are_initials(read: str) -> bool:
    """Tell whether capitals without a vowel stand for themselves (TL, KT, VT), not for "QĐ"."""
    if not (read.isalpha() and read.isupper()) or restored(read):
        return False
    return not _has_vowel(read)
