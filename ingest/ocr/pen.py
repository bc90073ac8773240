"""Reads what a pen wrote into the form of a head: the number after "Số:", day and month of the date."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from ingest.ocr.handwriting import find_ink_between, normalise, read_digits
from nlp.document import Box, Confidence, Line, Word
from nlp.folding import fold
from nlp.layout.anchors import is_date, is_number
from nlp.layout.columns import pieces, rows
from nlp.layout.head import split_head

# Printed digits that Tesseract is this sure of are left as they are.
PRINTED = 0.85
# A reading of the pen below this is no reading: the field stays empty.
LEGIBLE = 0.5
# Stands for strokes that nobody could read: not a blank.
ILLEGIBLE = "?"
BLANK = " ._,…:;-"

SO = re.compile(r"^\W{0,3}s[o06e][a-z]?\s?[:;.,]?")
DAY = re.compile(r"^n[gq][a-z]{1,2}[yv]?")
MONTH = re.compile(r"(?:th|t|r)[a-z]{1,2}ng")
YEAR = re.compile(r"n[a-z]m")
# Where the symbol begins: "/KH-SGDĐT", in party letters "-KH/ĐU".
SYMBOL = re.compile(r"[-–]\s*(?=[A-ZĐÐ][A-Za-zĐ]{0,3}\s*[/⁄])|[/⁄|]\s*(?=[A-ZĐÐ]{2})")


@dataclass(frozen=True, slots=True)
class _Gap:
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


def read_pen(lines: Sequence[Line], image: Image.Image) -> tuple[Line, ...]:
    """Replace what Tesseract made of handwriting in the head by the digits that stand there.

    Args:
        lines: The lines of a first page.
        image: The page with all its inks.

    Returns:
        All lines, cut into columns; digits read from the pen are words of their own, with the
        recogniser's confidence. "?" stands for strokes that cannot be read; a blank stays blank.
    """
    cut = pieces(lines)
    head = split_head(cut, image.width, image.height)
    changed: dict[int, Line] = {}
    gone: set[int] = set()
    for row in rows([*head.left, *head.right]):
        for part in (_joined(row, head.left), _joined(row, head.right)):
            if part is None:
                continue
            line, sources = part
            fresh = _with_pen(line, image)
            if fresh is not None:
                changed[id(sources[0])] = fresh
                gone |= {id(source) for source in sources[1:]}
    return tuple(changed.get(id(line), line) for line in cut if id(line) not in gone)


def _joined(row: Sequence[Line], half: Sequence[Line]) -> tuple[Line, list[Line]] | None:
    """Return the pieces of a row that lie in one half of the head as one line."""
    sources = [line for line in row if any(line is other for other in half)]
    if not sources:
        return None
    return Line(tuple(word for line in sources for word in line.words)), sources


def _with_pen(line: Line, image: Image.Image) -> Line | None:
    """Return the line with its handwriting read, or None when it has no place for any."""
    if is_number(line.text):
        gap = _number_gap(line)
        return line if gap is None else _filled(line, gap, image, range(1, 6), lambda _: True)
    if is_date(line.text):
        return _dated(line, image)
    return None


def _dated(line: Line, image: Image.Image) -> Line:
    """Read day and month; the month first, so that the words before it keep their places."""
    for before, after, limit in ((MONTH, YEAR, 12), (DAY, MONTH, 31)):
        gap = _gap_between(line, before, after)
        if gap is not None:
            line = _filled(line, gap, image, range(1, 3), _up_to(limit))
    return line


def _up_to(limit: int) -> Callable[[str], bool]:
    """Return a test for the numbers from 1 to `limit`."""
    return lambda text: 1 <= int(text) <= limit


def _number_gap(line: Line) -> _Gap | None:
    """Return the place between "Số:" and the symbol."""
    words = line.words
    match = SO.match(fold(words[0].text))
    if match is None:
        return None
    for at, word in enumerate(words):
        slash = SYMBOL.search(word.text)
        if slash is not None:
            return _gap(line, (0, match.end()), (at, slash.start()))
    return None


def _gap_between(line: Line, before: re.Pattern[str], after: re.Pattern[str]) -> _Gap | None:
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


def _gap(line: Line, start: tuple[int, int], end: tuple[int, int]) -> _Gap:
    """Return the place from a character of one word to a character of a later one."""
    first, last = line.words[start[0]], line.words[end[0]]
    box = Box(
        _edge(first, start[1]),
        min(first.box.top, last.box.top),
        _edge(last, end[1]),
        max(first.box.bottom, last.box.bottom),
    )
    return _Gap(start[0], end[0], start[1], end[1], box)


def _edge(word: Word, at: int) -> float:
    """Return where a character of a word begins, supposing that all are equally wide."""
    return word.box.left + word.box.width * at / max(1, len(word.text))


def _filled(
    line: Line, gap: _Gap, image: Image.Image, lengths: range, fits: Callable[[str], bool]
) -> Line:
    """Return the line with the gap's contents replaced by what the pen wrote there."""
    between = _between(line, gap)
    text = "".join(word.text for word in between).strip(BLANK)
    sure = min((word.confidence for word in between), default=0.0)
    printed = sure if text.isdigit() and len(text) in lengths and fits(text) else 0.0
    if printed >= PRINTED:
        return line
    crop = find_ink_between(
        image,
        left_px=gap.box.left,
        right_px=gap.box.right,
        top_px=gap.box.top,
        bottom_px=gap.box.bottom,
    )
    best = next(iter(read_digits(crop, lengths=lengths, allowed=fits, limit=1)), None)
    if printed > (0.0 if best is None else best.probability):
        return line
    written: list[Word] = []
    if best is not None and best.probability >= LEGIBLE:
        written = [Word(best.text, gap.box, Confidence(best.probability))]
    elif text or normalise(np.asarray(crop)) is not None:
        written = [Word(ILLEGIBLE, gap.box, Confidence(0.0))]
    first, last = line.words[gap.first], line.words[gap.last]
    left = [*line.words[: gap.first], *_part(first, 0, gap.head)]
    right = [*_part(last, gap.tail, len(last.text)), *line.words[gap.last + 1 :]]
    return Line(tuple([*left, *written, *right]))


def _between(line: Line, gap: _Gap) -> list[Word]:
    """Return what Tesseract read in the gap: parts of the two words and all between them."""
    first, last = line.words[gap.first], line.words[gap.last]
    if gap.first == gap.last:
        return _part(first, gap.head, gap.tail)
    inner = line.words[gap.first + 1 : gap.last]
    return [*_part(first, gap.head, len(first.text)), *inner, *_part(last, 0, gap.tail)]


def _part(word: Word, start: int, end: int) -> list[Word]:
    """Return a part of a word as a word, or nothing when the part is empty."""
    text = word.text[start:end]
    if not text.strip():
        return []
    box = Box(_edge(word, start), word.box.top, _edge(word, end), word.box.bottom)
    return [Word(text, box, word.confidence)]
