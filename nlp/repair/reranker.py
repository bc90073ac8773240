"""The re-ranker: words in their line and their candidates in, what each candidate costs more out."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.repair.encoding import LONGEST, Alphabet, coded
from nlp.repair.language import UNKNOWN
from nlp.repair.lattice import NEVER, Lattice
from nlp.repair.misreadings import bare

Numbers = NDArray[np.int64]
Vectors = NDArray[np.float32]
Array = NDArray[np.float16] | NDArray[np.uint8]

TORN = "’'`´&°¥"
MARKS_WEIGHT, LETTERS_WEIGHT = 1.0, 0.2
"""How much the re-ranker counts where only marks differ, and where letters do: which letters are
misread as which it learnt from a few readers only, and each scanner errs in its own way."""
DOUBT = 0.2
"""Share of cases in which it knows nothing: no misreading it never saw is ruled out."""
CACHE_WORDS = 50_000
LINE = 4096
"""Words looked at together; those at the ends see a little less."""


class Encoder(Protocol):
    """What runs the network: an ONNX session, or a plain function in tests."""

    def __call__(self, letters: Numbers, places: Numbers) -> Vectors:
        """Return one vector a word.

        Args:
            letters: Different words × LONGEST numbers of signs.
            places: For each word of the line its row in `letters`.
        """


class Reranker:
    """Scores the candidates of a lattice with a look at both sides of each word."""

    def __init__(self, encoder: Encoder, arrays: Mapping[str, Array], words: Sequence[str]) -> None:
        """Take the network, and the vectors and spellings of the lexicon."""
        number: dict[str, int] = {}
        bare_words = ["".join(map(bare, word)) for word in words]
        self._skeletons = np.array([number.setdefault(one, len(number)) for one in bare_words])
        self._encoder = encoder
        self._vectors = arrays["vectors"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._alphabet = Alphabet(arrays["alphabet"].tobytes().decode())
        self._rows: dict[str, NDArray[np.uint8]] = {}

    def reranked(self, read: Sequence[str], lattice: Lattice) -> Lattice:
        """Add to each candidate's cost what the re-ranker has against it.

        Args:
            read: One token a slot: the word as read, "0" for numbers, "" for breaks.
            lattice: The slots.
        """
        costs = lattice.costs.copy()
        for start in range(0, len(read), LINE):
            part = slice(start, start + LINE)
            logs = self._logs(read[part], lattice.ids[part], lattice.costs[part])
            costs[part] = np.where(costs[part] < NEVER, costs[part] - logs, NEVER)
        return Lattice(lattice.ids, costs)

    def _logs(self, read: Sequence[str], ids: Numbers, costs: Vectors) -> Vectors:
        """Return the weighted logarithm of each candidate's share among those of its slot."""
        number: dict[str, int] = {}
        places = [number.setdefault(word.rstrip(TORN), len(number)) for word in read]
        letters = np.stack([self._coded(word) for word in number]).astype(np.int64)
        state = self._encoder(letters, np.array(places, dtype=np.int64))
        logits = np.einsum("sd,skd->sk", state, self._vectors[ids]) + self._bias[ids]
        there = costs < NEVER
        # The network never saw what no lexicon holds: such a word is as likely as the last.
        least = np.where(there & (ids != UNKNOWN), logits, np.inf).min(axis=1, keepdims=True)
        logits = np.where(ids == UNKNOWN, np.where(np.isinf(least), 0, least), logits)
        logits = np.where(there, logits, -NEVER)
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares = (1 - DOUBT) * shares + DOUBT * there / there.sum(axis=1, keepdims=True)
        skeletons = self._skeletons[ids]
        alike = (skeletons[:, :, None] == skeletons[:, None, :]) & there[:, None, :]
        together = np.maximum((alike * shares[:, None, :]).sum(axis=2), 1e-9)
        with np.errstate(divide="ignore"):
            logs = MARKS_WEIGHT * np.log(shares / together) + LETTERS_WEIGHT * np.log(together)
        return np.asarray(np.where(there, logs, 0), dtype=np.float32)

    def _coded(self, word: str) -> NDArray[np.uint8]:
        known = self._rows.get(word)
        if known is None:
            known = coded(word, self._alphabet)
            if len(self._rows) < CACHE_WORDS:
                self._rows[word] = known
        return known[:LONGEST]
