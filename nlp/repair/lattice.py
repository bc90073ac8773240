"""Slots with candidates go in, the likeliest word of each slot and its probability come out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.repair.language import BREAK, LanguageModel

Ids = NDArray[np.int64]
Costs = NDArray[np.float32]

WIDTH = 16
"""Candidates a slot may have."""
LANGUAGE_WEIGHT = 1.1
RARITY_SHARE = 0.6
PATHS = 3
"""Different words before the last that are kept apart for each candidate."""
CORE, OVERLAP = 40, 8
"""A window decides CORE slots and looks OVERLAP further on either side."""
WINDOWS_AT_ONCE = 64
NEVER = np.float32(1e9)
GONE = np.float32(1e6)
HOPELESS = 14.0
"""A candidate so much dearer than the best of its slot, in nats, is not followed."""
ROUNDS = 2
WITNESSES = 4.0
"""Channel, language and re-ranker say much the same: together they are less sure than their sum."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """Slots in order, each with its candidates.

    Attributes:
        ids: slots × WIDTH, words of the language model.
        costs: Same shape: what the channel asks for each, in nats; NEVER where there is none.
    """

    ids: Ids
    costs: Costs


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided.

    Attributes:
        best: Index of the chosen candidate of each slot.
        chances: slots × WIDTH: probability of each candidate, its neighbours given.
    """

    best: Ids
    chances: NDArray[np.float32]


def decide(lattice: Lattice, model: LanguageModel, weight: float, *, keep: int = WIDTH) -> Choice:
    """Choose the best words of all slots together.

    Args:
        lattice: At least one slot.
        model: Scores words in context.
        weight: How much the language counts against the channel.
        keep: How many candidates of a slot are followed: the cheapest, a part of their rarity
            counted.
    """
    narrow, kept, hopeless = _narrowed(lattice, model, weight, keep)
    followed = np.where(hopeless, NEVER, narrow.costs)
    slots = len(narrow.ids)
    best = np.zeros(slots, dtype=np.int64)
    starts = np.arange(0, slots, CORE)
    for at in range(0, len(starts), WINDOWS_AT_ONCE):
        group = starts[at : at + WINDOWS_AT_ONCE]
        places = group[:, None] + np.arange(-OVERLAP, CORE + OVERLAP)
        outside = (places < 0) | (places >= slots)
        places = np.clip(places, 0, slots - 1)
        ids, costs = narrow.ids[places], followed[places]
        ids[outside], costs[outside] = BREAK, NEVER
        costs[outside, 0] = 0
        path = _viterbi(ids, costs, model, weight)
        core = ~outside[:, OVERLAP:-OVERLAP]
        best[places[:, OVERLAP:-OVERLAP][core]] = path[:, OVERLAP:-OVERLAP][core]
    chances = np.zeros(lattice.costs.shape, dtype=np.float32)
    np.put_along_axis(
        chances, kept, _chances(narrow, best, model, weight, np.arange(slots)), axis=1
    )
    return Choice(np.take_along_axis(kept, best[:, None], axis=1)[:, 0], chances)


def settle(lattice: Lattice, model: LanguageModel, weight: float) -> Choice:
    """Choose the best words where most slots have one candidate only; quicker than `decide`.

    Each slot takes the candidate that its neighbours make likeliest, and once more.
    """
    best = lattice.costs.argmin(axis=1)
    chances = np.zeros(lattice.costs.shape, dtype=np.float32)
    open_ = np.flatnonzero((lattice.costs < NEVER).sum(axis=1) > 1)
    for _ in range(ROUNDS):
        chances[open_] = _chances(lattice, best, model, weight, open_)
        best[open_] = chances[open_].argmax(axis=1)
    return Choice(best, chances)


