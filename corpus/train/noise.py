"""Clean text and learnt misreadings in, a training set of the re-ranker out.

    python -m corpus.train.noise ../shared/text PAIRS.jsonl --lm LM.npz --misread FILE.tsv --into SET.npz

Each line is read anew by chance: as one of the readers did with the same word, or put together
from units. Real pairs are put in as they are.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from unidecode import unidecode

from corpus.train.aligned import line_pairs, word_pairs, words_of
from corpus.train.passages import passages
from nlp.repair.encoding import Alphabet, alphabet_of, coded
from nlp.repair.language import BREAK, NUMBER, UNKNOWN, LanguageModel
from nlp.repair.pieces import Kind, pieces_of
from nlp.repair.syllables import tone_folded

SOURCES = (("administrative", 0.6), ("law", 0.25), ("general", 0.15))
# Of the passages so many are read badly, only stripped of marks, or left as they are.
MISREAD, STRIPPED = 0.72, 0.18
SEEN_OFTEN = 6
CAPITALS = 0.06
RUN_LINES = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """What poor readers make of words and of letters."""

    words: dict[str, tuple[list[str], list[int]]]
    units: dict[tuple[str, bool], tuple[list[str], list[float]]]

    def read(self, word: str, chance: random.Random) -> str:
        """Return the word as one of the readers may have read it."""
        known = self.words.get(word)
        if known and chance.random() < 0.8:
            return chance.choices(*known)[0]
        made = ""
        at = 0
        while at < len(word):
            upper = word[at].isupper()
            pair = self.units.get((word[at : at + 2].lower(), upper))
            single = self.units.get((word[at].lower(), upper))
            # Units of two letters hold only the rest of the chance; most draws say "none".
            drawn = chance.choices(*pair)[0] if pair and at + 1 < len(word) else None
            if drawn:
                made, at = made + drawn, at + 2
                continue
            made += chance.choices(*single)[0] if single else unidecode(word[at])
            at += 1
        return made or word


def reader_of(pairs: Sequence[tuple[str, str]], table: Path) -> Reader:
    """Build a reader from real word pairs and the learnt units."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for read, true in pairs:
        words[true][read] += 1
    units: dict[tuple[str, bool], tuple[list[str], list[float]]] = {}
    for row in table.read_text(encoding="utf-8").splitlines():
        kind, true, read, case, cost = row.split("\t")
        if kind == "unit" and true:
            reads, weights = units.setdefault((true, case == "upper"), ([], []))
            reads.append(read)
            weights.append(math.exp(-float(cost)))
    for (true, _), (reads, weights) in units.items():
        if len(true) == 2:
            reads.append("")
            weights.append(max(0.0, 1 - sum(weights)))
    often = {
        true: (list(reads), list(reads.values()))
        for true, reads in words.items()
        if sum(reads.values()) >= SEEN_OFTEN
    }
    return Reader(often, units)


def real_rows(paths: Sequence[Path], ids: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield (token as read, id of the truth) of aligned lines; breaks part the lines."""
    for path in paths:
        for read, true in line_pairs(path):
            for one, other in word_pairs(words_of(read), words_of(true)):
                yield one, ids.get(tone_folded(other.lower()), UNKNOWN)
            yield "", BREAK


def made_rows(
    lines: Sequence[str], reader: Reader, ids: dict[str, int], chance: random.Random
) -> Iterator[tuple[str, int]]:
    """Yield (token as read, id of the truth) of clean lines read by chance."""
    mode = chance.random()
    capitals = chance.random() < CAPITALS
    for line in lines:
        yield "", BREAK
        for piece in pieces_of(line.upper() if capitals else line):
            if piece.kind is Kind.BREAK:
                yield "", BREAK
            elif piece.kind is Kind.WORD:
                target = ids.get(tone_folded(piece.text.lower()), UNKNOWN)
                yield _read(piece.text, mode, reader, chance), target
            else:
                yield "0", NUMBER


def _read(word: str, mode: float, reader: Reader, chance: random.Random) -> str:
    if mode < MISREAD:
        return reader.read(word, chance)
    return unidecode(word) if mode < MISREAD + STRIPPED else word


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("pair_files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lm", required=True, type=click.Path(path_type=Path))
@click.option("--misread", required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
@click.option("--tokens", default=6_000_000)
@click.option("--seed", default=3)
def main(  # noqa: PLR0913 - one option a file
    *, folder: Path, pair_files: tuple[Path, ...], lm: Path, misread: Path, into: Path,
    tokens: int, seed: int,
) -> None:  # fmt: skip
    """Write tokens as letters (uint8, padded) and their true words (uint16)."""
    chance = random.Random(seed)  # noqa: S311 - drawing, not secrets
    ids = LanguageModel(np.load(lm)).ids
    pairs = [
        pair
        for path in pair_files
        for read, true in line_pairs(path)
        for pair in word_pairs(words_of(read), words_of(true))
    ]
    reader = reader_of(pairs, misread)
    alphabet = alphabet_of(Counter(sign for read, _ in pairs for sign in read))
    rows: list[tuple[str, int]] = []
    chunks = list(real_rows(pair_files, ids))
    rows.extend(chunks)
    for name, share in SOURCES:
        lines = list(passages(folder / f"{name}.txt.xz", held_out=False))
        wanted = len(rows) + int(tokens * share)
        while len(rows) < wanted:
            start = chance.randrange(len(lines))
            rows.extend(made_rows(lines[start : start + RUN_LINES], reader, ids, chance))
    _save(rows, alphabet, into)


def _save(rows: list[tuple[str, int]], alphabet: Alphabet, into: Path) -> None:
    cache: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = {}
    letters = np.zeros((len(rows), coded("", alphabet).size), dtype=np.uint8)
    for at, (read, _) in enumerate(rows):
        known = cache.get(read)
        if known is None:
            known = cache[read] = coded(read, alphabet)
        letters[at] = known
    targets = np.array([target for _, target in rows], dtype=np.uint16)
    np.savez_compressed(into, letters=letters, targets=targets, alphabet=np.array(alphabet.signs))


if __name__ == "__main__":
    main()
