"""The package's one public function: a file goes in, the text layer of each page comes out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.embedded import embedded_lines, layer_of
from ingest.intake import AcceptedFile, accept
from ingest.ocr.page import read_page
from ingest.options import ReadOptions
from ingest.pages import PageFacts
from ingest.render import reading_dpi, render_page
from ingest.verdict import judge
from nlp.document import Line, TextLayer, Verdict

__all__ = ["ReadOptions", "Reading", "no_progress", "read"]

# No line of print fits on an image smaller than this; Tesseract fails on such.
SMALLEST_PX = 24


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the facts of the file.

    Attributes:
        sha256: Of its bytes, in hexadecimal.
        media_type: What it is by its content.
        layers: One text layer for each page read, in page order.
        pages: How many pages the file has.
    """

    sha256: str
    media_type: str
    layers: tuple[TextLayer, ...]
    pages: int


def no_progress(page: int, pages: int) -> None:
    """Ignore progress."""


def never() -> bool:
    """Read to the end."""
    return False


def read(
    path: Path,
    options: ReadOptions | None = None,
    *,
    on_page: Callable[[int, int], None] = no_progress,
    first: int = 0,
    enough: Callable[[], bool] = never,
) -> Reading:
    """Read the pages of a PDF, JPEG, PNG or TIFF file.

    Args:
        path: The file; it is only read, never changed.
        options: Limits and languages.
        on_page: Called with (page, pages), page from 1, before each page is read.
        first: Index of the first page to read, from 0; earlier ones were read before.
        enough: Asked after each page; true ends the reading there, to be gone on with later.

    Returns:
        One text layer for each page read, in page order.

    Raises:
        IngestError: A subclass with a stable code when the file cannot be read.
    """
    options = options or ReadOptions()
    file = accept(path, options)
    layers: list[TextLayer] = []
    embedded = embedded_lines(file, options)
    for page in file.pages[first:]:
        on_page(page.index + 1, len(file.pages))
        layers.append(_read_page(file, page, embedded[page.index], options))
        if enough():
            break
    return Reading(file.sha256, file.media_type, tuple(layers), len(file.pages))


def _read_page(
    file: AcceptedFile, page: PageFacts, lines: Sequence[Line], options: ReadOptions
) -> TextLayer:
    """Take the embedded words of a page where they are good, else read its image."""
    verdict, reason = judge(lines, page)
    dpi = reading_dpi(page)
    embedded = layer_of(lines, page, dpi=dpi)
    if verdict is not Verdict.GOOD_LAYER:
        image = render_page(file, page, dpi=dpi, options=options)
        if min(image.size) < SMALLEST_PX:
            return replace(
                embedded.with_lines(()), verdict=verdict, reason="page too small to read"
            )
        layer = read_page(image, page_index=page.index, options=options, dpi=dpi)
        return replace(layer, verdict=verdict, reason=reason)
    return replace(embedded, verdict=verdict, reason=reason)
