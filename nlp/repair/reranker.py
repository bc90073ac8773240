"""The re-ranker: words in their line and their candidates in, what each candidate costs more out."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.repair.encoding import Alphabet, coded_all
from nlp.repair.language import UNKNOWN
from nlp.repair.lattice import NEVER, Lattice

Numbers = NDArray[np.int64]
Vectors = NDArray[np.float32]
Array = NDArray[np.float16] | NDArray[np.uint8]

TORN = "’'`´&°¥"
WEIGHT = 3.0
"""How much the re-ranker counts beside the channel and the language model."""
DOUBT = 0.1
"""Share of cases in which it knows nothing: no misreading it never saw is ruled out."""
WINDOW, OVERLAP = 128, 8
"""Words the network sees together; so many at either end only show it what stands around."""
CONTENT = 12.0
"""Where a candidate fits so well (an unscaled logarithm), no other word is thought of."""
PROPOSED, FAR = 2, 3.0
"""So many words of the lexicon are proposed, none so many nats behind the first."""
COMMON = 4000
"""The lexicon's words by frequency; only so many are thought of where nothing suggests them."""
ROUNDING = 1e-3
FEW = 256
"""Words that are weighed against the whole lexicon at once."""
AROUND = 0
"""Row of the break, which stands before the first word and behind the last."""
LINE = 16 * (WINDOW - 2 * OVERLAP)
"""Words whose candidates are weighed at once."""


class Encoder(Protocol):
    """What runs the network: an ONNX session, or a plain function in tests."""

    def __call__(self, letters: Numbers, places: Numbers) -> Vectors:
        """Return windows × words × vector.

        Args:
            letters: Different words × LONGEST numbers of signs.
            places: windows × words: the row in `letters` of each word.
        """


class Reranker:
    """Scores the candidates of a lattice with a look at both sides of each word."""

    def __init__(self, encoder: Encoder, arrays: Mapping[str, Array]) -> None:
        """Take the network, and the vectors of the lexicon."""
        self._encoder = encoder
        self._vectors = arrays["vectors"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._common = np.ascontiguousarray(self._vectors[:COMMON])
        self._alphabet = Alphabet(arrays["alphabet"].tobytes().decode())

    def states(self, read: Sequence[str]) -> Vectors:
        """Return words × vector: what the network makes of each word and all around it.

        Args:
            read: Words as read, "0" for numbers, "" for breaks.
        """
        parts = [self._part(read[start : start + LINE]) for start in range(0, len(read), LINE)]
        return np.concatenate(parts) if parts else np.zeros((0, self._vectors.shape[1]), np.float32)

    def at_ease(self, states: Vectors, ids: Numbers) -> NDArray[np.bool_]:
        """Tell of each word whether none of the lexicon is likelier than what it looks like.

        Args:
            states: From `states`.
            ids: The word of the lexicon that each looks like.
        """
        sure = np.zeros(len(ids), dtype=bool)
        for start in range(0, len(ids), FEW):
            part = slice(start, start + FEW)
            logits = states[part] @ self._common.T + self._bias[:COMMON]
            own = np.einsum("sd,sd->s", states[part], self._vectors[ids[part]])
            sure[part] = own + self._bias[ids[part]] >= logits.max(axis=1) - ROUNDING
        return np.asarray(sure & (ids != UNKNOWN))

    def likeliest(self, states: Vectors) -> Numbers:
        """Return words × PROPOSED: what of the whole lexicon each word is most likely.

        Args:
            states: From `states`. A word that is far less likely than the first is UNKNOWN.
        """
        found = np.full((len(states), PROPOSED), UNKNOWN, dtype=np.int64)
        for start in range(0, len(states), FEW):
            logits = states[start : start + FEW] @ self._common.T + self._bias[:COMMON]
            rows = np.arange(len(logits))
            best = logits.max(axis=1)
            for at in range(PROPOSED):
                top = logits.argmax(axis=1)
                near = logits[rows, top] >= best - FAR
                found[start + rows, at] = np.where(near, top, UNKNOWN)
                logits[rows, top] = -np.inf
        return found

    def logits(self, states: Vectors, lattice: Lattice) -> Vectors:
        """Return slots × candidates: how well each fits, an unscaled logarithm; -NEVER for none.

        Args:
            states: From `states`, one a slot.
            lattice: The slots.
        """
        logits = np.empty(lattice.costs.shape, dtype=np.float32)
        for start in range(0, len(states), FEW):
            part = slice(start, start + FEW)
            ids = lattice.ids[part]
            own = self._vectors[ids] @ states[part][:, :, None]
            logits[part] = own[..., 0] + self._bias[ids]
        there = lattice.costs < NEVER
        # The network never saw what no lexicon holds: such a word is as likely as the last.
        unknown = lattice.ids == UNKNOWN
        least = np.where(there & ~unknown, logits, np.inf).min(axis=1, keepdims=True)
        logits = np.where(unknown, np.where(np.isinf(least), 0, least), logits)
        return np.asarray(np.where(there, logits, -NEVER), dtype=np.float32)

    @staticmethod
    def content(logits: Vectors) -> NDArray[np.bool_]:
        """Tell of each slot whether one of its candidates fits well (`logits`)."""
        return np.asarray(logits.max(axis=1) >= CONTENT)

    @staticmethod
    def reranked(logits: Vectors, lattice: Lattice) -> Lattice:
        """Add to each candidate's cost what the re-ranker has against it.

        Args:
            logits: From `logits`.
            lattice: The slots.
        """
        there = lattice.costs < NEVER
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares = (1 - DOUBT) * shares + DOUBT * there / there.sum(axis=1, keepdims=True)
        logs = WEIGHT * np.log(np.where(there, shares, 1))
        costs = np.where(there, lattice.costs - logs, NEVER)
        return Lattice(lattice.ids, np.asarray(costs, dtype=np.float32))

    def _part(self, read: Sequence[str]) -> Vectors:
        number: dict[str, int] = {"": AROUND}
        places = [number.setdefault(word.rstrip(TORN), len(number)) for word in read]
        return self._in_windows(list(number), np.array(places, dtype=np.int64))

    def _in_windows(self, different: Sequence[str], places: Numbers) -> Vectors:
        """Return the vector of every word, seen in windows that overlap."""
        letters = coded_all(different, self._alphabet).astype(np.int64)
        if len(places) <= WINDOW:
            alone: Vectors = self._encoder(letters, places[None])[0]
            return alone
        core = -(-len(places) // -(-len(places) // (WINDOW - 2 * OVERLAP)))
        starts = np.arange(0, len(places), core)
        padded = np.pad(places, (OVERLAP, WINDOW), constant_values=AROUND)
        windows = padded[starts[:, None] + np.arange(core + 2 * OVERLAP)]
        found = self._encoder(letters, windows)[:, OVERLAP:-OVERLAP]
        mine: Vectors = found.reshape(-1, found.shape[-1])[: len(places)]
        return mine
