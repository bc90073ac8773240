"""Phrases as printed in, patterns for folded text out."""

import re
from collections.abc import Iterable
from functools import cache

from nlp.folding import fold


@cache
def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases in folded text, blanks between words free.

    >>> bool(any_of(("chậm nhất",)).search("cham  nhat ngay"))
    True
    """
    return re.compile(rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)")


@cache
def exactly(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases in text that has its marks, case free.

    For short words: without marks "giao" would be found in "giáo dục", "trình" in "chương trinh".

    >>> exactly(("giao",)).search("Sở Giáo dục") is None
    True
    """
    return re.compile(rf"(?<!\w)(?:{marked(phrases)})(?!\w)", re.IGNORECASE)


def alternatives(phrases: Iterable[str]) -> str:
    """Return the phrases, folded, as regex alternatives, longest first."""
    return marked(map(fold, phrases))


def marked(phrases: Iterable[str]) -> str:
    """Return the phrases as regex alternatives, longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
