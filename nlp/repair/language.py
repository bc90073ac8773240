"""The language model: arrays of word ids in, log-probabilities out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.float32]
Ids = NDArray[np.int64]
Keys = NDArray[np.uint64]
Logs = NDArray[np.float32]
Doubles = NDArray[np.float64]

RESERVED = ("<break>", "<number>", "<unknown>")
BREAK, NUMBER, UNKNOWN = range(3)
ORDERS = (2, 3, 4)
WAYS = 8
"""Places in a bucket of the hash tables."""
LOAD = 0.8
# One byte for a log-probability from 0 to -20 and for a back-off weight from -8 to +3.
CHANCE_STEP = 20 / 255
BACKOFF_STEP, BACKOFF_LEAST = 11 / 255, -8.0
MIX = np.uint64(0x9E3779B97F4A7C15)
SHIFT = np.uint64(29)
FINGER = np.uint64(0xFFFF)
HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Table:
    """The n-grams of one order before packing.

    Attributes:
        keys: Sixteen bits a word, the first word highest.
        chances: Natural logarithms.
        backoffs: Natural logarithms of the weight of this n-gram as a context.
    """

    keys: Keys
    chances: Doubles
    backoffs: Doubles


def extended(hashes: Keys, words: Ids) -> Keys:
    """Return the hash of n-grams that have one more word on the left."""
    mixed = (hashes ^ (words.astype(np.uint64) + np.uint64(1))) * MIX
    return mixed ^ (mixed >> SHIFT)


def hashed(keys: Keys, order: int) -> Keys:
    """Return the hash of packed keys, built from the last word to the first."""
    hashes = np.zeros(len(keys), dtype=np.uint64)
    for at in range(order):
        words = (keys >> np.uint64(16 * at)) & FINGER
        hashes = extended(hashes, words.astype(np.int64))
    return hashes


def packed(words: Sequence[str], tables: Sequence[Table]) -> dict[str, Array]:
    """Return the arrays to store: unigrams plain, the rest in buckets by hash.

    An entry that finds its bucket full is dropped: the rarest go first.
    """
    arrays: dict[str, Array] = {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "chance1": tables[0].chances.astype(np.float32),
        "backoff1": tables[0].backoffs.astype(np.float32),
    }
    for order, table in zip(ORDERS, tables[1:], strict=True):
        buckets = int(len(table.keys) / (WAYS * LOAD)) + 1
        fingers = np.zeros((buckets, WAYS), dtype=np.uint16)
        chances = np.zeros((buckets, WAYS), dtype=np.uint8)
        backoffs = np.zeros((buckets, WAYS), dtype=np.uint8)
        hashes = hashed(table.keys, order)
        bucket = (hashes >> HALF) % np.uint64(buckets)
        # Likely entries first; within a bucket each takes the next free place.
        sorting = np.lexsort((-table.chances, bucket))
        in_bucket = bucket[sorting]
        first = np.searchsorted(in_bucket, in_bucket)
        place = np.arange(len(sorting)) - first
        fits = place < WAYS
        rows, columns, kept = in_bucket[fits].astype(np.int64), place[fits], sorting[fits]
        fingers[rows, columns] = finger(hashes[kept])
        chances[rows, columns] = np.clip(-table.chances[kept] / CHANCE_STEP + 0.5, 0, 255)
        weight = (table.backoffs[kept] - BACKOFF_LEAST) / BACKOFF_STEP + 0.5
        backoffs[rows, columns] = np.clip(weight, 0, 255)
        arrays |= {f"finger{order}": fingers, f"chance{order}": chances}
        if order < ORDERS[-1]:
            arrays[f"backoff{order}"] = backoffs
    return arrays


def finger(hashes: Keys) -> NDArray[np.uint16]:
    """Return sixteen bits that tell n-grams of one bucket apart; 0 means an empty place."""
    return np.asarray(np.maximum(hashes & FINGER, np.uint64(1)), dtype=np.uint16)


class LanguageModel:
    """Scores words after up to three words before them."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Take the arrays `packed` returned."""
        self.words: tuple[str, ...] = tuple(arrays["words"].tobytes().decode().split("\n"))
        self.ids: dict[str, int] = {word: at for at, word in enumerate(self.words)}
        self._chance1 = arrays["chance1"].astype(np.float32)
        self.unigrams: list[float] = self._chance1.tolist()
        self._backoff1 = arrays["backoff1"].astype(np.float32)
        self._fingers = [arrays[f"finger{order}"] for order in ORDERS]
        self._chances = [arrays[f"chance{order}"].reshape(-1) for order in ORDERS]
        self._backoffs = [arrays[f"backoff{order}"].reshape(-1) for order in ORDERS[:-1]]

    def score(self, third: Ids, second: Ids, last: Ids, word: Ids) -> Logs:
        """Return the log-probability of a word after three words; the shapes broadcast."""
        hashes = extended(extended(np.zeros(word.shape, dtype=np.uint64), word), last)
        logs = self._chance1[word] + self._backoff1[last]
        context = extended(np.zeros(1, dtype=np.uint64), last)
        known = self._chance(hashes, 2)
        logs = np.where(np.isnan(known), logs, known)
        for order, left in ((3, second), (4, third)):
            context = extended(context, left)
            logs = logs + self._backoff(context, order - 1)
            hashes, known = self._longer(hashes, left, order, known, logs.shape)
            logs = np.where(np.isnan(known), logs, known)
        # Punctuation is seen, not guessed: which words stand before it often says nothing.
        return np.where(word == BREAK, np.float32(0), logs)

    def _longer(
        self, hashes: Keys, left: Ids, order: int, shorter: Logs, shape: tuple[int, ...]
    ) -> tuple[Keys, Logs]:
        """Look n-grams up only where their shorter end is known: the others cannot be there."""
        hashes = extended(hashes, left)
        there = np.broadcast_to(~np.isnan(shorter), shape)
        hashes = np.broadcast_to(hashes, shape)
        known = np.full(shape, np.nan, dtype=np.float32)
        known[there] = self._chance(hashes[there], order)
        return hashes, known

    def _backoff(self, hashes: Keys, order: int) -> Logs:
        """Return the back-off weight of contexts by hash, 0 where the table has none."""
        places = self._places(hashes, order)
        weights = self._backoffs[order - 2][places].astype(np.float32) * np.float32(BACKOFF_STEP)
        return np.where(places < 0, np.float32(0), weights + np.float32(BACKOFF_LEAST))

    def _chance(self, hashes: Keys, order: int) -> Logs:
        """Return the log-probability of n-grams by hash; NaN where the table has none."""
        places = self._places(hashes, order)
        values = self._chances[order - 2][places].astype(np.float32) * np.float32(-CHANCE_STEP)
        return np.where(places < 0, np.float32(np.nan), values)

    def _places(self, hashes: Keys, order: int) -> Ids:
        """Return the index of each n-gram in its flat table, -1 where it is missing."""
        table = self._fingers[order - 2]
        bucket = ((hashes >> HALF) % np.uint64(len(table))).astype(np.int64)
        fingers = finger(hashes)
        place = (table[bucket] == fingers[..., None]).argmax(axis=-1) + bucket * WAYS
        return np.where(table.reshape(-1)[place] == fingers, place, -1)
