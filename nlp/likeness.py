"""Tells whether two texts are the same but for what OCR misread: words in, numbers to compare out."""

import hashlib
import re
from collections.abc import Iterable

import numpy as np

from nlp.folding import fold

SHINGLE = 2
"""Words in one piece; more, and one misread word spoils too many pieces."""

BANDS, ROWS = 16, 3
"""Of two texts that share half of their pieces nine in ten share a band, of those that share a
tenth one in sixty does."""

WORD = re.compile(r"[a-z0-9]+")
PRIME = (1 << 31) - 1
_dice = np.random.default_rng(1975)
_FACTORS = _dice.integers(1, PRIME, (BANDS * ROWS, 1), dtype=np.uint64)
_SHIFTS = _dice.integers(0, PRIME, (BANDS * ROWS, 1), dtype=np.uint64)


def pieces(words: Iterable[str]) -> frozenset[int]:
    """Return the runs of two words of a text as numbers, marks and case aside.

    >>> pieces(["Kính", "gửi:", "các", "trường"]) == pieces(["kinh", "gui", "các", "trường"])
    True
    """
    plain = WORD.findall(" ".join(fold(word) for word in words))
    runs = {" ".join(plain[at : at + SHINGLE]) for at in range(len(plain) - SHINGLE + 1)}
    return frozenset(_number(run) for run in runs)


def bands(some: frozenset[int]) -> tuple[int, ...]:
    """Return `BANDS` numbers of which like texts have at least one in common, or none for no text.

    >>> bands(pieces("một hai ba bốn".split())) == bands(pieces("Một hai ba bốn".split()))
    True
    """
    if not some:
        return ()
    numbers = np.array(sorted(some), dtype=np.uint64)
    least = ((_FACTORS * numbers + _SHIFTS) % PRIME).min(axis=1).reshape(BANDS, ROWS)
    return tuple(_number(f"{at} {band.tolist()}") << 31 | at for at, band in enumerate(least))


def likeness(some: frozenset[int], others: frozenset[int]) -> float:
    """Return the share of pieces that two texts have in common, 0 to 1.

    >>> likeness(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(some & others) / (len(some | others) or 1)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest()) % PRIME
