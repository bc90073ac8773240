"""Pairs of read and true lines in, the real lines the re-ranker learns from out, and its alphabet.

python -m corpus.train.real PAIRS.jsonl… --lm corpus/models/language.npz --into real.npz
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np

from corpus.train.aligned import for_testing, line_pairs, word_pairs, words_of
from corpus.train.personas import SIGNS
from nlp.repair.encoding import alphabet_of, coded_all
from nlp.repair.language import BREAK, UNKNOWN, LanguageModel
from nlp.repair.syllables import all_syllables, tone_folded

CERTAIN = 1_000_000
MOST_OF_ONE = 120_000
"""Words of one reader at most: none must drown the others."""


def rows(paths: Sequence[Path], ids: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield (word as read, number of the true one) of aligned lines; breaks part the lines."""
    given: Counter[str] = Counter()
    for path in paths:
        for line in line_pairs(path):
            tested = path.name.startswith("pairs-") and for_testing(line.true)
            if tested or given[line.reader] > MOST_OF_ONE:
                continue
            given[line.reader] += len(line.true.split())
            for read, true in word_pairs(words_of(line.read), words_of(line.true)):
                yield read, ids.get(tone_folded(true.lower()), UNKNOWN)
            yield "", BREAK


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lm", required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
def main(*, files: tuple[Path, ...], lm: Path, into: Path) -> None:
    """Write letters, targets and the alphabet of FILES."""
    found = list(rows(files, LanguageModel(np.load(lm)).ids))
    counts = Counter(sign for read, _ in found for sign in read)
    letters = {sign for word in all_syllables() for sign in word + word.upper()}
    counts.update(dict.fromkeys([*letters, *SIGNS], CERTAIN))
    alphabet = alphabet_of(counts)
    np.savez_compressed(
        into,
        letters=coded_all([read for read, _ in found], alphabet),
        targets=np.array([true for _, true in found], dtype=np.uint16),
        alphabet=np.array(alphabet.signs),
    )
    click.echo(f"{len(found):,} words, {len(alphabet.signs)} signs")


if __name__ == "__main__":
    main()
