"""Held-out texts in, how well the repair does on each kind of garble out.

    python -m corpus.score.repair PAIRS.jsonl --letter GARBLED.txt GOLD.txt --layers LAYERS.jsonl

PAIRS are held-out lines read by a poor reader (`corpus.train.garble --held-out`); the same lines
stripped of marks, and as they are, make two more sets.
"""

import json
import re
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from unidecode import unidecode

from corpus.load import repairer
from corpus.score.text import TextScore, score_text
from corpus.train.aligned import for_testing
from nlp.repair.pieces import Kind, pieces_of

NUMBERS = re.compile(r"\S*\d\S*")
D_BAR = str.maketrans("đĐ", "dD")
NONE = TextScore(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as read, and as it is."""

    read: str
    true: str


@dataclass(frozen=True, slots=True)
class Result:
    """How one set of texts came out.

    Attributes:
        before: Words right as read.
        after: Words right after repair.
        changed: Words of all that were read that the repair changed, 0.0 to 1.0.
        numbers_changed: Numbers, codes and addresses that are not as they were.
        words_per_s: Words repaired a second of processor time.
    """

    before: TextScore
    after: TextScore
    changed: float
    numbers_changed: int
    words_per_s: float


def measure(texts: Sequence[Text]) -> Result:
    """Repair texts and compare them with the truth."""
    before = after = NONE
    words = changed = numbers = 0
    start = time.process_time()
    made = [repairer().repair(text.read) for text in texts]
    spent = time.process_time() - start
    for text, repaired in zip(texts, made, strict=True):
        before += score_text(text.true, text.read)
        after += score_text(text.true, repaired.text)
        words += len(text.read.split())
        changed += len(repaired.edits)
        numbers += _numbers(text.read) != _numbers(repaired.text)
    return Result(before, after, changed / max(1, words), numbers, words / max(spent, 1e-9))


def _numbers(text: str) -> list[str]:
    """Return what must not change; the letters of a code may get their marks back."""
    pieces = [piece for line in text.split("\n") for piece in pieces_of(line)]
    kept = [piece.text for piece in pieces if piece.kind in (Kind.NUMBER, Kind.ADDRESS)]
    kept = [one for one in kept if any(sign.isdigit() for sign in one)]
    return kept + [unidecode(piece.text) for piece in pieces if piece.kind is Kind.CODE]


def stripped(text: str) -> str:
    """Return a text without its marks; punctuation stays.

    >>> stripped("Độc lập…")
    'Doc lap…'
    """
    bare = unicodedata.normalize("NFD", text).translate(D_BAR)
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def pages(path: Path) -> list[Text]:
    """Return the pages of a file of pairs."""
    lines: dict[object, list[tuple[str, str]]] = {}
    for at, row in enumerate(path.read_text(encoding="utf-8").splitlines()):
        one = json.loads(row)
        read, true = one.get("read") or one.get("ocr"), one.get("true") or one.get("clean")
        if "page" in one or for_testing(true):
            lines.setdefault(one.get("page", f"line {at}"), []).append((read, true))
    return [
        Text("\n".join(read for read, _ in page), "\n".join(true for _, true in page))
        for page in lines.values()
    ]


@click.command()
@click.argument("pairs", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--letter", nargs=2, type=click.Path(exists=True, path_type=Path))
def main(*, pairs: tuple[Path, ...], letter: tuple[Path, Path] | None) -> None:
    """Print one line a set: words right before and after, words changed, speed."""
    sets: list[tuple[str, list[Text]]] = []
    if letter:
        read, true = (path.read_text(encoding="utf-8") for path in letter)
        sets.append((letter[0].name, [Text(read, true)]))
    for path in pairs:
        texts = pages(path)
        sets.append((path.name, texts))
        sets.append((f"{path.name}, stripped", [Text(stripped(t.true), t.true) for t in texts]))
        sets.append((f"{path.name}, clean", [Text(t.true, t.true) for t in texts]))
    for name, texts in sets:
        got = measure(texts)
        click.echo(
            f"{name}: {got.after.words} words, right {got.before.words_right_share:.4f} → "
            f"{got.after.words_right_share:.4f}; changed {got.changed:.4%}; texts with a changed "
            f"number {got.numbers_changed}; {got.words_per_s:,.0f} words/s"
        )


if __name__ == "__main__":
    main()
