"""The channel: words as read go in, the words that may have stood there come out, with costs."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.repair.misreadings import STRANGE, Misreadings, smoothed, wild

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

States = tuple[Ints, Ints, Floats]
"""Columns: number of the word, node of the tree, cost so far."""

Ways = list[tuple[int, float]]
"""Number of a word of the lexicon, cost in nats; the cheapest first."""

LONGEST_READ = 3
LONGEST_WORD = 24
"""Longer words are left as they are."""
BEAM = 8.5
"""A way that costs so much more (in nats) than the best at the same letter is given up."""
MOST_STATES = 80
MOST_CANDIDATES = 96
MEMORY_SHARE = 0.6
"""How much a remembered whole word counts beside the word put together from units."""


class Trie:
    """The words that may come out, as a tree of letters."""

    def __init__(self, words: Sequence[str]) -> None:
        """Build the tree; a word's index is its number in `words`."""
        self.letters: dict[str, int] = {
            letter: at
            for at, letter in enumerate(sorted({sign for word in words for sign in word}))
        }
        children: list[dict[int, int]] = [{}]
        ends: dict[int, int] = {}
        for at, word in enumerate(words):
            node = 0
            for letter in word:
                node = self._step(children, node, self.letters[letter])
            ends[node] = at
        # One row and one column more: where nothing is, the way ends in the last row.
        self.dead = len(children)
        self.child = np.full((len(children) + 1, len(self.letters) + 1), self.dead, dtype=np.int32)
        for node, row in enumerate(children):
            for number, below in row.items():
                self.child[node, number] = below
        # The last column stands for "no letter".
        self.child[:, -1] = np.arange(self.dead + 1)
        self.word = np.full(self.dead + 1, -1, dtype=np.int64)
        self.word[list(ends)] = list(ends.values())

    @staticmethod
    def _step(children: list[dict[int, int]], node: int, letter: int) -> int:
        below = children[node].get(letter)
        if below is None:
            below = children[node][letter] = len(children)
            children.append({})
        return below


class Rules:
    """Units indexed by the letters as read, as columns."""

    def __init__(self, units: Mapping[tuple[str, str], float], letters: Mapping[str, int]) -> None:
        """Build the columns; units with letters outside the tree are left out."""
        none = len(letters)
        by_read: dict[str, list[tuple[int, int, float]]] = {}
        for (true, read), cost in units.items():
            places = [letters.get(letter, -1) for letter in true]
            if -1 not in places:
                first, second = (*places, none, none)[:2]
                by_read.setdefault(read, []).append((first, second, cost))
        self.group: dict[str, int] = {read: at for at, read in enumerate(by_read)}
        rules = [rule for group in by_read.values() for rule in group]
        sizes = [len(group) for group in by_read.values()]
        self.size = np.array([*sizes, 0], dtype=np.int64)
        self.start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.first = np.array([rule[0] for rule in rules], dtype=np.int64)
        self.second = np.array([rule[1] for rule in rules], dtype=np.int64)
        self.cost = np.array([rule[2] for rule in rules], dtype=np.float64)

    def at(self, read: Sequence[str], size: int, longest: int) -> list[Ints]:
        """Return, by place, the rule group of the next `size` letters of each word, -1 for none."""
        get = self.group.get
        return [
            np.array([get(word[at : at + size], -1) if at + size <= len(word) else -1
                      for word in read], dtype=np.int64)
            for at in range(longest)
        ]  # fmt: skip


