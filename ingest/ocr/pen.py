"""Reads what a pen wrote into the form of a head: the number after "Số:", day and month of the date."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from PIL import Image

from ingest.ocr.gaps import (
    DAY,
    MONTH,
    YEAR,
    Gap,
    gap_between,
    labelless_gap,
    middle_of,
    number_gap,
    part_of,
    print_edges,
    words_in,
)
from ingest.ocr.handwriting import (
    DigitString,
    cut_line,
    normalise,
    read_digits,
)
from ingest.ocr.symbol import with_symbol
from ingest.ocr.weigh import (
    OVERRULES,
    PRINTED,
    Value,
    agreement,
    days_of,
    likeliest,
    weighted,
    with_name,
)
from ingest.options import ReadOptions
from nlp.document import Confidence, Line, Word
from nlp.folding import fold
from nlp.layout.anchors import is_date
from nlp.layout.columns import pieces, rows
from nlp.layout.head import split_head

# A reading of the pen below this is no reading: the field stays empty. Of made-up numbers shown
# then 7 % are wrong in the worst hands and scans, 1 % in fair ones; of days 1 % and none.
LEGIBLE_NUMBER, LEGIBLE_DAY = 0.6, 0.75
# Readings of one place that are compared.
MOST = 20
# Stands for strokes that nobody could read: not a blank.
ILLEGIBLE = "?"
BLANK = " ._,…:;-"
SLASHES = "/⁄|-–"

PRINTED_YEAR = re.compile(r"^\W*(?:19|20)\d\d\W*$")
YEAR_DIGITS = re.compile(r"(?:19|20)\d\d")
# How far the crop of a printed year reaches beyond it, in capitals.
BESIDE_YEAR = 0.8
DATED = re.compile(r"\bn[gq][a-z]{1,2}\W.*n[a-z]m\W*(?:19|20)\d\d")

# A capital letter of 13.5 pt in inches, and its share of the height of a box around a word.
CAPITAL_IN = 0.66 * 13.5 / 72
CAPITAL_OF_WORD = 0.76
# How far estimates of it may be from those of the common size.
PLAUSIBLE = (0.6, 1.6)
# What is certain of a word of the form once its place and shape are those of the form.
FORM = Confidence(0.6)
# How far crops reach into the printed neighbours, in capitals.
REACH_BEFORE, REACH_SYMBOL, REACH_DATE = 1.2, 3.0, 1.2
# The looks at one place: height of the crop and shift down, in capitals.
Look = tuple[float, float]
LOOKS: tuple[Look, ...] = ((1.0, 0.0), (0.87, 0.0), (1.15, 0.0), (1.0, -0.1), (1.0, 0.1))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What may stand in a gap.

    Attributes:
        lengths: How many digits.
        fits: Which.
        legible: How probable a reading must be to be shown.
        before: How far to look into the print before it, in capitals.
        after: The same behind it.
        value: What the digits mean: readings of one value are one.
        likely: How likely they are before anyone looks, against others.
    """

    lengths: range
    fits: Callable[[str], bool]
    legible: float
    before: float
    after: float
    value: Value
    likely: Callable[[str], float]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A first page: its image, the height of its printed capitals in pixels, how to read it."""

    image: Image.Image
    capital_px: float
    options: ReadOptions


def _anything(_: str) -> float:
    return 1.0


NUMBER = _Entry(
    range(1, 6), lambda _: True, LEGIBLE_NUMBER, REACH_BEFORE, REACH_SYMBOL, str, _anything
)


def read_pen(
    lines: Sequence[Line], image: Image.Image, *, dpi: float, options: ReadOptions
) -> tuple[Line, ...]:
    """Replace what Tesseract made of handwriting in the head by the digits that stand there.

    Args:
        lines: The lines of a first page.
        image: The page with all its inks.
        dpi: Its resolution.
        options: Languages and time limit for second looks at the symbol.

    Returns:
        All lines, cut into columns; digits read from the pen are words of their own, with the
        recogniser's confidence. "?" stands for strokes that cannot be read; a blank stays blank.
    """
    cut = pieces(lines)
    head = split_head(cut, image.width, image.height)
    sheet = _Sheet(image, capital_px(cut, dpi), options)
    changed: dict[int, Line] = {}
    gone: set[int] = set()
    for row in rows([*head.left, *head.right]):
        for half, read in ((head.left, _numbered), (head.right, _dated)):
            part = _joined(row, half)
            if part is None:
                continue
            line, sources = part
            fresh = read(line, sheet)
            if fresh is not None:
                changed[id(sources[0])] = fresh
                gone |= {id(source) for source in sources[1:]}
    return tuple(changed.get(id(line), line) for line in cut if id(line) not in gone)


def capital_px(lines: Sequence[Line], dpi: float) -> float:
    """Estimate the height of the page's printed capitals from the boxes of its words."""
    common = CAPITAL_IN * dpi
    heights = [word.box.height for line in lines for word in line.words if len(word.text) > 2]
    if not heights:
        return common
    low, high = PLAUSIBLE
    return min(max(CAPITAL_OF_WORD * median(heights), low * common), high * common)


def _joined(row: Sequence[Line], half: Sequence[Line]) -> tuple[Line, list[Line]] | None:
    """Return the pieces of a row that lie in one half of the head as one line."""
    sources = [line for line in row if any(line is other for other in half)]
    if not sources:
        return None
    return Line(tuple(word for line in sources for word in line.words)), sources


