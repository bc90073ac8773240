"""The words that may come out of the channel, as a tree of letters in arrays: words in, nodes out."""

from collections.abc import Sequence

import numpy as np


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
        self.dead = len(children)
        self.child = np.full((len(children) + 1, len(self.letters)), self.dead, dtype=np.int64)
        for node, row in enumerate(children):
            for number, below in row.items():
                self.child[node, number] = below
        node_of, self.letter = np.nonzero(self.child != self.dead)
        self.below = self.child[node_of, self.letter]
        self.count = np.bincount(node_of, minlength=self.dead + 1)
        self.start = np.cumsum(self.count) - self.count
        self.word = np.full(self.dead + 1, -1, dtype=np.int64)
        self.word[list(ends)] = list(ends.values())

    @staticmethod
    def _step(children: list[dict[int, int]], node: int, letter: int) -> int:
        below = children[node].get(letter)
        if below is None:
            below = children[node][letter] = len(children)
            children.append({})
        return below
