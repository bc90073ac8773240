"""Reads what a pen wrote into the form of a head: the number after "Số:", day and month of the date."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from PIL import Image, ImageOps

from ingest.ocr.gaps import (
    BARE_SYMBOL,
    DAY,
    MONTH,
    SYMBOL,
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
from ingest.ocr.handwriting import DigitString, cut_line, normalise, read_digits
from ingest.ocr.tesseract import ONE_LINE, lines_of
from ingest.options import ReadOptions
from nlp.document import Confidence, Line, Word
from nlp.folding import fold
from nlp.layout.anchors import is_date
from nlp.layout.columns import pieces, rows
from nlp.layout.head import split_head

# Printed digits that Tesseract is this sure of are left as they are.
PRINTED = 0.85
# A reading of the pen below this is no reading: the field stays empty. On made-up crops of digits
# that were not learnt 6 % of the numbers shown are wrong (they are worse written than real
# ones), and 3 % of the days.
LEGIBLE_NUMBER, LEGIBLE_DAY = 0.7, 0.6
# Stands for strokes that nobody could read: not a blank.
ILLEGIBLE = "?"
BLANK = " ._,…:;-"
SLASHES = "/⁄|-–"

DATED = re.compile(r"\bn[gq][a-z]{1,2}\W.*n[a-z]m\W*(?:19|20)\d\d")

# A capital letter of 13.5 pt in inches, and its share of the height of a box around a word.
CAPITAL_IN = 0.66 * 13.5 / 72
CAPITAL_OF_WORD = 0.76
# How far estimates of it may be from those of the common size.
PLAUSIBLE = (0.6, 1.6)
# A symbol that is read less surely is looked at again, at this height with a frame around it.
WELL_READ = 0.8
SYMBOL_PX, FRAME_PX = 84, 16
CLEARLY = 0.25
# What is certain of a word of the form once its place and shape are those of the form.
FORM = Confidence(0.6)
# How far crops reach into the printed neighbours, in capitals.
REACH_BEFORE, REACH_SYMBOL, REACH_DATE = 1.2, 3.0, 1.2
# The looks at one place: height of the crop and shift down, in capitals.
LOOKS = ((1.0, 0.0), (0.87, 0.08), (1.15, -0.08))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What may stand in a gap.

    Attributes:
        lengths: How many digits.
        fits: Which.
        legible: How probable a reading must be to be shown.
        before: How far to look into the print before it, in capitals.
        after: The same behind it.
    """

    lengths: range
    fits: Callable[[str], bool]
    legible: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A first page: its image, the height of its printed capitals in pixels, how to read it."""

    image: Image.Image
    capital_px: float
    options: ReadOptions


NUMBER = _Entry(range(1, 6), lambda _: True, LEGIBLE_NUMBER, REACH_BEFORE, REACH_SYMBOL)


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
    return _filled(_with_symbol(line, gap, sheet), gap, sheet, NUMBER)


def _with_symbol(line: Line, gap: Gap, sheet: _Sheet) -> Line:
    """Look again at a symbol that Tesseract read together with strokes of the pen."""
    word, tall = line.words[gap.last], sheet.capital_px
    if word.confidence >= WELL_READ:
        return line
    _, right = print_edges(line, gap, tall)
    end = line.box.right + tall
    crop = cut_line(
        sheet.image,
        left_px=min(right, end - tall) - 0.3 * tall,
        right_px=end,
        middle_px=middle_of(line, gap, tall),
        capital_px=0.85 * tall,
    )
    again = _symbol_in(crop, sheet.options)
    if again is None or again.confidence < word.confidence + CLEARLY:
        return line
    # A stroke of the pen hides letters or bends them; the reading that has more of them is right.
    first = word.text[gap.tail :]
    text = again.text if _letters(again.text) > _letters(first) else first
    fresh = Word(word.text[: gap.tail] + text, word.box, again.confidence)
    return replace(line, words=(*line.words[: gap.last], fresh))


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _symbol_in(crop: Image.Image, options: ReadOptions) -> Word | None:
    """Read a crop that begins with a symbol; None when it does not hold one."""
    scale = max(1.0, SYMBOL_PX / crop.height)
    large = crop.resize((round(crop.width * scale), round(crop.height * scale)))
    framed = ImageOps.expand(large, FRAME_PX, 255)
    for line in lines_of(
        np.asarray(framed, dtype=np.uint8),
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=ONE_LINE,
    ):
        for pattern in (SYMBOL, BARE_SYMBOL):
            begins = pattern.search(line.text)
            if begins is not None and begins.start() <= 2:
                sure = min(word.confidence for word in line.words)
                return Word(line.text[begins.start() :], line.box, sure)
    return None


def _dated(line: Line, sheet: _Sheet) -> Line | None:
    """Return a date line with day and month read, or None when it is none.

    The month first, so that the words before it keep their places.
    """
    if not is_date(line.text) and DATED.search(fold(line.text)) is None:
        return None
    for before, after, limit in ((MONTH, YEAR, 12), (DAY, MONTH, 31)):
        gap = gap_between(line, before, after)
        if gap is not None:
            entry = _Entry(range(1, 3), _up_to(limit), LEGIBLE_DAY, REACH_DATE, REACH_DATE)
            line = _filled(line, gap, sheet, entry)
    return line


def _up_to(limit: int) -> Callable[[str], bool]:
    """Return a test for the numbers from 1 to `limit`."""
    return lambda text: 1 <= int(text) <= limit


def _filled(line: Line, gap: Gap, sheet: _Sheet, entry: _Entry) -> Line:
    """Return the line with the gap's contents replaced by what the pen wrote there."""
    between = words_in(line, gap)
    text = "".join(word.text for word in between).strip(BLANK)
    sure = min((word.confidence for word in between), default=0.0)
    fits = text.isdigit() and len(text) in entry.lengths and entry.fits(text)
    printed = sure if fits else 0.0
    if printed >= PRINTED:
        return line
    best = _best(line, gap, sheet, entry)
    if printed > (0.0 if best is None else best.probability):
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


def _best(line: Line, gap: Gap, sheet: _Sheet, entry: _Entry) -> DigitString | None:
    """Return the most probable reading of a gap."""
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
        for scale, shift in LOOKS
    ]
    found = read_digits(crops, lengths=entry.lengths, allowed=entry.fits, limit=1)
    return next(iter(found), None)


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
