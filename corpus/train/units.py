"""Cuts a word as read and the true word into units: which letters were read as which."""

import math
from itertools import product

from unidecode import unidecode

Unit = tuple[str, str]
Place = tuple[int, int]
Costs = dict[tuple[str, str, bool], float]
"""(true letters in lower case, letters as read, whether the first true one is a capital) → nats."""

MOST_TRUE, MOST_READ = 2, 3
# Costs before anything is known, in nats.
START = {
    (1, 2): 3.5, (2, 1): 3.5, (0, 1): 4.5, (1, 0): 4.5, (2, 2): 6.5, (1, 3): 6.5, (2, 3): 7.0,
}  # fmt: skip
UNKNOWN_MORE = 2.0


def first_cost(true: str, read: str) -> float:
    """Return what a unit costs before anything was counted.

    >>> first_cost("ố", "o"), first_cost("a", "a"), first_cost("ư", "tr")
    (0.7, 0.1, 3.5)
    """
    size = len(true), len(read)
    if size != (1, 1):
        return START.get(size, 99.0)
    if true == read.lower():
        return 0.1
    return 0.7 if unidecode(true).lower() == unidecode(read).lower() else 3.0


def cut(true: str, read: str, costs: Costs) -> list[Unit]:
    """Return the cheapest way to cut a pair into units; the true side keeps its case."""
    rows, columns = len(true), len(read)
    best: dict[Place, tuple[float, Place]] = {(0, 0): (0.0, (0, 0))}
    for row in range(rows + 1):
        for column in range(columns + 1):
            if (row, column) in best:
                _reach((row, column), true, read, best, costs)
    units: list[Unit] = []
    place: Place = (rows, columns)
    while place != (0, 0):
        before = best[place][1]
        units.append((true[before[0] : place[0]], read[before[1] : place[1]]))
        place = before
    return units[::-1]


def _reach(
    place: Place, true: str, read: str, best: dict[Place, tuple[float, Place]], costs: Costs
) -> None:
    """Note every place that one unit leads to from here, where that is the cheapest way."""
    (row, column), so_far = place, best[place][0]
    upper = true[row : row + 1].isupper()
    for end, last in product(
        range(row, min(len(true), row + MOST_TRUE) + 1),
        range(column, min(len(read), column + MOST_READ) + 1),
    ):
        if end == row and last - column != 1:
            continue
        unit = true[row:end].lower(), read[column:last]
        price = costs.get((*unit, upper))
        if price is None:
            price = first_cost(*unit) + (UNKNOWN_MORE if costs else 0.0)
        if so_far + price < best.get((end, last), (math.inf, place))[0]:
            best[end, last] = so_far + price, place
