"""The program that draws scans by PDFium: a PDF's path comes in, then requests by a pipe; pixels go out.

It runs as a child with limits (`ingest.drawer`), since it parses the file, and keeps the file open
for all its pages. A request is the index of a page, 1 for a page without colours, and the resolution
wanted in dots an inch; an answer is a `Place`, then the pixels the scan is stored with
and what lies over them, row by row: one byte each without colours, else three (red, green, blue). A
page that is no upright scan of about that resolution is refused.
"""

import ctypes
import math
import mmap
import sys
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import pypdfium2_raw as pdfium

from ingest.heap import give_back_memory
from ingest.place import ANSWER, AS_MANY, REFUSED, REQUEST, Place

WHITE = 0xFFFFFFFF
# A scan covers so much of its page.
COVERED = 0.99
# An image that ends so much inside a pixel takes all of it, whatever the last digits of its place.
INSIDE = 0.1
# Places are known to PDFium in numbers of seven digits.
DIGITS = 3


class Span(NamedTuple):
    """One side of an image: where it starts and ends on the page in points, its pixels there."""

    start: float
    end: float
    pixels: int

    def drawn(self, dpi: float) -> tuple[int, int]:
        """Return the pixel it starts at and how many it takes, as Poppler rounds."""
        scale = dpi / 72
        start = math.floor(self.start * scale)
        return start, math.floor(self.end * scale) + 1 - start

    def fitted(self) -> tuple[float, float]:
        """Return pixels a point, and the place of the page's edge, where each stored pixel is one.

        >>> Span(0.0, 10.0, 20).fitted()
        (1.98, 0.1)
        """
        scale = (self.pixels - 2 * INSIDE) / (self.end - self.start)
        return scale, INSIDE - self.start * scale


def main(path: str) -> None:
    """Serve until the pipe is closed; of a file that PDFium cannot open all pages are refused."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadDocument(path.encode() + b"\0", None)
    # Fields of forms, the boxes of signatures among them, are drawn by an environment of theirs.
    environment = pdfium.FPDF_FORMFILLINFO(version=2)
    fields = pdfium.FPDFDOC_InitFormFillEnvironment(document, environment) if document else None
    while len(request := requests.read(REQUEST.size)) == REQUEST.size:
        index, gray, dpi = REQUEST.unpack(request)
        page = pdfium.FPDF_LoadPage(document, index) if document else None
        scan = _scan(page) if page else None
        place = _place(page, *scan, dpi) if scan else None
        if scan and place:
            answers.write(ANSWER.pack(*place))
            _send(answers, page, fields, scan, gray=bool(gray))
        else:
            answers.write(REFUSED)
        answers.flush()
        if page:
            pdfium.FPDF_ClosePage(page)
            give_back_memory()


def _place(page: pdfium.FPDF_PAGE, across: Span, down: Span, dpi: float) -> Place | None:
    """Return where a scan is drawn; None where its pixels are not those wanted.

    Poppler makes an image larger in both directions by blurring it: such are left to Poppler.
    """
    (left, width), (top, height) = across.drawn(dpi), down.drawn(dpi)
    own = across.pixels, down.pixels
    as_many = all(abs(a - b) <= AS_MANY * b for a, b in zip(own, (width, height), strict=True))
    blurred = width >= own[0] and height >= own[1] and (width, height) != own
    if not as_many or blurred or min(left, top) < 0:
        return None
    sides = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    page_width, page_height = (math.ceil(round(side, DIGITS) * dpi / 72) for side in sides)
    return Place(*own, page_width, page_height, left, top, width, height)


def _send(
    answers: BinaryIO,
    page: pdfium.FPDF_PAGE,
    fields: pdfium.FPDF_FORMHANDLE,
    scan: tuple[Span, Span],
    *,
    gray: bool,
) -> None:
    """Draw the part of a page under its scan on white, with everything that lies on it; send it."""
    width, height = (span.pixels for span in scan)
    (across, left), (down, top) = (span.fitted() for span in scan)
    whole = pdfium.FPDF_GetPageWidthF(page) * across, pdfium.FPDF_GetPageHeightF(page) * down
    matrix, everything = (
        pdfium.FS_MATRIX(across, 0, 0, down, left, top),
        pdfium.FS_RECTF(0, 0, width, height),
    )
    kind = pdfium.FPDFBitmap_Gray if gray else pdfium.FPDFBitmap_BGR
    # Reversed, a bitmap without colours would stay white.
    how = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if gray else pdfium.FPDF_REVERSE_BYTE_ORDER)
    # Memory of its own goes back to the system; the heap would keep it.
    with mmap.mmap(-1, width * height * (1 if gray else 3)) as pixels:
        start = ctypes.c_char.from_buffer(pixels)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            width, height, kind, ctypes.byref(start), len(pixels) // height
        )
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, everything, how)
        place = (round(side) for side in (left, top, *whole))
        pdfium.FPDF_FFLDraw(fields, bitmap, page, *place, 0, how)
        pdfium.FPDFBitmap_Destroy(bitmap)
        del start
        answers.write(pixels)


def _scan(page: pdfium.FPDF_PAGE) -> tuple[Span, Span] | None:
    """Return the image that is the page, across and down; None where there is none, or it is turned."""
    if pdfium.FPDFPage_GetRotation(page) != 0:
        return None
    area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    whole = (image for image in _images(page) if _area(*image) >= COVERED * area)
    return max(whole, key=lambda image: _area(*image), default=None)


def _images(page: pdfium.FPDF_PAGE) -> Iterator[tuple[Span, Span]]:
    """Yield where each image lies on a page, across and down."""
    frame = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, frame)
    width, height = ctypes.c_uint(), ctypes.c_uint()
    edges = [ctypes.c_float() for _ in range(4)]
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        pdfium.FPDFPageObj_GetBounds(thing, *edges)
        pdfium.FPDFImageObj_GetImagePixelSize(thing, width, height)
        left, bottom, right, top = (edge.value for edge in edges)
        yield (
            Span(round(left - frame.left, DIGITS), round(right - frame.left, DIGITS), width.value),
            Span(round(frame.top - top, DIGITS), round(frame.top - bottom, DIGITS), height.value),
        )


def _area(across: Span, down: Span) -> float:
    return (across.end - across.start) * (down.end - down.start)


if __name__ == "__main__":
    main(sys.argv[1])
