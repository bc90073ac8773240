"""Scans with a bad text layer in, how much of each page the layer says once it is repaired out.

    python -m corpus.score.layers SCAN.pdf…

What Vietnamese OCR reads on the page is taken for right. Words are compared where they stand, so
that the order of lines and columns does not count. A word that the layer never had, or that it ran
into its neighbour, counts as wrong; how many there are of each kind is said beside it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from corpus.load import mended, repairer
from ingest.embedded import embedded_lines, layer_of
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.read import read
from nlp.document import Box, TextLayer, Verdict, Word
from nlp.repair.layers import mended_layer

Shares = NDArray[np.float64]

DPI = 300.0
TOUCHES, COVERS = 0.2, 0.6
"""Shares of a word's box that another must have to touch it, and to cover it."""


class Kind(StrEnum):
    """What became of a word of the page in its layer."""

    RIGHT = "right"
    LOST = "lost"
    TOGETHER = "run together"
    TORN = "torn"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Compared:
    """One word of a page.

    Attributes:
        true: As Vietnamese OCR reads it.
        read: What the repaired layer has there, words joined by blanks.
        kind: What became of it.
    """

    true: str
    read: str
    kind: Kind


def compared(page: TextLayer, layer: TextLayer) -> Iterator[Compared]:
    """Yield the words of a page that have a letter, each with what the layer says there.

    Args:
        page: Read by OCR.
        layer: Of the same page, boxes in the same pixels.
    """
    true = [word for line in page.lines for word in line.words]
    seen = [word for line in layer.lines for word in line.words]
    of_true, of_seen = _shares(true, seen), _shares(seen, true).T
    home = (of_true + of_seen).argmax(axis=0) if true and seen else np.zeros(0, dtype=np.int64)
    touched = of_seen.max(axis=0, initial=0) > TOUCHES
    at = 0
    for line in page.lines:
        places = range(at, at + len(line.words))
        at += len(line.words)
        own = [one for one in range(len(seen)) if home[one] in places and touched[one]]
        own.sort(key=lambda one: seen[one].box.left)
        # A word that was run together and is parted again holds a blank.
        texts = [text for one in own for text in seen[one].text.split(" ")]
        right = set(_right([word.text for word in line.words], texts))
        for place in places:
            word = true[place].text
            if any(map(str.isalpha, word)):
                kind = _kind(of_true[place], of_seen[place], of_true)
                text = " ".join(seen[one].text for one in own if home[one] == place)
                is_right = place - places.start in right
                yield Compared(word, text, Kind.RIGHT if is_right else kind)


def _right(true: Sequence[str], seen: Sequence[str]) -> Iterator[int]:
    for block in Levenshtein.editops(true, seen).as_matching_blocks():
        yield from range(block.a, block.a + block.size)


def _kind(own: Shares, others: Shares, every: Shares) -> Kind:
    """Return what is wrong with a word.

    Args:
        own: Of each word of the layer, what share of the word's box it covers.
        others: What share of each of them the word's box covers.
        every: `own` of all words of the page.
    """
    if own.max(initial=0) < TOUCHES:
        return Kind.LOST
    covering = np.flatnonzero(own > COVERS)
    if any((every[:, one] > COVERS).sum() > 1 for one in covering):
        return Kind.TOGETHER
    return Kind.TORN if (others > COVERS).sum() > 1 else Kind.WRONG


def _shares(words: Sequence[Word], others: Sequence[Word]) -> Shares:
    """Return words × others: the share of each word's box that each other covers."""
    mine, theirs = _edges(words)[:, None], _edges(others)[None]
    size = np.minimum(mine[..., 2:], theirs[..., 2:]) - np.maximum(mine[..., :2], theirs[..., :2])
    whole = np.maximum(mine[..., 2:] - mine[..., :2], 1e-6)
    return np.asarray((np.maximum(size, 0) / whole).prod(axis=-1))


def _edges(words: Sequence[Word]) -> Shares:
    boxes = [word.box for word in words]
    rows = [(box.left, box.top, box.right, box.bottom) for box in boxes]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def bad_layers(path: Path) -> Iterator[tuple[TextLayer, TextLayer]]:
    """Yield each page of a file that has a bad layer, as OCR reads it, and that layer."""
    options = ReadOptions()
    file = accept(path, options)
    embedded = embedded_lines(file, options)
    for page, _ in mended(read(path, options).layers):
        if page.verdict is Verdict.BAD_LAYER:
            layer = layer_of(embedded[page.page_index], file.pages[page.page_index], dpi=DPI)
            yield page, _scaled(layer, page.width_px / layer.width_px)


def _scaled(layer: TextLayer, by: float) -> TextLayer:
    def scaled(word: Word) -> Word:
        box = word.box
        return replace(word, box=Box(box.left * by, box.top * by, box.right * by, box.bottom * by))

    lines = [replace(line, words=tuple(map(scaled, line.words))) for line in layer.lines]
    return replace(layer, verdict=Verdict.ONLY_LAYER).with_lines(lines)


def said(name: str, words: Sequence[Compared]) -> str:
    """Return one line of the report."""
    kinds = Counter(word.kind for word in words)
    there = len(words) - kinds[Kind.LOST]
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kind is not Kind.RIGHT)
    return (
        f"{name}: {len(words)} words, right {kinds[Kind.RIGHT] / max(1, len(words)):.1%}, of those "
        f"the layer has {kinds[Kind.RIGHT] / max(1, there):.1%}; {parts}"
    )


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--words", "verbose", is_flag=True, help="Print every word that is not right.")
def main(*, files: tuple[Path, ...], verbose: bool) -> None:
    """Print one line a page of FILES whose layer is bad, and one for all."""
    every: list[Compared] = []
    for path in files:
        for page, layer in bad_layers(path):
            words = list(compared(page, mended_layer(layer, repairer())[0]))
            click.echo(said(f"{path.stem}, page {page.page_index + 1}", words))
            for word in words if verbose else ():
                if word.kind is not Kind.RIGHT:
                    click.echo(f"  {word.true} ← {word.read or '–'} ({word.kind})")
            every += words
    click.echo(said("all", every))


if __name__ == "__main__":
    main()