def _narrowed(
    lattice: Lattice, model: LanguageModel, weight: float, keep: int
) -> tuple[Lattice, Ids, NDArray[np.bool_]]:
    """Keep the likeliest candidates of each slot; also return which they were, and the hopeless."""
    rarity = -np.array(model.unigrams, dtype=np.float32)[lattice.ids]
    worth = lattice.costs + RARITY_SHARE * weight * rarity
    kept = np.argpartition(worth, keep - 1, axis=1)[:, :keep]
    ids = np.take_along_axis(lattice.ids, kept, axis=1)
    costs = np.take_along_axis(lattice.costs, kept, axis=1)
    worth = np.take_along_axis(worth, kept, axis=1)
    hopeless = worth > worth.min(axis=1, keepdims=True) + HOPELESS
    return Lattice(ids, costs), kept, hopeless


def _viterbi(ids: Ids, costs: Costs, model: LanguageModel, weight: float) -> Ids:
    """Return the best candidate of each slot of each window."""
    windows, length, width = ids.shape
    score = np.full((windows, width, PATHS), -NEVER, dtype=np.float32)
    score[:, :, 0] = -costs[:, 0]
    second = np.full((windows, width, PATHS), BREAK, dtype=np.int64)
    third = second.copy()
    backs: list[Ids] = []
    for at in range(1, length):
        last = np.broadcast_to(ids[:, at - 1, :, None], second.shape)
        total = np.full((windows, width, PATHS, width), -NEVER, dtype=np.float32)
        alive = (score > -GONE)[..., None] & (costs[:, at] < GONE)[:, None, None, :]
        way = np.nonzero(alive)
        before, here = way[:3], (way[0], way[3])
        word = ids[:, at][here]
        logs = model.score(third[before], second[before], last[before], word)
        total[alive] = score[before] + weight * logs - costs[:, at][here]
        # Of all ways that share the last word only the best can win: keep it, then the PATHS
        # best last words of each candidate.
        path = total.argmax(axis=2)
        by_last = np.take_along_axis(total, path[:, :, None], axis=2)[:, :, 0]
        order = np.argpartition(-by_last, PATHS - 1, axis=1)[:, :PATHS]
        score = np.take_along_axis(by_last, order, axis=1).transpose(0, 2, 1)
        path = np.take_along_axis(path, order, axis=1)
        back = (order * PATHS + path).transpose(0, 2, 1)
        backs.append(back)
        rows = np.arange(windows)[:, None, None]
        third = second.reshape(windows, -1)[rows, back]
        second = np.ascontiguousarray(last).reshape(windows, -1)[rows, back]
    return _traced(score, backs)


def _traced(score: Costs, backs: list[Ids]) -> Ids:
    windows = len(score)
    rows = np.arange(windows)
    place = score.reshape(windows, -1).argmax(axis=1)
    path = [place // PATHS]
    for back in reversed(backs):
        place = back.reshape(windows, -1)[rows, place]
        path.append(place // PATHS)
    return np.stack(path[::-1], axis=1)


def _chances(lattice: Lattice, best: Ids, model: LanguageModel, weight: float, at: Ids) -> Costs:
    """Return the probability of every candidate of the slots `at` while all others stay."""
    chosen = lattice.ids[np.arange(len(best)), best]
    padded = np.concatenate([[BREAK] * 3, chosen, [BREAK] * 3])

    def near(distance: int) -> Ids:
        return np.asarray(padded[3 + distance + at])

    own = lattice.ids[at]
    logs = model.score(near(-3)[:, None], near(-2)[:, None], near(-1)[:, None], own)
    logs = logs + model.score(near(-2)[:, None], near(-1)[:, None], own, near(1)[:, None])
    logs = logs + model.score(near(-1)[:, None], own, near(1)[:, None], near(2)[:, None])
    logs = logs + model.score(own, near(1)[:, None], near(2)[:, None], near(3)[:, None])
    total = weight * logs - lattice.costs[at]
    total = np.exp((total - total.max(axis=1, keepdims=True)) / WITNESSES)
    return np.asarray(total / total.sum(axis=1, keepdims=True), dtype=np.float32)
