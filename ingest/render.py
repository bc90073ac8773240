"""Makes page images: a file and a page number go in, an upright image at a resolution comes out."""

import math
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import cast

from pdf2image import convert_from_path
from pdf2image.exceptions import (
    PDFInfoNotInstalledError,
    PDFPageCountError,
    PDFPopplerTimeoutError,
    PDFSyntaxError,
)
from PIL import Image

from ingest import pictures, sandbox
from ingest.drawer import Drawer
from ingest.errors import EngineCrashed, EngineMissing, PageTimeout, PageTooLarge
from ingest.intake import AcceptedFile
from ingest.media import PDF
from ingest.options import ReadOptions
from ingest.pages import POINTS_PER_INCH, PageFacts
from ingest.place import AS_MANY

# Tesseract reads best where a small x is 20 to 30 pixels tall. In the 13 to 14 point Times of
# Decree 30 it is 16 at 200 dpi and 25 at 300; more than the scanner gave adds nothing.
LOWEST_DPI = 200.0
HIGHEST_DPI = 300.0
# A4 at 300 dpi has 8.7 million pixels, A3 at 240 as many as this: 36 MB in colour, and as much for
# each working copy. Print is read at 200 dpi anyway (`ingest.ocr.fit`).
MOST_PIXELS = 12_000_000
# A page so large that it would be rendered below this is no letter; print on it would be lost.
READABLE_DPI = 70.0
# An image counts as the scan of the page when it covers this much of it.
WHOLE_PAGE = 0.4
# A page under images is their colours; what is printed over a scan by signing comes as an image.
SCAN = 0.9
# Resolutions are known in whole numbers.
ROUNDED_DPI = 0.5
# Programs that pdf2image starts, wrapped in limits.
BOUNDED = Path(__file__).parent / "bounded"
# They are told by the environment, which is one for all threads.
_environment = Lock()


def reading_dpi(page: PageFacts) -> float:
    """Return the resolution at which a page should be read.

    That of the scan, between 200 and 300 dpi; 300 for pages that are not scans; less where the
    page would have more than `MOST_PIXELS` pixels.

    Raises:
        PageTooLarge: It would be less than anything can be read at.

    >>> round(reading_dpi(PageFacts(0, 595, 842)))
    300
    """
    area = page.width_pt * page.height_pt
    scans = [image for image in page.images if image.area_pt2 >= WHOLE_PAGE * area]
    native = max((min(image.x_dpi, image.y_dpi) for image in scans), default=HIGHEST_DPI)
    most = math.sqrt(MOST_PIXELS / area) * POINTS_PER_INCH
    dpi = min(max(native, LOWEST_DPI), HIGHEST_DPI, most)
    if dpi < READABLE_DPI:
        raise PageTooLarge
    return dpi


def size_px(page: PageFacts, *, dpi: float) -> tuple[int, int]:
    """Return width and height of the image of a page in pixels; at least one each."""
    scale = dpi / POINTS_PER_INCH
    return max(1, round(page.width_pt * scale)), max(1, round(page.height_pt * scale))


def render_page(
    file: AcceptedFile,
    page: PageFacts,
    *,
    dpi: float,
    options: ReadOptions,
    drawer: Drawer | None = None,
) -> Image.Image:
    """Return the image of one page, in the colours it has.

    Scans at their own resolution are drawn by PDFium, all else in a PDF by Poppler, which takes
    three times as long.

    Args:
        file: An accepted file.
        page: One of its pages.
        dpi: The resolution wanted.
        options: Limits on time, memory and output.
        drawer: Of this file, where more than one page is wanted.

    Returns:
        The page upright on white, mode "RGB", "L" or "1".

    Raises:
        CorruptFile: An image file cannot be decoded.
        EngineCrashed: Poppler failed on the page.
        EngineMissing: Poppler is not installed.
        PageTimeout: It took longer than `options.page_timeout_s`.
    """
    if file.media_type != PDF:
        wanted = size_px(page, dpi=dpi)
        return pictures.load(file.path, file.media_type, page, size_px=wanted, options=options)
    if _is_scan_of(page, dpi):
        with ExitStack() as stack:
            drawer = drawer or stack.enter_context(Drawer(file.path, options))
            image = drawer.drawn(page, dpi=dpi, gray=_is_gray(page))
        if image is not None:
            return image
    return _by_poppler(file.path, page, dpi, options)


def _by_poppler(path: Path, page: PageFacts, dpi: float, options: ReadOptions) -> Image.Image:
    # Through a file: from a pipe pdf2image would hold the page three times.
    with _environment, tempfile.TemporaryDirectory(prefix="vanthu-page-") as folder:
        # The wrappers in `bounded` read these: pdf2image hands its environment on.
        os.environ["VANTHU_CHILD_MEMORY"] = str(options.max_memory_bytes)
        os.environ["VANTHU_CHILD_OUTPUT"] = str(options.max_output_bytes)
        # Processor time ends a program even when we are killed before we can stop it.
        os.environ["VANTHU_CHILD_SECONDS"] = str(math.ceil(options.page_timeout_s) + 1)
        os.environ["VANTHU_CHILD_SANDBOX"] = sandbox.SHUT_IN if sandbox.available() else ""
        os.environ["VANTHU_CHILD_READ"] = str(path.resolve())
        os.environ["VANTHU_CHILD_WRITE"] = folder
        try:
            images = convert_from_path(
                path.resolve(),
                first_page=page.index + 1,
                last_page=page.index + 1,
                # Not size=: poppler applies that before it turns a page, and distorts it.
                dpi=cast("int", dpi),  # handed on as text: a fraction is as good
                use_cropbox=True,
                grayscale=_is_gray(page),
                output_folder=folder,
                poppler_path=BOUNDED,
                timeout=cast("int", options.page_timeout_s),
            )
        except PDFInfoNotInstalledError as error:
            raise EngineMissing("pdfinfo") from error
        except PDFPopplerTimeoutError as error:
            raise PageTimeout from error
        except (PDFPageCountError, PDFSyntaxError, OSError, ValueError) as error:
            raise EngineCrashed from error
        return _loaded(images)


def _is_scan_of(page: PageFacts, dpi: float) -> bool:
    """Tell whether a page may be a scan with just so many pixels an inch."""
    return page.image_cover >= SCAN and any(
        abs(image.x_dpi - dpi) <= AS_MANY * dpi + ROUNDED_DPI for image in page.images
    )


def _is_gray(page: PageFacts) -> bool:
    """Tell whether a page is a scan without colours; looking for inks on it would be in vain."""
    return page.image_cover >= SCAN and all(image.gray for image in page.images)


def _loaded(images: list[Image.Image]) -> Image.Image:
    """Return the only image, read from its file; poppler leaves none or half of one on failure."""
    if len(images) != 1:
        raise EngineCrashed
    try:
        images[0].load()
    except (OSError, ValueError) as error:
        images[0].close()
        raise EngineCrashed from error
    return images[0]
