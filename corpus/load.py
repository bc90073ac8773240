"""Reads the lexicons of this folder into the values nlp works with."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from nlp.lexicons import Lexicons
from nlp.repair.syllables import all_syllables

LEXICONS = Path(__file__).parent / "lexicons"


@cache
def lexicons() -> Lexicons:
    """Return the shipped lexicons (read once a process)."""
    places = list(_rows("places.tsv"))
    return Lexicons(
        syllables=frozenset(all_syllables()),
        agencies=tuple(row["name"] for row in _rows("agencies.tsv")),
        provinces=tuple(row["name"] for row in places if "province" in row.values()),
        places=frozenset(row["name"] for row in places),
        family_names=frozenset(row["name"] for row in _rows("family_names.tsv")),
        given_names=frozenset(row["syllable"] for row in _rows("given_names.tsv")),
        document_types={row["name"]: row["abbreviation"] for row in _rows("document_types.tsv")},
        abbreviations={row["abbreviation"]: row["words"] for row in _rows("abbreviations.tsv")},
    )


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of one table by column name."""
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
