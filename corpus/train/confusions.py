"""Pairs of read and true words in, the channel out: which letters are read as which.

    python -m corpus.train.confusions PAIRS… --into corpus/models/misread-as-english.tsv

A word is cut into units of up to two letters, each read as up to three; cutting and counting are
iterated (Viterbi training). Frequent whole words are remembered as well.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import click
from unidecode import unidecode

from corpus.train.aligned import for_testing, line_pairs, word_pairs, words_of

Unit = tuple[str, str]
Place = tuple[int, int]
Costs = dict[tuple[str, str, bool], float]
Pairs = Counter[tuple[str, str]]

ROUNDS = 5
MOST_TRUE, MOST_READ = 2, 3
LONGEST = 12
# Costs before anything is known, in nats.
START = {
    (1, 2): 3.5, (2, 1): 3.5, (0, 1): 4.5, (1, 0): 4.5, (2, 2): 6.5, (1, 3): 6.5, (2, 3): 7.0,
}  # fmt: skip
UNSEEN = 0.02
UNKNOWN_MORE = 2.0
LEAST_UNIT, LEAST_WORD = 2, 2


def word_counts(paths: Iterable[tuple[Path, int]]) -> Pairs:
    """Count the word pairs of files, each with a weight; pairs kept for testing are left out."""
    counts: Pairs = Counter()
    for path, weight in paths:
        for read, true in line_pairs(path):
            collected = path.suffix != ".jsonl" or "layers" in path.name
            if collected and for_testing(true):
                continue
            for pair in word_pairs(words_of(read), words_of(true)):
                if max(map(len, pair)) <= LONGEST:
                    counts[pair] += weight
    return counts


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


def learnt(pairs: Pairs) -> dict[tuple[str, str, bool], float]:
    """Return the cost of every unit: minus the logarithm of its chance, by case of the true side."""
    letters: Counter[tuple[str, bool]] = Counter()
    for (true, _), times in ((pair[::-1], times) for pair, times in pairs.items()):
        for size in range(MOST_TRUE + 1):
            for at in range(len(true) - size + 1):
                letters[true[at : at + size].lower(), true[at : at + 1].isupper()] += times
    costs: dict[tuple[str, str, bool], float] = {}
    for _ in range(ROUNDS):
        units: Counter[tuple[str, str, bool]] = Counter()
        for (read, true), times in pairs.items():
            for before, after in cut(true, read, costs):
                units[before.lower(), after, before[:1].isupper()] += times
        costs = {
            unit: -math.log(times / (letters[unit[0], unit[2]] + UNSEEN))
            for unit, times in units.items()
            if times >= LEAST_UNIT
        }
    return costs


def remembered(pairs: Pairs) -> Iterator[tuple[str, str, float]]:
    """Yield whole words read more than once: true word in lower case, read form, cost."""
    total: Counter[str] = Counter()
    for (_, true), times in pairs.items():
        total[true] += times
    for (read, true), times in sorted(pairs.items()):
        if times >= LEAST_WORD and total[true] >= 5 and len(true) > 1:
            yield true, read, -math.log((times - 0.7) / total[true])


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
@click.option("--weight", "weights", multiple=True, type=int, help="One a file; 1 by default.")
def main(files: tuple[Path, ...], into: Path, weights: tuple[int, ...]) -> None:
    """Learn the channel from FILES of pairs."""
    weighted = zip(files, weights or (1,) * len(files), strict=True)
    pairs = word_counts(weighted)
    click.echo(f"{sum(pairs.values()):,} word pairs, {len(pairs):,} different")
    units = learnt(pairs)
    with into.open("w", encoding="utf-8") as file:
        for (true, read, upper), cost in sorted(units.items()):
            file.write(f"unit\t{true}\t{read}\t{'upper' if upper else 'lower'}\t{cost:.2f}\n")
        for true, read, cost in remembered(pairs):
            file.write(f"word\t{true}\t{read}\t\t{cost:.2f}\n")
    for (read, true), times in random.Random(0).sample(sorted(pairs.items()), 8):  # noqa: S311
        click.echo(f"{true} → {read} ×{times}: {cut(true, read, units)}")


if __name__ == "__main__":
    main()
