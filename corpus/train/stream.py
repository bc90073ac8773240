"""Clean text in, the stream of words the re-ranker learns from out.

    python -m corpus.train.stream ../shared/text --lm corpus/models/language.npz --into stream.npz

A word is a number into a list of surfaces (as written, with case). Every surface knows the word of
the lexicon it is, and how it is written in capitals.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from corpus.train.passages import passages
from nlp.repair.language import BREAK, NUMBER, RESERVED, UNKNOWN, LanguageModel
from nlp.repair.pieces import Kind, pieces_of
from nlp.repair.syllables import tone_folded

Ids = NDArray[np.uint16]

TEXTS = ("administrative", "law", "general")
MOST_SURFACES = 60_000
"""Less than sixteen bits can tell apart."""


@lru_cache(maxsize=400_000)
def marks(token: str) -> tuple[str, ...]:
    """Return the words of a token; "" stands for a break, "0" for what is no word.

    >>> marks("(UBND),"), marks("03/CT-UBND"), marks("huyện.")
    (('UBND',), ('0',), ('huyện', ''))
    """
    named = {Kind.BREAK: "", Kind.WORD: None}
    found = [(named.get(piece.kind, "0"), piece.text) for piece in pieces_of(token)]
    return tuple(text if name is None else name for name, text in found)


def words_of_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the words of lines, a break before each line."""
    for line in lines:
        yield ""
        for token in line.split():
            yield from marks(token)


def surfaces_of(counts: Counter[str], words: Sequence[str]) -> list[str]:
    """Choose the surfaces: break, number, rest, the lexicon in three cases, then by frequency."""
    chosen = dict.fromkeys(["", "0", "\ufffd"])
    for word in words[len(RESERVED) :]:
        chosen |= dict.fromkeys([word, word.capitalize(), word.upper()])
    for word, _ in counts.most_common():
        if len(chosen) >= MOST_SURFACES:
            break
        chosen.setdefault(word)
        chosen.setdefault(word.upper())
    return list(chosen)


def targets_of(surfaces: Sequence[str], ids: dict[str, int]) -> Ids:
    """Return the word of the lexicon that each surface is."""
    reserved = {"": BREAK, "0": NUMBER}
    return np.array(
        [reserved.get(one, ids.get(tone_folded(one.lower()), UNKNOWN)) for one in surfaces],
        dtype=np.uint16,
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lm", required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
@click.option("--most", default=30_000_000, help="Words of one text at most.")
def main(*, folder: Path, lm: Path, into: Path, most: int) -> None:
    """Write the stream of FOLDER's texts, one array a text, and the surfaces."""
    model = LanguageModel(np.load(lm))
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    streams: dict[str, NDArray[np.uint32]] = {}
    for name in TEXTS:
        raw = array("I")
        for word in words_of_lines_until(passages(folder / f"{name}.txt.xz", held_out=False), most):
            raw.append(first.setdefault(word, len(first)))
        streams[name] = np.frombuffer(raw, dtype=np.uint32)
        seen = np.bincount(streams[name], minlength=len(first))
        every = list(first)
        counts.update({every[at]: int(seen[at]) for at in np.flatnonzero(seen)})
        click.echo(f"{name}: {len(raw):,} words")
    surfaces = surfaces_of(counts, model.words)
    place = {surface: at for at, surface in enumerate(surfaces)}
    known = np.array([place.get(word, 2) for word in first], dtype=np.uint16)
    np.savez_compressed(
        into,
        allow_pickle=False,
        surfaces=np.frombuffer("\n".join(surfaces).encode(), dtype=np.uint8),
        targets=targets_of(surfaces, model.ids),
        upper=np.array([place.get(one.upper(), at) for at, one in enumerate(surfaces)], np.uint16),
        **{name: known[stream] for name, stream in streams.items()},
    )


def words_of_lines_until(lines: Iterator[str], most: int) -> Iterator[str]:
    """Yield the words of lines, about `most` of them."""
    count = 0
    for line in lines:
        for word in words_of_lines([line]):
            count += 1
            yield word
        if count >= most:
            return


if __name__ == "__main__":
    main()
