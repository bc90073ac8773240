"""Finds the places of a form that a pen fills: a printed line goes in, the place between its words comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from nlp.document import Box, Line, Word
from nlp.folding import fold
from nlp.layout.anchors import is_about

SO = re.compile(r"^\W{0,3}s[o06e][a-z]?\s?[:;.,]?")
DAY = re.compile(r"^n[gq][a-z]{1,2}[yv]?")
MONTH = re.compile(r"(?:th|t|r)[a-z]{1,2}ng")
YEAR = re.compile(r"n[a-z]m")
# Where the symbol begins: "/KH-SGDĐT", in party letters "-KH/ĐU".
SYMBOL = re.compile(
    r"[-–]\s*(?=[A-ZĐÐ][A-Za-zĐ]{0,3}\s*[/⁄])|[/⁄|]\s*(?=(?:20\d\d\s?/?\s?)?[A-ZĐÐ]{2})"
)
# The same with a year whose first stroke the pen crossed: "J2023/TT-BYT".
YEAR_SYMBOL = re.compile(r"(?<![\d/⁄|–-])(?=(?:19|20)\d\d\s?[/⁄]\s?[A-ZĐÐ]{2})")
# At least so many heights of the word stand between a label and a year if a pen wrote there.
PEN_ROOM = 1.2
# The same where the pen crossed the stroke: "QĐ-UBND", "#GM-TB".
BARE_SYMBOL = re.compile(r"(?<![^\W\d_])[A-ZĐÐ]{2,}(?:&[A-ZĐÐ]{2})?\s?[-–]\s?[A-ZĐÐ]{2}")
# "Số:" and a number with the blanks between are at most so many capitals wide.
LABEL_AND_NUMBER = 9.0
# The widest printed letter, in capitals.
WIDEST_LETTER = 0.9
# Boxes higher than this many capitals hold strokes of the pen or parts of two lines.
TALLEST = 1.9


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a pen may have written: inside a line, from one word's part to another's.

    Attributes:
        first: Index of the word that ends the print before the gap.
        last: Index of the word that begins the print after it.
        head: Characters of `first` that belong to the print.
        tail: Characters of `last` before which the pen wrote.
        box: The place on the page.
    """

    first: int
    last: int
    head: int
    tail: int
    box: Box


def number_gap(line: Line) -> Gap | None:
    """Return the place between "Số:" and the symbol."""
    words = line.words
    match = SO.match(fold(words[0].text))
    if match is None:
        return None
    for pattern in (YEAR_SYMBOL, SYMBOL, BARE_SYMBOL):
        for at, word in enumerate(words):
            begins = pattern.search(word.text, match.end() if at == 0 else 0)
            if begins is None or (pattern is YEAR_SYMBOL and not _is_year(words, at, begins)):
                continue
            return _gap(line, (0, match.end()), (at, begins.start()))
    return None


def _is_year(words: Sequence[Word], at: int, begins: re.Match[str]) -> bool:
    """Tell whether digits before a symbol are the year of "…/2023/TT-BYT", not a number "2023".

    The pen has left a sign before it, or room.
    """
    if at == 0 or begins.start() > 0:
        return True
    return words[at].box.left - words[at - 1].box.right > PEN_ROOM * words[at].box.height


def labelless_gap(line: Line, capital_px: float) -> Gap | None:
    """Return the place before a symbol that begins a line whose "Số:" was not read."""
    if is_about(line.text):
        return None
    for at, word in enumerate(line.words[:2]):
        slash = SYMBOL.search(word.text)
        if slash is not None and at + 1 == len(line.words):
            gap = _gap(line, (0, 0), (at, slash.start()))
            left = max(0.0, gap.box.right - LABEL_AND_NUMBER * capital_px)
            return replace(gap, box=replace(gap.box, left=min(left, gap.box.left)))
    return None


def gap_between(line: Line, before: re.Pattern[str], after: re.Pattern[str]) -> Gap | None:
    """Return the place between two printed words that may have strokes of the pen glued on."""
    folded = [fold(word.text) for word in line.words]
    start = next(((at, m.end()) for at, x in enumerate(folded) if (m := before.search(x))), None)
    if start is None:
        return None
    following = range(start[0], len(folded))
    end = next(
        (
            (at, m.start())
            for at in following
            if (m := after.search(folded[at])) and (at > start[0] or m.start() >= start[1])
        ),
        None,
    )
    return None if end is None else _gap(line, start, end)


def _gap(line: Line, start: tuple[int, int], end: tuple[int, int]) -> Gap:
    """Return the place from a character of one word to a character of a later one."""
    first, last = line.words[start[0]], line.words[end[0]]
    box = Box(
        _edge(first, start[1]),
        min(first.box.top, last.box.top),
        _edge(last, end[1]),
        max(first.box.bottom, last.box.bottom),
    )
    return Gap(start[0], end[0], start[1], end[1], box)


def _edge(word: Word, at: int) -> float:
    """Return where a character of a word begins, supposing that all are equally wide."""
    return word.box.left + word.box.width * at / max(1, len(word.text))


def print_edges(line: Line, gap: Gap, tall: float) -> tuple[float, float]:
    """Return where the print before a gap ends at the latest, and that after it begins.

    Strokes of the pen that are glued to a word make it wider than its printed letters are.
    """
    first, last = line.words[gap.first], line.words[gap.last]
    left = min(gap.box.left, first.box.left + WIDEST_LETTER * tall * gap.head)
    behind = len(last.text) - gap.tail
    right = max(gap.box.right, last.box.right - WIDEST_LETTER * tall * behind)
    return left, max(left, right)


def middle_of(line: Line, gap: Gap, tall: float) -> float:
    """Return the middle of the printed line at the gap, down from the top of the page.

    A page may be skew, so the words before and after are weighed alike.
    """
    before = [word.box for word in line.words[: gap.first + 1]]
    after = [word.box for word in line.words[gap.last :]]
    sides = [
        fmean(box.middle[1] for box in low)
        for side in (before, after)
        if (low := [box for box in side if box.height < TALLEST * tall])
    ]
    return fmean(sides) if sides else gap.box.middle[1]


def words_in(line: Line, gap: Gap) -> list[Word]:
    """Return what Tesseract read in the gap: parts of the two words and all between them."""
    first, last = line.words[gap.first], line.words[gap.last]
    if gap.first == gap.last:
        return part_of(first, gap.head, gap.tail)
    inner = line.words[gap.first + 1 : gap.last]
    return [*part_of(first, gap.head, len(first.text)), *inner, *part_of(last, 0, gap.tail)]


def part_of(word: Word, start: int, end: int) -> list[Word]:
    """Return a part of a word as a word, or nothing when the part is empty."""
    text = word.text[start:end]
    if not text.strip():
        return []
    box = Box(_edge(word, start), word.box.top, _edge(word, end), word.box.bottom)
    return [Word(text, box, word.confidence)]
