"""The channel: words as read go in, the words that may have stood there come out, with costs."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Self

import numpy as np
from numpy.typing import NDArray

from nlp.repair.misreadings import STRANGE, Misreadings, smoothed, wild
from nlp.repair.trie import Trie

Ints = NDArray[np.int64]

Ways = list[tuple[int, float]]
"""Number of a word of the lexicon, cost in nats; the cheapest first."""

LONGEST_READ = 3
LONGEST_WORD = 24
"""Longer words are left as they are."""
CENTS = 100
"""Costs are kept as the learnt tables give them: in hundredths of a nat."""
BEAM = 850
"""A way that costs so much more than the best at the same letter is given up."""
SLACK = 200
"""So much dearer a way may be before it is known what the best at its end costs."""
MOST_STATES = 80
MOST_CANDIDATES = 96
MEMORY_SHARE = 0.6
"""How much a remembered whole word counts beside the word put together from units."""
# A state is one number: the word, the node of the tree, the cost so far; sorting puts the cheapest
# way into each node first.
COST_BITS, NODE_BITS = 16, 20
COST_MASK, NODE_MASK = (1 << COST_BITS) - 1, (1 << NODE_BITS) - 1
WORD_AT = COST_BITS + NODE_BITS
NEVER = np.uint16(COST_MASK)
NO_RULES = 0


class Rules:
    """Units indexed by the letters as read."""

    def __init__(self, units: Mapping[tuple[str, str], float], letters: Mapping[str, int]) -> None:
        """Build the tables; units with letters outside the tree are left out."""
        known = {unit: cost for unit, cost in units.items() if letters.keys() >= set(unit[0])}
        self.group: dict[str, int] = {
            read: at for at, read in enumerate(dict.fromkeys(read for _, read in known), 1)
        }
        groups = len(self.group) + 1
        # What each letter costs as read; what it costs that nothing became something.
        self.single = np.full((groups, len(letters)), NEVER)
        self.added = np.full(groups, NEVER)
        pairs: list[list[tuple[int, int, int]]] = [[] for _ in range(groups)]
        for (true, read), cost in known.items():
            at, cents = self.group[read], round(cost * CENTS)
            places = [letters[letter] for letter in true]
            if not places:
                self.added[at] = cents
            elif len(places) == 1:
                self.single[at, places[0]] = cents
            else:
                pairs[at].append((places[0], places[1], cents))
        self.count = np.array([len(group) for group in pairs], dtype=np.int64)
        self.start = np.cumsum(self.count) - self.count
        columns = np.array([rule for group in pairs for rule in group], dtype=np.int64)
        self.first, self.second, self.cost = columns.reshape(-1, 3).T.copy()
        self.cheapest = np.minimum(self.single.min(axis=1), self.added).astype(np.int64)
        self.cheapest_pair = np.array(
            [min((cents for *_, cents in group), default=COST_MASK) for group in pairs]
        )

    def at(self, read: Sequence[str], size: int, longest: int) -> list[Ints]:
        """Return, by place, the rule group of the next `size` letters of each word, 0 for none."""
        get = self.group.get
        return [
            np.array([get(word[at : at + size], NO_RULES) if at + size <= len(word) else NO_RULES
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
        self._take(learnt)

    def _take(self, learnt: Misreadings) -> None:
        """Take what one kind of reader makes of letters."""
        self._memory = learnt.words
        letters = self._trie.letters
        self._units = learnt.units
        self._usual = Rules(smoothed(learnt.units, letters), letters)
        self._wild: Rules | None = None

    def of_another(self, learnt: Misreadings) -> Self:
        """Return the channel of another kind of reader; the words are indexed once."""
        other = copy(self)
        other._take(learnt)
        return other

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
        lost = np.full(len(read), rules.group.get("", NO_RULES), dtype=np.int64)
        pending: list[list[Ints]] = [[] for _ in range(longest + LONGEST_READ)]
        pending[0].append(np.arange(len(read), dtype=np.int64) << WORD_AT)
        found: list[dict[int, float]] = [{} for _ in read]
        for place in range(longest + 1):
            if not pending[place]:
                continue
            states = _best(pending[place])
            (more,) = self._spread(states, [lost], rules, ahead=False)
            states = _best([states, *more])
            self._collect(found, lengths, place, states)
            states = states[lengths[states >> WORD_AT] > place]
            there = [group[place] for group in groups] if place < longest else []
            for size, onward in enumerate(self._spread(states, there, rules, ahead=True), 1):
                pending[place + size].extend(onward)
        return found

    def _spread(
        self, states: Ints, groups: Sequence[Ints], rules: Rules, *, ahead: bool
    ) -> list[list[Ints]]:
        """Apply to every state the rules of its word at this place; a list for each of `groups`.

        Args:
            states: Sorted by word and cost.
            groups: By word, the rules that apply.
            rules: The rules.
            ahead: They lead to a further letter, where it is not known yet what the best costs.
        """
        word, node, cost = states >> WORD_AT, (states >> COST_BITS) & NODE_MASK, states & COST_MASK
        room = BEAM - cost + _least(word, cost)
        of_child = np.repeat(np.arange(len(states)), self._trie.count[node])
        edge = _ranges(self._trie.start[node], self._trie.count[node])
        letter, below = self._trie.letter[edge], self._trie.below[edge]
        found = []
        for group in groups:
            own = group[word]
            limit = room + SLACK + rules.cheapest[own] if ahead else room
            price = rules.single[own[of_child], letter]
            near = (price < NEVER) & (price <= limit[of_child])
            parent = of_child[near]
            added = rules.added[own]
            stays = (added < NEVER) & (added <= limit)
            found.append([
                _packed(word[parent], below[near], cost[parent] + price[near]),
                _packed(word[stays], node[stays], cost[stays] + added[stays]),
                self._two_letters(word, node, cost, own, limit, rules),
            ])  # fmt: skip
        return found

    def _two_letters(
        self, word: Ints, node: Ints, cost: Ints, group: Ints, limit: Ints, rules: Rules
    ) -> Ints:
        """Return where the rules that put two letters in lead."""
        some = np.flatnonzero(rules.cheapest_pair[group] <= limit)
        times = rules.count[group[some]]
        state = np.repeat(some, times)
        rule = _ranges(rules.start[group[some]], times)
        near = rules.cost[rule] <= limit[state]
        state, rule = state[near], rule[near]
        below = node[state]
        for letter in (rules.first, rules.second):
            below = self._trie.child[below, letter[rule]]
            alive = below != self._trie.dead
            state, rule, below = state[alive], rule[alive], below[alive]
        return _packed(word[state], below, cost[state] + rules.cost[rule])

    def _collect(
        self, found: list[dict[int, float]], lengths: Ints, place: int, states: Ints
    ) -> None:
        word, node = states >> WORD_AT, (states >> COST_BITS) & NODE_MASK
        ends = self._trie.word[node]
        done = (ends >= 0) & (lengths[word] == place)
        prices = (states[done] & COST_MASK) / CENTS
        for at, end, price in zip(
            word[done].tolist(), ends[done].tolist(), prices.tolist(), strict=True
        ):
            found[at][end] = price


def _packed(word: Ints, node: Ints, cost: Ints) -> Ints:
    return (word << WORD_AT) | (node << COST_BITS) | cost.astype(np.int64)


def _ranges(starts: Ints, counts: Ints) -> Ints:
    """Return the numbers start, start + 1 … of every range, one range after another.

    >>> _ranges(np.array([5, 9]), np.array([2, 1])).tolist()
    [5, 6, 9]
    """
    before: Ints = np.cumsum(counts) - counts
    return np.arange(int(counts.sum()), dtype=np.int64) + np.repeat(starts - before, counts)


def _least(word: Ints, cost: Ints) -> Ints:
    """Return for each state what the best of its word costs; states of one word stand together."""
    if not len(word):
        return cost
    begins = np.flatnonzero(_is_new(word))
    return np.repeat(np.minimum.reduceat(cost, begins), _lengths(begins, len(word)))


def _is_new(values: Ints) -> NDArray[np.bool_]:
    """Tell of each value whether the one before is another; `np.diff` takes four times as long.

    >>> _is_new(np.array([4, 4, 7])).tolist()
    [True, False, True]
    """
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def _lengths(begins: Ints, end: int) -> Ints:
    """Return how long each run is, the last one up to `end`."""
    lengths = np.empty_like(begins)
    np.subtract(begins[1:], begins[:-1], out=lengths[:-1])
    lengths[-1:] = end - begins[-1:]
    return lengths


def _best(parts: Sequence[Ints]) -> Ints:
    """Keep the cheapest way into each node, and of each word only the good ways; sorted by cost."""
    states = np.concatenate(parts)
    states.sort()
    states = states[_is_new(states >> COST_BITS)]
    word, node, cost = states >> WORD_AT, (states >> COST_BITS) & NODE_MASK, states & COST_MASK
    near = cost <= _least(word, cost) + BEAM
    ranked = (states >> WORD_AT << WORD_AT) | (cost << NODE_BITS) | node
    ranked = ranked[near]
    ranked.sort()
    word = ranked >> WORD_AT
    begins = np.flatnonzero(_is_new(word))
    rank = np.arange(len(word)) - np.repeat(begins, _lengths(begins, len(word)))
    ranked = ranked[rank < MOST_STATES]
    return _packed(ranked >> WORD_AT, ranked & NODE_MASK, (ranked >> NODE_BITS) & COST_MASK)
