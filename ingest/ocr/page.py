"""Reads one page image: separates the inks, reads the print, looks twice where it matters."""

from PIL import Image

from ingest.ink import separate
from ingest.ocr.fit import page_lines
from ingest.ocr.pen import read_pen
from ingest.ocr.recipients import reread_recipients
from ingest.ocr.signature import reread
from ingest.ocr.stamps import read_stamps
from ingest.ocr.tables import into_cells, without_rulings
from ingest.options import ReadOptions
from nlp.document import Ink, LayerSource, TextLayer


def read_page(
    image: Image.Image, *, page_index: int, options: ReadOptions, dpi: float = 200
) -> TextLayer:
    """Read the words of a page.

    Args:
        image: The page upright, mode "RGB", "L" or "1".
        page_index: From 0.
        options: Languages and time limit.
        dpi: Resolution of the image.

    Returns:
        The lines of the page, boxes in pixels of `image`.

    Raises:
        IngestError: Tesseract is missing, failed or took too long.
    """
    inks = separate(image)
    ruled = without_rulings(inks.print, dpi)
    lines = page_lines(
        ruled.gray, languages=options.languages, timeout_s=options.page_timeout_s, dpi=dpi
    )
    lines = into_cells(lines, ruled.tables)
    seen = reread(lines, inks, dpi=dpi, options=options)
    seen = reread_recipients(seen, inks, dpi=dpi, options=options)
    if page_index == 0:
        stamped = read_stamps(seen, inks, dpi=dpi, options=options)
        printed = [line for line in stamped if line.ink is Ink.PRINT]
        seen = (
            *read_pen(printed, image, dpi=dpi, options=options),
            *(x for x in stamped if x.ink is Ink.STAMP),
        )
    return TextLayer(page_index, image.width, image.height, seen, source=LayerSource.OCR)