def _numbered(line: Line, sheet: _Sheet) -> Line | None:
    """Return a number line with its handwriting read, or None when it is none."""
    gap = number_gap(line) or labelless_gap(line, sheet.capital_px)
    if gap is None:
        return None
    line = with_symbol(line, gap, sheet.image, capital_px=sheet.capital_px, options=sheet.options)
    return _filled(line, gap, sheet, NUMBER)


def _dated(line: Line, sheet: _Sheet) -> Line | None:
    """Return a date line with day and month read, or None when it is none.

    The month first, so that the words before it keep their places.
    """
    if not is_date(line.text) and DATED.search(fold(line.text)) is None:
        return None
    for before, after, limit in ((MONTH, YEAR, 12), (DAY, MONTH, 31)):
        gap = gap_between(line, before, after)
        if gap is not None:
            likely = days_of(line.text) if before is DAY else _anything
            entry = _Entry(
                range(1, 3), _up_to(limit), LEGIBLE_DAY, REACH_DATE, REACH_DATE, int, likely
            )
            line = _filled(line, gap, sheet, entry)
    return _year_checked(line, sheet)


def _up_to(limit: int) -> Callable[[str], bool]:
    """Return a test for the numbers from 1 to `limit`."""
    return lambda text: 1 <= int(text) <= limit


def _filled(line: Line, gap: Gap, sheet: _Sheet, entry: _Entry) -> Line:
    """Return the line with the gap's contents replaced by what stands there in pen or print."""
    between = words_in(line, gap)
    text = "".join(word.text for word in between).strip(BLANK)
    fits = text.isdigit() and len(text) in entry.lengths and entry.fits(text)
    sure = min((word.confidence for word in between), default=0.0) if fits else 0.0
    looks = LOOKS[:1] if sure >= PRINTED else LOOKS
    seen = _best(line, gap, sheet, entry, looks)
    best = agreement(text, sure, seen, entry.value)
    if best is not None and best.text == text and sure >= PRINTED:
        return line
    written: list[Word] = []
    if best is not None and best.probability >= entry.legible:
        written = [Word(best.text, gap.box, Confidence(best.probability))]
    elif text or _has_ink(gap, sheet):
        written = [Word(ILLEGIBLE, gap.box, Confidence(0.0))]
    first, last = line.words[gap.first], line.words[gap.last]
    left = [*line.words[: gap.first], *part_of(first, 0, gap.head)]
    right = [*part_of(last, gap.tail, len(last.text)), *line.words[gap.last + 1 :]]
    left = [replace(word, confidence=max(FORM, word.confidence)) for word in left]
    right[:1] = [replace(word, confidence=max(FORM, word.confidence)) for word in right[:1]]
    if entry is NUMBER and right[0].text[:1] not in SLASHES:
        right[0] = replace(right[0], text=f"/{right[0].text}")
    return Line(tuple([*left, *written, *right]))


def _best(
    line: Line, gap: Gap, sheet: _Sheet, entry: _Entry, looks: Sequence[Look]
) -> DigitString | None:
    """Return the most probable reading of a gap; 8 and 08 are the same day."""
    tall = sheet.capital_px
    left, right = print_edges(line, gap, tall)
    crops = [
        cut_line(
            sheet.image,
            left_px=left - entry.before * tall,
            right_px=right + entry.after * tall,
            middle_px=middle_of(line, gap, tall) + shift * tall,
            capital_px=scale * tall,
        )
        for scale, shift in looks
    ]
    found = read_digits(
        crops,
        lengths=entry.lengths,
        allowed=entry.fits,
        certain=True,
        limit=MOST,
    )
    found = weighted(found, entry.likely)
    if entry is NUMBER:
        found = with_name(found, sheet.options.file_name)
    return likeliest(found, entry.value)


def _year_checked(line: Line, sheet: _Sheet) -> Line:
    """Replace a printed year that the reader of digits sees otherwise, and surely so."""
    at = next((k for k, word in enumerate(line.words) if PRINTED_YEAR.match(word.text)), None)
    if at is None:
        return line
    word, tall = line.words[at], sheet.capital_px
    crop = cut_line(
        sheet.image,
        left_px=word.box.left - BESIDE_YEAR * tall,
        right_px=word.box.right + BESIDE_YEAR * tall,
        middle_px=word.box.middle[1],
        capital_px=tall,
    )
    seen = next(iter(read_digits([crop], lengths=range(4, 5), limit=1)), None)
    if seen is None or seen.probability < OVERRULES or not YEAR_DIGITS.match(seen.text):
        return line
    text = YEAR_DIGITS.sub(seen.text, word.text, count=1)
    words = [*line.words]
    words[at] = replace(word, text=text)
    return replace(line, words=tuple(words))


def _has_ink(gap: Gap, sheet: _Sheet) -> bool:
    """Tell whether anything stands between the printed words."""
    box = gap.box
    if box.width < 1 or box.height < 1:
        return False
    crop = cut_line(
        sheet.image,
        left_px=box.left,
        right_px=box.right,
        middle_px=box.middle[1],
        capital_px=0.5 * sheet.capital_px,
    )
    return normalise(np.asarray(crop)) is not None