class Channel:
    """Finds, for words as read, the words of the lexicon they may stand for."""

    def __init__(self, words: Sequence[str], learnt: Misreadings) -> None:
        """Index the units by the letters as read.

        Args:
            words: The lexicon, lower case; results are indices into it.
            learnt: Units and remembered words.
        """
        self._trie = Trie(words)
        self._words = {word: at for at, word in enumerate(words)}
        self._memory = learnt.words
        letters = self._trie.letters
        self._units = learnt.units
        self._usual = Rules(smoothed(learnt.units, letters), letters)
        self._wild: Rules | None = None

    def candidates(self, read: Sequence[str], *, wildly: bool = False) -> list[Ways]:
        """Return for each word its candidates (index, cost), the cheapest first.

        Args:
            read: Different words, case as read, none longer than LONGEST_WORD.
            wildly: Allow misreadings that were never seen.
        """
        if wildly:
            if self._wild is None:
                self._wild = Rules(wild(self._units, self._trie.letters), self._trie.letters)
            known = self._wild.group
            plain = ["".join(one if one in known else STRANGE for one in word) for word in read]
            found = self._searched(plain, self._wild)
        else:
            found = self._searched(read, self._usual)
        return [self._with_memory(word, ways) for word, ways in zip(read, found, strict=True)]

    def _with_memory(self, read: str, ways: dict[int, float]) -> Ways:
        known = self._memory.get(read, ())
        if known:
            for word, cost in known:
                at = self._words.get(word)
                if at is not None:
                    built = (1 - MEMORY_SHARE) * np.exp(-ways.get(at, 99.0))
                    ways[at] = float(-np.log(built + MEMORY_SHARE * np.exp(-cost)))
        return sorted(ways.items(), key=lambda way: way[1])[:MOST_CANDIDATES]

    def _searched(self, read: Sequence[str], rules: Rules) -> list[dict[int, float]]:
        """Walk all words at once, letter by letter, through the tree."""
        longest = max(map(len, read), default=0)
        lengths = np.array([len(word) for word in read], dtype=np.int64)
        groups = [rules.at(read, size, longest) for size in range(1, LONGEST_READ + 1)]
        lost = np.full(len(read), rules.group.get("", -1), dtype=np.int64)
        pending: list[list[States]] = [[] for _ in range(longest + LONGEST_READ)]
        every = np.arange(len(read), dtype=np.int64)
        pending[0].append((every, np.zeros_like(every), np.zeros(len(read))))
        found: list[dict[int, float]] = [{} for _ in read]
        for place in range(longest + 1):
            if not pending[place]:
                continue
            states = self._merged(pending[place])
            states = self._merged([states, *self._spread(states, lost, rules)])
            self._collect(found, lengths, place, states)
            for size in range(1, LONGEST_READ + 1):
                if place + size <= longest:
                    there = groups[size - 1][place]
                    pending[place + size].extend(self._spread(states, there, rules))
        return found

    def _spread(self, states: States, groups: Ints, rules: Rules) -> list[States]:
        """Apply to every state all rules of its word at this place."""
        word, node, cost = states
        group = groups[word]
        times = rules.size[group]
        total = int(times.sum())
        if not total:
            return []
        from_state = np.repeat(np.arange(len(word)), times)
        before = np.cumsum(times) - times
        rule = np.arange(total) - np.repeat(before - rules.start[group], times)
        below = self._trie.child[node[from_state], rules.first[rule]]
        below = self._trie.child[below, rules.second[rule]]
        alive = below != self._trie.dead
        from_state = from_state[alive]
        return [(word[from_state], below[alive].astype(np.int64),
                 cost[from_state] + rules.cost[rule[alive]])]  # fmt: skip

    def _merged(self, parts: Sequence[States]) -> States:
        """Keep the cheapest way into each node, and of each word only the good ways."""
        word, node, cost = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.lexsort((cost, word))
        word, node, cost = word[order], node[order], cost[order]
        first = np.searchsorted(word, word)
        near = cost <= cost[first] + BEAM
        word, node, cost = word[near], node[near], cost[near]
        _, kept = np.unique(word * (self._trie.dead + 1) + node, return_index=True)
        kept.sort()
        word, node, cost = word[kept], node[kept], cost[kept]
        rank = np.arange(len(word)) - np.searchsorted(word, word)
        best = rank < MOST_STATES
        return word[best], node[best], cost[best]

    def _collect(
        self, found: list[dict[int, float]], lengths: Ints, place: int,
        states: States,
    ) -> None:  # fmt: skip
        word, node, cost = states
        ends = self._trie.word[node]
        done = (ends >= 0) & (lengths[word] == place)
        for at, end, price in zip(
            word[done].tolist(), ends[done].tolist(), cost[done].tolist(), strict=True
        ):
            found[at][end] = min(price, found[at].get(end, 99.0))
