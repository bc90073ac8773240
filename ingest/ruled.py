"""Puts the words a PDF brings along into the cells of its ruled tables: a layer in, a layer out."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.intake import AcceptedFile
from ingest.ocr.tables import Table, into_cells, without_rulings
from ingest.options import ReadOptions
from ingest.pages import PageFacts
from ingest.render import render_page
from nlp.document import Line, TextLayer

# Enough to see rulings of half a point; the words are not read from this image.
RULINGS_DPI = 150
COUNTED = frozenset(("TT", "STT", "Stt", "tt"))
"""The head of the column that counts the rows; nearly every table of an office has it."""


def first_table(pages: Sequence[Sequence[Line]]) -> int:
    """Return the index of the first page with the heads of a table, or how many pages there are."""
    for at, lines in enumerate(pages):
        if any(word.text.strip(".") in COUNTED for line in lines for word in line.words):
            return at
    return len(pages)


def with_cells(
    layer: TextLayer, file: AcceptedFile, page: PageFacts, *, dpi: float, options: ReadOptions
) -> TextLayer:
    """Return a layer whose lines know the cells they stand in.

    Args:
        layer: Words in the pixels of the page at `dpi`.
        file: The file.
        page: The page of the layer.
        dpi: The resolution of the layer's boxes.
        options: Limits of rendering.

    Raises:
        IngestError: The page cannot be rendered.
    """
    image = render_page(file, page, dpi=RULINGS_DPI, options=options).convert("L")
    scale = dpi / RULINGS_DPI
    tables = [
        _scaled(table, scale) for table in without_rulings(np.asarray(image), RULINGS_DPI).tables
    ]
    return replace(layer, lines=into_cells(layer.lines, tables)) if tables else layer


def _scaled(table: Table, scale: float) -> Table:
    return Table(
        tuple(place * scale for place in table.columns),
        tuple(place * scale for place in table.rows),
    )
