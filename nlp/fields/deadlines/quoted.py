"""Tells deadlines of another letter, quoted word for word, from the letter's own: finds in, finds out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.fields.prose import Prose
from nlp.finding import Found

# On folded text: who is quoted says, asks or lays down something right before the quote opens.
SAYS = re.compile(
    r"\b(?:quy dinh|yeu cau|noi dung|nhu sau|neu ro|neu|ghi ro|ghi|chi dao|de nghi|thong bao|huong dan|ket luan|trich)"
    r"(?:\s+(?:ro|nhu sau|cu the|sau|tai|la)){0,3}\s*:?\s*$|\b(?:yeu cau|chi dao|de nghi)(?:\s[a-z]+){1,4}\s$"
)
CITES = re.compile(
    r"\d\s?/\s?[a-z\d]|\b(?:dieu|khoan) \d|\b(?:cong van|nghi dinh|thong tu|quyet dinh|ke hoach)\b"
)
# A quote with a head of its own is a letter, whatever stands before it.
LETTER = re.compile(r"\bkinh gui\b|\bso\s?:\s?\d{1,5}\s?/")
REACH = 160
"""Characters before a quote in which the letter or article it is taken from is named."""
FEWEST_WORDS = 5
"""Shorter quotes are names of contests and campaigns."""
DOUBTFUL = 0.4


def own_deadlines(found: list[Found], text: Prose) -> list[Found]:
    """Leave out what stands in a quote of another text, where the letter sets a term of its own.

    Where it sets none, the quoted terms stay, as doubtful: they may be passed on.
    """
    spans = list(_quotes(text))
    quoted = [one for one in found if any(a <= one.start and one.end <= b for a, b in spans)]
    own = [one for one in found if one not in quoted]
    return own or [replace(one, certainty=min(one.certainty, DOUBTFUL)) for one in quoted]


def _quotes(text: Prose) -> Iterator[tuple[int, int]]:
    """Yield quotes of a clause or more of another letter or act, and letters quoted whole."""
    for match in re.finditer('“[^“”]+”|"[^"]+"', text.flat):
        if LETTER.search(text.folded[match.start() : match.end()]):
            yield match.span()
            continue
        before = text.folded[max(0, match.start() - REACH) : match.start()]
        words = len(match.group().split())
        if words >= FEWEST_WORDS and SAYS.search(before) and CITES.search(before):
            yield match.span()
