"""Looks at a PDF from outside: a path goes in, sizes and images of its pages come out.

Every program that parses the file runs as a child with limits (`ingest.child`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ingest import child
from ingest.errors import CorruptFile, EncryptedPdf, NoPages, PageTooLarge, TooManyPages
from ingest.options import ReadOptions
from ingest.pages import PageFacts, PlacedImage

PAGES = re.compile(rb"^Pages:\s+(\d+)", re.MULTILINE)
SIZE = re.compile(rb"^Page\s+(\d+) size:\s+(\S+) x (\S+) pts", re.MULTILINE)
ROTATION = re.compile(rb"^Page\s+(\d+) rot:\s+(-?\d+)", re.MULTILINE)
OBJECT = re.compile(rb"\d+ \d+ obj\b")
LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L (\d+)")
TAIL_BYTES = 2048
# An image of a page at 1200 dpi has 140 million pixels. Poppler streams what it can, but some
# codecs hold the whole image.
MAX_STORED_PIXELS = 200_000_000
# Kinds of images in `pdfimages -list` that are seen on the page; the rest are their masks.
SEEN = ("image", "stencil")
# Their colour spaces with one component and no palette.
WITHOUT_COLOUR = ("gray", "icc")


def pages_of_pdf(path: Path, options: ReadOptions) -> tuple[PageFacts, ...]:
    """Return the pages of a PDF.

    Raises:
        EncryptedPdf: It needs a password to open.
        CorruptFile: It is cut off or damaged beyond reading.
        NoPages: It has none.
        TooManyPages: It has more than `options.max_pages`.
        PageTooLarge: An image on a page is too large to decode.
        PageTimeout: Looking at it took too long.
    """
    if is_cut_off(path):
        raise CorruptFile
    last = str(options.max_pages)
    found = child.run(["pdfinfo", "-f", "1", "-l", last, str(path.resolve())], options)
    _check(found, options)
    sizes = [
        (int(page), float(width), float(height))
        for page, width, height in SIZE.findall(found.output)
    ]
    turned = {int(page) for page, degrees in ROTATION.findall(found.output) if int(degrees) % 180}
    images = _images(path, options)
    if any(image.pixels > MAX_STORED_PIXELS for some in images.values() for image in some):
        raise PageTooLarge
    return tuple(
        _facts(page, (height, width) if page in turned else (width, height), images[page])
        for page, width, height in sizes
    )


def _facts(page: int, size: tuple[float, float], images: list[PlacedImage]) -> PageFacts:
    if not all(0 < side < float("inf") for side in size):
        raise PageTooLarge
    return PageFacts(page - 1, *size, tuple(images))


def _check(found: child.Finished, options: ReadOptions) -> None:
    """Raise what keeps a PDF from being read."""
    if "Incorrect password" in found.complaint:
        raise EncryptedPdf
    if "last page (0)" in found.complaint:
        raise NoPages
    pages = PAGES.search(found.output)
    if found.status != 0 or pages is None:
        raise CorruptFile
    if int(pages[1]) == 0 or SIZE.search(found.output) is None:
        raise NoPages
    if int(pages[1]) > options.max_pages:
        raise TooManyPages


def is_cut_off(path: Path) -> bool:
    """Tell whether the end of a PDF is missing; one that only lost its index can be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        linearized = LINEARIZED.search(file.read(TAIL_BYTES))
        if linearized is not None and int(linearized[1]) > size:
            return True
        file.seek(max(0, size - TAIL_BYTES))
        if b"startxref" in file.read():
            return False
        return _ends_inside_object(path)


def _ends_inside_object(path: Path) -> bool:
    """Tell whether the last object of a file has no end."""
    content = path.read_bytes()
    after_last = content.rfind(b"endobj") + len(b"endobj")
    return after_last < len(b"endobj") or OBJECT.search(content, after_last) is not None


def _images(path: Path, options: ReadOptions) -> defaultdict[int, list[PlacedImage]]:
    """Return the images by page number, from 1."""
    last = str(options.max_pages)
    command = ["pdfimages", "-list", "-f", "1", "-l", last, str(path.resolve())]
    images: defaultdict[int, list[PlacedImage]] = defaultdict(list)
    for page, image in _listed(child.run(command, options).output.decode("ascii", "replace")):
        images[page].append(image)
    return images


def _listed(table: str) -> Iterator[tuple[int, PlacedImage]]:
    """Yield page number and image of each row of `pdfimages -list`.

    The object of an inline image takes one column, of others two: count from the end.
    """
    for row in table.splitlines()[2:]:
        cells = row.split()
        if len(cells) < 14 or cells[2] not in SEEN:
            continue
        width, height = int(cells[3]), int(cells[4])
        x_dpi, y_dpi = float(cells[-4]), float(cells[-3])
        if min(width, height, x_dpi, y_dpi) > 0:
            gray = cells[5] in WITHOUT_COLOUR and cells[6] == "1"
            yield int(cells[0]), PlacedImage(width, height, x_dpi, y_dpi, gray)
