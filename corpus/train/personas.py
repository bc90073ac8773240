"""Learnt readers in, readers that never were out: each misreads letters in ways of its own, always alike.

A scanner errs in its own way, and the re-ranker must learn to see from a text which way that is.
So it is trained on some thousand invented readers; most keep to what a real one does, some swap
letters for signs nobody has seen yet, some lose marks only, some nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.repair.encoding import LONGEST, Alphabet, coded_all

Generator = np.random.Generator
Table = NDArray[np.uint8]
Outcomes = Sequence[str]

# Kinds of personas and how many of each there are.
KINDS = ("known", "strange", "stripped", "latin", "clean", "vietnamese")
SHARES = (0.46, 0.26, 0.10, 0.04, 0.05, 0.09)
VIETNAMESE = "tesseract_vie"
USUAL, USUAL_SHARE = "eng", 0.35
DRAWS = 24
"""So many readings of a unit are drawn once; every word takes one of them."""
SIGNS = "'’‘`~@#$%^&*)<>?!°§£¥€{}\\0123456789"
SHAPES = (
    "u",
    "n",
    "m",
    "rn",
    "ii",
    "c",
    "e",
    "o",
    "cm",
    "tr",
    "ti",
    "in",
    "li",
    "y",
    "v",
    "a",
    "d",
    "q",
)
"""What readers of shapes take small letters with marks for."""
EDGES = " \t,;:/-–—….“”\"'‘’`´+=*<>[]{}_|\\()&!?~^•·»«§#%$©®°™¬¦¨¯¥"
TWO_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Learnt:
    """Readers that were learnt (`corpus.train.readers`), and the letters without marks."""

    readers: Mapping[str, Mapping[str, Mapping[str, Mapping[str, float]]]]
    bare: Mapping[str, str]

    @classmethod
    def of(cls, path: Path) -> "Learnt":
        """Read the file."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(kept["readers"], kept["bare"])

    def bare_word(self, word: str) -> str:
        """Return a word without its marks."""
        return "".join(self.bare.get(sign, sign) for sign in word)


class Persona:
    """One invented reader."""

    def __init__(self, learnt: Learnt, chance: Generator) -> None:
        """Draw its kind and its habits."""
        self._learnt, self._chance = learnt, chance
        self.kind = str(chance.choice(KINDS, p=SHARES))
        self._memory = 0.0
        self._novel_marked = self._novel_plain = 0.0
        if self.kind in ("stripped", "latin", "clean"):
            return
        reader = learnt.readers[VIETNAMESE if self.kind == "vietnamese" else self._name()]
        self._words = reader["words"]
        self._set_habits()
        self._units = {unit: self._drawn(unit, reads) for unit, reads in reader["units"].items()}
        self._invented: dict[str, Outcomes] = {}

    def _name(self) -> str:
        names = [name for name in self._learnt.readers if name != VIETNAMESE]
        if USUAL in names and self._chance.random() < USUAL_SHARE:
            return USUAL
        return str(self._chance.choice(names))

    def _set_habits(self) -> None:
        """Draw how it departs from the reader it is made from."""
        chance = self._chance
        if self.kind == "strange":
            self._memory = chance.uniform(0, 0.4)
            self._novel_marked = chance.uniform(0.02, 0.4)
            self._novel_plain = chance.uniform(0, 0.06)
            self._even = chance.uniform(0.5, 1.5)
        else:
            self._memory = chance.uniform(0.3, 0.95)
            self._even = chance.uniform(0.7, 1.3)

    def _drawn(self, unit: str, reads: Mapping[str, float]) -> Outcomes:
        """Draw the readings of a unit once for all: habits are steady within a reader."""
        chances = np.array(list(reads.values())) ** self._even
        if len(unit) < TWO_LETTERS or chances.sum() > 1:
            chances = chances / chances.sum()
        steady = self._chance.gamma(
            np.maximum(chances * self._chance.choice([2.0, 8.0, 40.0]), 1e-3)
        )
        steady *= chances.sum() / max(steady.sum(), 1e-12)
        texts = [*reads, ""] if len(unit) == TWO_LETTERS else list(reads)
        if len(unit) == TWO_LETTERS:
            steady = np.append(steady, max(0.0, 1 - steady.sum()))
        return [str(one) for one in self._chance.choice(texts, DRAWS, p=steady / steady.sum())]

    def _sign(self, letter: str) -> Outcomes:
        """Return what this reader makes of a letter its model never misreads so."""
        known = self._invented.get(letter)
        if known is None:
            bare = self._learnt.bare.get(letter, letter)
            sign = str(self._chance.choice(list(SIGNS)))
            shape = str(self._chance.choice(SHAPES))
            made = (
                sign,
                bare + sign,
                shape,
                sign + bare,
                shape.upper() if letter.isupper() else bare,
            )
            kinds = self._chance.choice(len(made), 3, p=(0.25, 0.2, 0.35, 0.05, 0.15))
            known = self._invented[letter] = [made[int(kind)] for kind in kinds]
        return known

    def read(self, word: str) -> str:
        """Return a word as this reader may have read it, without marks at its edges."""
        if self.kind == "clean":
            return word
        if self.kind == "stripped":
            return self._learnt.bare_word(word)
        if self.kind == "latin":
            return "".join(
                one if one < "\u0100" else self._learnt.bare.get(one, one) for one in word
            )
        seen = self._words.get(word)
        if seen is not None and self._chance.random() < self._memory:
            made = _weighted(seen, self._chance)
        else:
            made = self._spelt(word)
        made = made.strip(EDGES)
        if not made or sum(one.isdigit() for one in made) > 1:
            return self._learnt.bare_word(word)
        return made

    def _spelt(self, word: str) -> str:
        """Read a word letter by letter, now and then two at once."""
        made, at = [], 0
        numbers = iter(self._chance.integers(0, DRAWS, 2 * len(word)).tolist())
        novel = iter(self._chance.random(len(word)).tolist())
        while at < len(word):
            letter = word[at]
            pair = self._units.get(letter + word[at + 1 : at + 2].lower())
            drawn = pair[next(numbers)] if pair and at + 1 < len(word) else ""
            if drawn:
                made.append(drawn)
                at += 2
                continue
            marked = self._learnt.bare.get(letter, letter) != letter
            if next(novel) < (self._novel_marked if marked else self._novel_plain):
                strange = self._sign(letter)
                made.append(strange[next(numbers) % len(strange)])
            else:
                single = self._units.get(letter)
                made.append(
                    single[next(numbers)] if single else self._learnt.bare.get(letter, letter)
                )
            at += 1
        return "".join(made)


def _weighted(seen: Mapping[str, float], chance: Generator) -> str:
    total = sum(seen.values())
    left = chance.random() * total
    for read, times in seen.items():
        left -= times
        if left <= 0:
            return read
    return read


def table(learnt: Learnt, surfaces: Sequence[str], alphabet: Alphabet, seed: int) -> Table:
    """Invent a reader and let it read every surface twice.

    Returns:
        2 × surfaces × LONGEST numbers of signs; break, number and rest stay what they are.
    """
    persona = Persona(learnt, np.random.default_rng(seed))
    reads = [
        word if at < 2 else persona.read(word) for _ in range(2) for at, word in enumerate(surfaces)
    ]
    return coded_all(reads, alphabet).reshape(2, len(surfaces), LONGEST)
