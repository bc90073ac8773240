"""Reads one page image: separates the inks, reads the print, looks twice where it matters."""

from collections.abc import Sequence

import cv2
from PIL import Image

from ingest.ink import Inks, separate
from ingest.light import lit
from ingest.ocr.cells import with_blanks
from ingest.ocr.fit import page_lines
from ingest.ocr.flat import flattened
from ingest.ocr.hidden import with_hidden
from ingest.ocr.lost_rows import with_lost_rows
from ingest.ocr.pen import read_pen
from ingest.ocr.recipients import reread_recipients
from ingest.ocr.signature import reread
from ingest.ocr.skew import SKEW, Straightened, straightened
from ingest.ocr.specks import without_specks
from ingest.ocr.stamps import read_stamps
from ingest.ocr.tables import into_cells, without_rulings
from ingest.ocr.upright import Turn, is_doubtful, turn_of, turned, worth
from ingest.options import ReadOptions
from nlp.document import Ink, LayerSource, Line, TextLayer
from nlp.layout.level import slope_of

# Pages are read side by side: OpenCV's own threads would take the cores from one another.
cv2.setNumThreads(1)


def read_page(
    image: Image.Image, *, page_index: int, options: ReadOptions, dpi: float = 200
) -> TextLayer:
    """Read the words of a page.

    The sheet is cut out of a photograph and its light evened first. A page whose first reading
    makes no sense is turned upright and read once more; a skew one is straightened.

    Args:
        image: The page, mode "RGB", "L" or "1".
        page_index: From 0.
        options: Languages and time limit.
        dpi: Resolution of the image.

    Returns:
        The lines of the page, boxes in pixels of `image` turned clockwise by `turned` degrees.

    Raises:
        IngestError: Tesseract is missing, failed or took too long.
    """
    flat = flattened(image, dpi=dpi)
    sheet, dpi = lit(flat.image, dpi=flat.dpi), flat.dpi
    inks = separate(sheet)
    lines: Sequence[Line] = _print_of(inks, options, dpi)
    turn: Turn = 0
    if is_doubtful(lines, sheet):
        sheet, inks, lines, turn = _upright(sheet, inks, lines, options, dpi)
    slope = slope_of(lines, sheet.width)
    straight = Straightened(sheet, 0.0)
    if abs(slope) > SKEW:
        straight = straightened(sheet, slope)
        inks = separate(straight.image)
        lines = _print_of(inks, options, dpi)
    seen = _looked_twice(lines, straight.image, inks, page_index, options, dpi)
    if straight.slope:
        seen = tuple(straight.back(line) for line in seen)
    width, height = image.size if turn % 180 == 0 else image.size[::-1]
    back = tuple(flat.back(line, turn, image.size) for line in seen)
    return TextLayer(page_index, width, height, back, source=LayerSource.OCR, turned=turn)


def _looked_twice(
    lines: Sequence[Line],
    image: Image.Image,
    inks: Inks,
    page_index: int,
    options: ReadOptions,
    dpi: float,
) -> tuple[Line, ...]:
    """Read again what one reading cannot get: signature, recipients, stamps, pen."""
    if page_index == 0:
        lines = with_lost_rows(lines, inks.print, dpi=dpi, options=options)
    seen = with_hidden(reread(lines, inks, dpi=dpi, options=options), image.width)
    seen = reread_recipients(seen, inks, dpi=dpi, options=options)
    if page_index == 0:
        stamped = read_stamps(seen, inks, dpi=dpi, options=options)
        printed = [line for line in stamped if line.ink is Ink.PRINT]
        seen = (
            *read_pen(printed, image, dpi=dpi, options=options),
            *(x for x in stamped if x.ink is Ink.STAMP),
        )
    return seen


def _print_of(inks: Inks, options: ReadOptions, dpi: float) -> tuple[Line, ...]:
    """Read the print of a page, its tables cell by cell."""
    ruled = without_rulings(without_specks(inks.print, dpi), dpi)
    lines = page_lines(
        ruled.gray, languages=options.languages, timeout_s=options.page_timeout_s, dpi=dpi
    )
    celled = into_cells(lines, ruled.tables)
    return with_blanks(celled, ruled.gray, dpi=dpi, options=options) if ruled.tables else celled


def _upright(
    image: Image.Image, inks: Inks, lines: Sequence[Line], options: ReadOptions, dpi: float
) -> tuple[Image.Image, Inks, Sequence[Line], Turn]:
    """Turn a page that was read badly, and keep what is worth more of the two readings."""
    turn = turn_of(image, options)
    if turn == 0:
        return image, inks, lines, 0
    other = turned(image, turn)
    inks_again = separate(other)
    again = _print_of(inks_again, options, dpi)
    if worth(again) <= worth(lines):
        return image, inks, lines, 0
    return other, inks_again, again, turn
