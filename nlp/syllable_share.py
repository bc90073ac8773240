"""How much of a text no Vietnamese word can hold: text and legal syllables in, a share out."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import asdict

from nlp.record import Deadline, Event, Value

WORD = re.compile(r"[^\W\d_]+")


def illegal_share(text: str, syllables: AbstractSet[str]) -> float:
    """Return the share of words that are no legal syllables; abbreviations are left out.

    >>> illegal_share("Sở Giáo dục (GDĐT) thlhh", {"sở", "giáo", "dục"})
    0.25
    """
    words = [word for word in WORD.findall(text) if not (word.isupper() and len(word) > 1)]
    if not words:
        return 0.0
    return sum(word.lower() not in syllables for word in words) / len(words)


def value_text(value: Value) -> str:
    """Return the words of a value that were read from the letter, without what was worked out."""
    if isinstance(value, str):
        return value
    if isinstance(value, Deadline | Event):
        return value.quote
    parts = (part for part in asdict(value).values() if part)
    return " ".join(part if isinstance(part, str) else " ".join(part) for part in parts)
