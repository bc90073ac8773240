"""A letter in, its running text out: line breaks and side matter blanked, cut into clauses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from nlp.folding import fold
from nlp.zones import Letter, ZoneName

# Breaks and the asterisks of saved Markdown are blanks to the patterns.
BLANK = str.maketrans({"\n": " ", "*": " ", "\t": " ", "\u00a0": " "})

CAPITAL = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
BREAK = re.compile(
    rf";\s|(?<![{CAPITAL}])[.!?…]\s+(?=[{CAPITAL}\d“\"(+–-])|\./"
    r"|\n\s*(?=[-+•–*]\s)|\n\s*(?=(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)]\s)"
)
BULLET = re.compile(r"(?:\s|[-+•–*#]\s|(?:[a-zđ]|[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)]\s)*")
_fold = lru_cache(maxsize=4)(fold)
"""Several finders read one letter; folding is the slow part."""
SHORT_LINE = 0.75
"""A line shorter than this share of the wide lines ends its paragraph."""

WIDEST = 1500
"""So many signs to each side a sentence may reach."""
LABEL_LINE = 40
"""A longer line that ends with a colon announces what follows; "Thời hạn hoàn thành:" goes on."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The text finders read; all three texts have the letter's offsets.

    Attributes:
        text: The letter's text, side matter blanked, line feeds kept.
        flat: The same with line feeds as blanks.
        folded: `flat` in lower case without marks.
        breaks: Where clauses begin and end, in order, 0 and the length included.
    """

    text: str
    flat: str
    folded: str
    breaks: tuple[int, ...]

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the clause around [start, end), bullet and outer blanks left off.

        Of a row without sentences only what stands near is a clause.
        """
        first = self.breaks[bisect_right(self.breaks, start) - 1]
        after = bisect_left(self.breaks, end)
        last = self.breaks[after] if after < len(self.breaks) else len(self.flat)
        first, last = max(first, start - WIDEST), min(last, end + WIDEST)
        lead = BULLET.match(self.flat, first)
        first = min(lead.end() if lead else first, start)
        return first, first + len(self.flat[first:last].rstrip(" ;,"))

    def above(self, clause: tuple[int, int]) -> tuple[int, int] | None:
        """Return the clause before one, None before the first."""
        begin = self.breaks[bisect_right(self.breaks, clause[0]) - 1]
        end = len(self.flat[:begin].rstrip())
        return self.clause(end - 1, end - 1) if end else None


def prose(letter: Letter, *, without: Collection[ZoneName] = ()) -> Prose:
    """Return the running text of a letter with some zones blanked.

    Page numbers and stamps stand between two lines of one sentence; blanked, they do not part it.
    """
    text = letter.text
    for placed in letter.placed:
        if placed.zone in without:
            size = min(placed.end + 1, len(text)) - placed.start
            text = text[: placed.start] + " " * size + text[placed.start + size :]
    flat = text.translate(BLANK)
    ends = {match.end() for match in BREAK.finditer(text)}
    breaks = {0, len(text), *ends, *_paragraphs(text), *_zones(letter, without)}
    return Prose(text, flat, _fold(flat), tuple(sorted(breaks)))


def _zones(letter: Letter, without: Collection[ZoneName]) -> set[int]:
    """Return where another zone begins; what is blanked parts nothing."""
    kept = [placed for placed in letter.placed if placed.zone not in without]
    return {placed.start for above, placed in pairwise(kept) if above.zone is not placed.zone}


def _paragraphs(text: str) -> set[int]:
    """Return where a line begins with a capital after a line too short to run on."""
    lines = [line.strip() for line in text.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    if not widths:
        return set()
    wide = widths[int(0.9 * (len(widths) - 1))]
    starts: set[int] = set()
    offset = 0
    before = ""
    for raw, line in zip(text.split("\n"), lines, strict=True):
        short = len(before) < SHORT_LINE * wide
        announced = before.endswith(":") and len(before) > LABEL_LINE
        if before and line[:1].isupper() and (short or announced):
            starts.add(offset)
        offset += len(raw) + 1
        before = line or before
    return starts
