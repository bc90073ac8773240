"""Pairs of read and true words in, the channel out: which letters are read as which.

    python -m corpus.train.confusions PAIRS… --into corpus/models/misread-as-english.tsv

A word is cut into units of up to two letters, each read as up to three; cutting and counting are
iterated (Viterbi training). Frequent whole words are remembered as well.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from corpus.train.aligned import for_testing, line_pairs, word_pairs, words_of
from corpus.train.units import MOST_TRUE, Costs, cut

Pairs = Counter[tuple[str, str]]

ROUNDS = 5
LONGEST = 12
UNSEEN = 0.02
LEAST_UNIT, LEAST_WORD = 2, 2


def word_counts(paths: Iterable[tuple[Path, int]]) -> Pairs:
    """Count the word pairs of files, each with a weight; pairs kept for testing are left out."""
    counts: Pairs = Counter()
    for path, weight in paths:
        for line in line_pairs(path):
            collected = path.suffix != ".jsonl" or path.name.startswith("pairs-")
            if collected and for_testing(line.true):
                continue
            for pair in word_pairs(words_of(line.read), words_of(line.true)):
                if max(map(len, pair)) <= LONGEST:
                    counts[pair] += weight
    return counts


def learnt(pairs: Pairs) -> Costs:
    """Return the cost of every unit: minus the logarithm of its chance, by case of the true side."""
    letters: Counter[tuple[str, bool]] = Counter()
    for (true, _), times in ((pair[::-1], times) for pair, times in pairs.items()):
        for size in range(MOST_TRUE + 1):
            for at in range(len(true) - size + 1):
                letters[true[at : at + size].lower(), true[at : at + 1].isupper()] += times
    costs: Costs = {}
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
