"""Rows of text as files people open: heads and rows go in, XLSX or CSV bytes come out.

Whatever OCR read stays text: no cell is ever a formula or a link.
"""

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter

from feed.register import Row, Sheet

# A spreadsheet program runs what begins with one of these; a quote before it makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
WIDTHS = (10, 46)
PIECE = 64 * 1024


def csv_lines(sheet: Sheet, rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table as CSV, line by line, in UTF-8 with the mark that Excel looks for."""
    writer = csv.writer(_Lines())
    yield BOM + str(writer.writerow(sheet.heads))
    for row in rows:
        yield str(writer.writerow([inert(text) for text in row]))


class _Lines:
    """Hands each line to the caller of `writerow` in place of a file."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def inert(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula.

    >>> inert("=HYPERLINK(1)"), inert("15/KH-UBND")
    ("'=HYPERLINK(1)", '15/KH-UBND')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def xlsx(sheet: Sheet, rows: Iterable[Row]) -> IO[bytes]:
    """Return a table as an open XLSX file; written row by row, so memory does not grow."""
    file = TemporaryFile()  # noqa: SIM115 - the caller reads it, and `pieces` closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet(sheet.name[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, head in enumerate(sheet.heads):
            page.set_column(column, column, min(max(len(head) + 4, WIDTHS[0]), WIDTHS[1]))
            page.write_string(0, column, head, bold)
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                break
            for column, text in enumerate(row):
                page.write_string(number, column, text[:LONGEST_CELL], wrapped)
    file.seek(0)
    return file


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file piece by piece and close it."""
    with file:
        while piece := file.read(PIECE):
            yield piece
