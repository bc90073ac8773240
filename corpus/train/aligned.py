"""Pairs of read and true lines in, pairs of read and true words out."""

import json
import lzma
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

from nlp.repair.pieces import Kind, pieces_of

GAP = 0.72
"""Cost of a word without partner; pairs that differ more are no pairs."""


@dataclass(frozen=True, slots=True)
class LinePair:
    """One line as read, as it is, and who read it (a channel, the kind of a collected pair)."""

    read: str
    true: str
    reader: str


def line_pairs(path: Path) -> Iterator[LinePair]:
    """Yield the lines of a file of pairs: ours (read, true) or the collected ones (ocr, clean)."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            read, true = row.get("read") or row.get("ocr"), row.get("true") or row.get("clean")
            reader = row.get("channel") or row.get("kind") or path.stem
            for one, other in zip(read.splitlines(), true.splitlines(), strict=False):
                yield LinePair(one, other, reader)


def for_testing(true: str) -> bool:
    """Tell whether a collected pair is kept for testing: one in five, by its text."""
    return zlib.crc32(true[:40].encode()) % 5 == 0


def words_of(line: str) -> list[str]:
    """Return the words of a line that may be repaired."""
    return [piece.text for piece in pieces_of(line) if piece.kind is Kind.WORD]


def word_pairs(read: Sequence[str], true: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Align two lines of words one to one; words without partner are left out.

    >>> list(word_pairs(["Gido", "duc", "x", "Pao"], ["Giáo", "dục", "Đào"]))
    [('Gido', 'Giáo'), ('duc', 'dục'), ('Pao', 'Đào')]
    """
    bare_read = [unidecode(word).lower() for word in read]
    bare_true = [unidecode(word).lower() for word in true]
    rows, columns = len(read), len(true)
    cost = [[GAP * (row + column) for column in range(columns + 1)] for row in range(rows + 1)]
    back = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            apart = Levenshtein.normalized_distance(bare_read[row - 1], bare_true[column - 1])
            ways = (
                cost[row - 1][column - 1] + min(apart, 2 * GAP),
                cost[row - 1][column] + GAP,
                cost[row][column - 1] + GAP,
            )
            cost[row][column] = min(ways)
            back[row][column] = ways.index(cost[row][column])
    found = []
    while rows and columns:
        way = back[rows][columns]
        if way == 0:
            found.append((read[rows - 1], true[columns - 1]))
        rows, columns = rows - (way != 2), columns - (way != 1)
    yield from reversed(found)
