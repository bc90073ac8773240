"""How words are shown to the re-ranker: a word as read goes in, a row of letter numbers comes out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST = 12
PADDING, OTHER = 0, 1
FIRST = 2
MOST_SIGNS = 250


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The signs the re-ranker knows, in order; all others are one."""

    signs: str


def alphabet_of(counts: Counter[str]) -> Alphabet:
    """Choose the most frequent signs."""
    return Alphabet("".join(sorted(sign for sign, _ in counts.most_common(MOST_SIGNS))))


def coded_all(words: Sequence[str], alphabet: Alphabet) -> NDArray[np.uint8]:
    """Return words × LONGEST letter numbers; a longer word loses its middle.

    >>> coded_all(["Gido"], Alphabet("Gdio")).tolist()
    [[2, 4, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0]]
    """
    numbers = np.full(0x10000, OTHER, dtype=np.uint8)
    numbers[0] = PADDING
    for at, sign in enumerate(alphabet.signs):
        numbers[min(ord(sign), 0xFFFF)] = FIRST + at
    cut = [one if len(one) <= LONGEST else one[: LONGEST - 4] + one[-4:] for one in words]
    signs = "".join(one.ljust(LONGEST, "\0") for one in cut).encode("utf-32-le")
    points = np.minimum(np.frombuffer(signs, dtype=np.uint32), 0xFFFF)
    return numbers[points].reshape(len(words), LONGEST)
