"""Tells which fonts a page is printed in: a file and a page go in, places with font names come out."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import child
from ingest.intake import AcceptedFile
from ingest.options import ReadOptions
from nlp.document import Box

FONT = re.compile(r'<fontspec id="(\d+)" size="[^"]*" family="([^"]*)"')
TEXT = re.compile(
    r'<text top="(-?\d+)" left="(-?\d+)" width="(-?\d+)" height="(-?\d+)" font="(\d+)"'
)


@dataclass(frozen=True, slots=True)
class FontUse:
    """A stretch of text in one font; the box is in points, origin top-left."""

    name: str
    box: Box


def fonts_of(file: AcceptedFile, page_index: int, options: ReadOptions) -> tuple[FontUse, ...]:
    """Return where which font is used on a page of a PDF, in no particular order.

    Raises:
        PageTimeout: Poppler took too long.
    """
    page = str(page_index + 1)
    found = child.run(
        ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", "-fontfullname", "-f", page, "-l", page,
         str(file.path.resolve())],
        options,
    )  # fmt: skip
    return tuple(_uses(found.output.decode("utf-8", "replace")))


def _uses(markup: str) -> Iterator[FontUse]:
    names = {number: html.unescape(name) for number, name in FONT.findall(markup)}
    for top, left, width, height, font in TEXT.findall(markup):
        x, y = int(left), int(top)
        yield FontUse(names.get(font, ""), Box(x, y, x + int(width), y + int(height)))
