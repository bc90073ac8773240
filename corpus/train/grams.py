"""Plain text in, the language model's tables out: n-grams of syllables, smoothed, pruned, packed.

    python -m corpus.train.grams ../shared/text --into corpus/models/syllables.npz

Modified after Kneser and Ney (1995) with one discount an order; pruned by how much a model
without the entry would lose (Seymore and Rosenfeld, 1996).
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from corpus.train.passages import is_held_out, lines_of
from nlp.repair.language import BREAK, NUMBER, RESERVED, UNKNOWN, Table, packed
from nlp.repair.syllables import has_mark, is_legal, tone_folded

Ids = NDArray[np.uint16]
Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]

WEIGHTS = (("administrative", 5), ("law", 2), ("general", 1))
PIECE = re.compile(r"(?P<number>\d[\w/.,:\-]*)|(?P<word>[^\W\d_]+)|(?P<stop>[.;:!?…](?=\s|$))")
RAREST_SYLLABLE, RAREST_WORD = 4, 150
LONGEST_WORD = 12
DISCOUNT = (0.0, 0.0, 0.55, 0.7, 0.8)
KEPT = {2: 1_100_000, 3: 1_900_000, 4: 1_200_000}
BITS = np.uint64(16)


@dataclass(frozen=True, slots=True)
class Grams:
    """All n-grams of one order.

    Attributes:
        keys: Sorted; sixteen bits a word, the first word in the highest bits.
        counts: Weighted counts.
    """

    keys: Keys
    counts: Floats


def encoded(folder: Path) -> tuple[list[str], list[tuple[int, NDArray[np.uint32]]]]:
    """Turn the texts into ids of raw words, in the order of first sight.

    Returns:
        The words, and for each text its weight and its ids; held-out blocks are left out.
    """
    ids: dict[str, int] = {word: at for at, word in enumerate(RESERVED)}
    surface: dict[str, int] = {}
    streams = []
    for name, weight in WEIGHTS:
        stream = array("I")
        for number, line in enumerate(lines_of(folder / f"{name}.txt.xz")):
            if not is_held_out(name, number):
                stream.append(BREAK)
                stream.extend(_line_ids(line.lower(), surface, ids))
        streams.append((weight, np.frombuffer(stream, dtype=np.uint32)))
    return list(ids), streams


def _line_ids(line: str, surface: dict[str, int], ids: dict[str, int]) -> Iterator[int]:
    for match in PIECE.finditer(line):
        if match.lastgroup == "word":
            word = match.group()
            found = surface.get(word)
            if found is None:
                folded = tone_folded(unicodedata.normalize("NFC", word))
                found = surface[word] = ids.setdefault(folded, len(ids))
            yield found
        else:
            yield NUMBER if match.lastgroup == "number" else BREAK


def vocabulary(
    words: Sequence[str], streams: Sequence[tuple[int, NDArray[np.uint32]]]
) -> tuple[list[str], NDArray[np.uint16]]:
    """Choose the words the model knows; return them and the new id of every raw word."""
    counts = sum(np.bincount(stream, minlength=len(words)) for _, stream in streams)
    assert not isinstance(counts, int)  # noqa: S101 - there is at least one text
    order = [int(at) for at in np.argsort(-counts, kind="stable")]
    chosen = list(RESERVED)
    new = np.full(len(words), UNKNOWN, dtype=np.uint16)
    new[: len(RESERVED)] = range(len(RESERVED))
    for at in order:
        if at < len(RESERVED):
            continue
        least = RAREST_SYLLABLE if is_legal(words[at]) else RAREST_WORD
        if counts[at] >= least and len(words[at]) <= LONGEST_WORD:
            new[at] = len(chosen)
            chosen.append(words[at])
    return chosen, new


def good_parts(stream: Ids, words: Sequence[str]) -> Ids:
    """Leave out the paragraphs that are not Vietnamese with its marks."""
    legal = np.array([is_legal(word) for word in words])
    marked = np.array([has_mark(word) for word in words])
    starts = np.flatnonzero(stream == BREAK)
    sizes = np.diff(np.append(starts, len(stream)))
    words_in = np.add.reduceat(stream >= len(RESERVED), starts).astype(np.int64)
    unknown_in = np.add.reduceat(stream == UNKNOWN, starts)
    legal_in = np.add.reduceat(legal[stream], starts)
    marked_in = np.add.reduceat(marked[stream], starts)
    good = (legal_in >= 0.7 * (words_in + unknown_in)) & (marked_in >= 0.4 * words_in)
    return stream[np.repeat(good | (words_in == 0), sizes)]


def grams(streams: Sequence[tuple[int, Ids]], order: int) -> Grams:
    """Count the n-grams of one order, weighted."""
    keys: list[Keys] = []
    counts: list[Floats] = []
    for weight, stream in streams:
        joined = np.zeros(len(stream) - order + 1, dtype=np.uint64)
        for at in range(order):
            joined = (joined << BITS) | stream[at : len(stream) - order + 1 + at]
        unique, times = np.unique(joined, return_counts=True)
        keys.append(unique)
        counts.append(np.asarray(times, dtype=np.float64) * weight)
    every = np.concatenate(keys)
    unique, where = np.unique(every, return_inverse=True)
    summed = np.bincount(where, weights=np.concatenate(counts))
    return Grams(unique, np.asarray(summed, dtype=np.float64))


def continuations(higher: Grams, order: int) -> Grams:
    """Count in how many different left contexts each n-gram stands."""
    suffix = higher.keys & np.uint64((1 << (16 * order)) - 1)
    unique, times = np.unique(suffix, return_counts=True)
    return Grams(unique, times.astype(np.float64))


def smoothed(grams_: Grams, order: int, lower: Floats) -> Floats:
    """Return the interpolated probabilities of the n-grams of one order.

    Args:
        grams_: Counts, or continuation counts.
        order: Two or more.
        lower: Probability of each n-gram without its first word.
    """
    context = grams_.keys >> BITS
    _, where = np.unique(context, return_inverse=True)
    total = np.bincount(where, weights=grams_.counts)
    kinds = np.bincount(where)
    discount = DISCOUNT[order]
    kept = np.maximum(grams_.counts - discount, 0.0)
    return np.asarray((kept + discount * kinds[where] * lower) / total[where])


def at_keys(keys: Keys, values: Floats, wanted: Keys) -> Floats:
    """Return the value of each wanted key; every one is there."""
    return values[np.searchsorted(keys, wanted)]


def model(streams: Sequence[tuple[int, Ids]], words: Sequence[str]) -> list[Table]:
    """Count, smooth, prune and weigh; return one table an order, the unigrams first."""
    used = {4: grams(streams, 4)}
    for order in (3, 2):
        used[order] = continuations(used[order + 1], order)
    ones = continuations(used[2], 1)
    unigram = np.full(len(words), 0.3)
    unigram[ones.keys.astype(np.int64)] += ones.counts
    unigram /= unigram.sum()
    chances: dict[int, Floats] = {}
    lower_keys = np.arange(len(words), dtype=np.uint64)
    lower = unigram
    for order in (2, 3, 4):
        suffix = used[order].keys & np.uint64((1 << (16 * (order - 1))) - 1)
        chances[order] = smoothed(used[order], order, at_keys(lower_keys, lower, suffix))
        lower_keys, lower = used[order].keys, chances[order]
    return pruned(used, chances, unigram, streams)


def pruned(
    used: dict[int, Grams], chances: dict[int, Floats], unigram: Floats,
    streams: Sequence[tuple[int, Ids]],
) -> list[Table]:  # fmt: skip
    """Keep the entries that matter most and give every context its back-off weight."""
    keys: dict[int, Keys] = {1: np.arange(len(unigram), dtype=np.uint64)}
    values: dict[int, Floats] = {1: unigram}
    wanted: Keys = np.zeros(0, dtype=np.uint64)
    for order in (4, 3, 2):
        real = grams(streams, order)
        suffix = used[order].keys & np.uint64((1 << (16 * (order - 1))) - 1)
        lower_keys = used[order - 1].keys if order > 2 else keys[1]
        lower = chances[order - 1] if order > 2 else unigram
        gain = np.log(chances[order]) - np.log(at_keys(lower_keys, lower, suffix))
        weight = real.counts[np.searchsorted(real.keys, used[order].keys)]
        worth = weight * gain
        worth[np.isin(used[order].keys, wanted)] = np.inf
        best = np.argsort(-worth, kind="stable")[: KEPT[order]]
        best = np.sort(best[worth[best] > 0])
        keys[order], values[order] = used[order].keys[best], chances[order][best]
        # The context of a kept entry must be there too, for it holds the back-off weight; and its
        # end, for longer entries are looked up only where the shorter one is known.
        shorter = np.uint64((1 << (16 * (order - 1))) - 1)
        wanted = np.unique(np.concatenate([keys[order] >> BITS, keys[order] & shorter]))
    return _tables(keys, values)


def _tables(keys: dict[int, Keys], values: dict[int, Floats]) -> list[Table]:
    tables = []
    for order in (1, 2, 3, 4):
        backoff = np.zeros(len(keys[order]))
        if order < 4:
            above, chance = keys[order + 1], values[order + 1]
            suffix = above & np.uint64((1 << (16 * order)) - 1)
            place = np.minimum(np.searchsorted(keys[order], suffix), len(keys[order]) - 1)
            known = keys[order][place] == suffix
            below = np.where(known, values[order][place], 1e-7)
            where = np.searchsorted(keys[order], above >> BITS)
            left = 1 - np.bincount(where, weights=chance, minlength=len(keys[order]))
            left_below = 1 - np.bincount(where, weights=below, minlength=len(keys[order]))
            backoff = np.log(np.clip(left, 1e-3, 1) / np.clip(left_below, 1e-3, 1))
        tables.append(Table(keys[order], np.log(values[order]), backoff))
    return tables


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
def main(folder: Path, into: Path) -> None:
    """Count the texts of FOLDER and write the language model."""
    raw, streams = encoded(folder)
    click.echo(f"{sum(len(stream) for _, stream in streams):,} tokens, {len(raw):,} words")
    words, new = vocabulary(raw, streams)
    good = [(weight, good_parts(new[stream], words)) for weight, stream in streams]
    click.echo(f"{sum(len(stream) for _, stream in good):,} tokens kept, {len(words):,} words")
    tables = model(good, words)
    click.echo(" ".join(f"{len(table.keys):,}" for table in tables))
    np.savez_compressed(into, allow_pickle=False, **packed(words, tables))


if __name__ == "__main__":
    main()
