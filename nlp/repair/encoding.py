"""How words are shown to the re-ranker: a word as read goes in, a row of letter numbers comes out."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST = 11
PADDING, OTHER = 0, 1
FIRST = 2
MOST_SIGNS = 190


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The signs the re-ranker knows, in order; all others are one."""

    signs: str

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each sign."""
        return {sign: FIRST + at for at, sign in enumerate(self.signs)}


def alphabet_of(counts: Counter[str]) -> Alphabet:
    """Choose the most frequent signs."""
    return Alphabet("".join(sorted(sign for sign, _ in counts.most_common(MOST_SIGNS))))


def coded(word: str, alphabet: Alphabet) -> NDArray[np.uint8]:
    """Return LONGEST letter numbers; a longer word loses its middle.

    >>> coded("Gido", Alphabet("Gdio")).tolist()
    [2, 4, 3, 5, 0, 0, 0, 0, 0, 0, 0]
    """
    if len(word) > LONGEST:
        word = word[: LONGEST - 4] + word[-4:]
    numbers = alphabet.numbers
    row = [numbers.get(sign, OTHER) for sign in word]
    return np.array(row + [PADDING] * (LONGEST - len(row)), dtype=np.uint8)
