"""Pairs of read and true lines in, what each reader makes of letters and words out.

    python -m corpus.train.readers PAIRS.jsonl… --into readers.json

A reader is a channel of `corpus.train.garble`, or the kind of a collected pair. The result is what
`corpus.train.personas` invents further readers from.
"""

import json
import math
from collections import Counter, defaultdict
from pathlib import Path

import click
from unidecode import unidecode

from corpus.train.aligned import for_testing, line_pairs, word_pairs, words_of
from corpus.train.confusions import LONGEST, Pairs, learnt
from nlp.repair.misreadings import bare

SEEN_OFTEN = 4
"""So often a word must have been seen before its readings are drawn as a whole."""
LEAST_PAIRS = 200
REST = "rest"
"""Readers seen too little to tell apart are one."""


def pairs_by_reader(paths: tuple[Path, ...]) -> dict[str, Pairs]:
    """Count the word pairs of every reader; pairs kept for testing are left out."""
    counts: dict[str, Pairs] = defaultdict(Counter)
    for path in paths:
        collected = path.name.startswith("pairs-")
        for line in line_pairs(path):
            if collected and for_testing(line.true):
                continue
            for pair in word_pairs(words_of(line.read), words_of(line.true)):
                if max(map(len, pair)) <= LONGEST:
                    counts[line.reader][pair] += 1
    for reader in [name for name, pairs in counts.items() if pairs.total() < LEAST_PAIRS]:
        counts[REST].update(counts.pop(reader))
    return counts


def reader_of(pairs: Pairs) -> dict[str, dict[str, dict[str, float]]]:
    """Return the readings of units ("ứ", "Ứ" where it was a capital) and of frequent words."""
    units: dict[str, dict[str, float]] = defaultdict(dict)
    for (true, read, upper), cost in learnt(pairs).items():
        if true:
            units[true.capitalize() if upper else true][read] = round(math.exp(-cost), 5)
    words: dict[str, dict[str, float]] = defaultdict(dict)
    for (read, true), times in sorted(pairs.items()):
        words[true][read] = float(times)
    often = {true: seen for true, seen in words.items() if sum(seen.values()) >= SEEN_OFTEN}
    return {"units": dict(units), "words": often}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
def main(*, files: tuple[Path, ...], into: Path) -> None:
    """Learn every reader of FILES."""
    readers = {}
    for name, pairs in sorted(pairs_by_reader(files).items()):
        readers[name] = reader_of(pairs)
        click.echo(f"{name}: {pairs.total():,} words, {len(readers[name]['units'])} units")
    letters = {one for reader in readers.values() for unit in reader["units"] for one in unit}
    bases = {one: unidecode(one) or bare(one) for one in sorted(letters)}
    text = json.dumps({"readers": readers, "bare": bases}, ensure_ascii=False)
    into.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
