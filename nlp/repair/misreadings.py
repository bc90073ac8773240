"""What readers make of letters: learnt tables go in, costs of units come out."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

SIBLING_MORE, GIVEN_UP = 2.0, 7.0
ANY_VOWEL, ANY_LETTER, LOST, ADDED = 6.5, 8.0, 6.5, 6.0
STRANGE = "\ufffd"
"""Stands for every sign no reader was seen to write."""
VOWELS = "aeiouyéd6"


@dataclass(frozen=True, slots=True)
class Misreadings:
    """What was learnt about one kind of reader.

    Attributes:
        units: (true letters, letters as read) → cost in nats.
        words: (word as read) → the true words, lower case, and their costs.
    """

    units: Mapping[tuple[str, str], float]
    words: Mapping[str, tuple[tuple[str, float], ...]]


def misreadings(rows: Iterable[str]) -> Misreadings:
    r"""Read the lines of a learnt table.

    >>> misreadings(["unit\tộ\t6\tlower\t1.5", "word\tcủa\tcua\t\t0.2"]).units
    {('ộ', '6'): 1.5}
    """
    units: dict[tuple[str, str], float] = {}
    words: dict[str, dict[str, float]] = {}
    for row in rows:
        kind, true, read, _, cost = row.rstrip("\n").split("\t")
        if kind == "unit":
            # Whether the true letter was a capital is not known: the likelier of the two counts.
            units[true, read] = min(units.get((true, read), 99.0), float(cost))
        else:
            known = words.setdefault(read, {})
            known[true.lower()] = min(known.get(true.lower(), 99.0), float(cost))
    return Misreadings(units, {read: tuple(known.items()) for read, known in words.items()})


@lru_cache(maxsize=1024)
def bare(letter: str) -> str:
    """Return the letter without marks.

    >>> bare("ộ"), bare("đ")
    ('o', 'd')
    """
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


def smoothed(
    units: Mapping[tuple[str, str], float], letters: Iterable[str]
) -> dict[tuple[str, str], float]:
    """Add what was not seen but is likely: a letter is misread as its brothers are.

    >>> smoothed({("ú", "i"): 0.5}, "úủ")["ủ", "i"]
    2.5
    """
    families: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (true, read), cost in units.items():
        if len(true) == 1:
            family = families[bare(true)]
            family[read] = min(family.get(read, 99.0), cost)
    made = {}
    for letter in letters:
        base = bare(letter)
        for read, cost in families[base].items():
            made[letter, read] = cost + SIBLING_MORE
        if base in "aeiouy" and base != letter:
            for read in VOWELS:
                made[letter, read] = min(made.get((letter, read), 99.0), ANY_VOWEL)
    return {unit: cost for unit, cost in made.items() if cost < GIVEN_UP} | dict(units)


def wild(
    units: Mapping[tuple[str, str], float], letters: Iterable[str]
) -> dict[tuple[str, str], float]:
    """Add that any letter may be read as any other, be lost, or appear from nothing."""
    made = smoothed(units, letters)
    signs = {sign for _, read in units for sign in read} | {STRANGE}
    for letter in letters:
        made.setdefault((letter, ""), LOST)
        for sign in signs:
            made.setdefault((letter, sign), ANY_LETTER)
    for sign in signs:
        made.setdefault(("", sign), ADDED)
    return made
