"""The package's one public function: a file goes in, the text layer of each page comes out."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PIL import Image

from ingest.drawer import Drawer
from ingest.embedded import cleaned, embedded_lines, in_unicode, layer_of
from ingest.errors import PageTimeout
from ingest.fonts import fonts_of
from ingest.intake import AcceptedFile, accept
from ingest.ocr.page import read_page
from ingest.options import ReadOptions
from ingest.pages import PageFacts
from ingest.render import reading_dpi, render_page
from ingest.ruled import first_table, with_cells
from ingest.side_by_side import Readers
from ingest.signatures import signatures_of, without_boxes
from ingest.verdict import asks_for_fonts, judge
from nlp.document import Confidence, Line, TextLayer, Verdict
from nlp.legacy import shows_capitals
from nlp.record import Field

__all__ = ["ReadOptions", "Reading", "no_progress", "read"]

# No line of print fits on an image smaller than this; Tesseract fails on such.
SMALLEST_PX = 24
TAKEN = frozenset({Verdict.GOOD_LAYER, Verdict.LEGACY})
# An image with fewer words than this share of a bad layer's shows nothing: a codec that cannot be
# decoded, a page that was left white.
SHOWN = 0.05
DOUBTED = Confidence(0.4)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the facts of the file.

    Attributes:
        sha256: Of its bytes, in hexadecimal.
        media_type: What it is by its content.
        layers: One text layer for each page read, in page order.
        pages: How many pages the file has.
        signatures: Its digital signatures, as fields of the record.
    """

    sha256: str
    media_type: str
    layers: tuple[TextLayer, ...]
    pages: int
    signatures: tuple[Field, ...] = ()


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
    only: Container[int] | None = None,
    enough: Callable[[], bool] = never,
    readers: Readers | None = None,
) -> Reading:
    """Read the pages of a PDF, JPEG, PNG or TIFF file.

    Args:
        path: The file; it is only read, never changed.
        options: Limits and languages.
        on_page: Called with (page, pages), page from 1, before each page is read or waited for.
        only: Indexes of the pages to read, from 0; None for all.
        enough: Asked after each page; true ends the reading there, to be gone on with later.
        readers: Who reads several pages at a time; by default one is read after the other.

    Returns:
        One text layer for each page read, in page order.

    Raises:
        IngestError: A subclass with a stable code when the file cannot be read.
    """
    options = options or ReadOptions()
    file = accept(path, options)
    layers: list[TextLayer] = []
    signatures = signatures_of(file, options)
    wanted = [page for page in file.pages if only is None or page.index in only]
    with Drawer(path, options) as drawer:
        reader = _page_reader(file, signatures, drawer, options)
        made = readers.each(reader, wanted) if readers else map(reader, wanted)
        for page in wanted:
            on_page(page.index + 1, len(file.pages))
            layers.append(next(made))
            if enough():
                break
    return Reading(file.sha256, file.media_type, tuple(layers), len(file.pages), signatures)


def _page_reader(
    file: AcceptedFile, signatures: Sequence[Field], drawer: Drawer, options: ReadOptions
) -> Callable[[PageFacts], TextLayer]:
    """Return what reads a page of a file; it may be called by several threads."""
    embedded = _embedded(file, options)
    tabled = first_table(embedded)

    def layer_of_page(page: PageFacts) -> TextLayer:
        draw = partial(render_page, file, page, options=options, drawer=drawer)
        layer = _read_page(file, page, embedded[page.index], draw, options)
        if page.index >= tabled and layer.verdict in TAKEN:
            layer = with_cells(layer, file, page, dpi=reading_dpi(page), options=options)
        return without_boxes(layer, signatures)

    return layer_of_page


def _embedded(file: AcceptedFile, options: ReadOptions) -> tuple[tuple[Line, ...], ...]:
    """Return the words the file brings along; a text that takes for ever is as good as none."""
    nothing: tuple[tuple[Line, ...], ...] = tuple(() for _ in file.pages)
    try:
        return nothing if options.ignores_layer else embedded_lines(file, options)
    except PageTimeout:
        return nothing


def _read_page(
    file: AcceptedFile,
    page: PageFacts,
    lines: Sequence[Line],
    draw: Callable[..., Image.Image],
    options: ReadOptions,
) -> TextLayer:
    """Take the embedded words of a page where they are good, else read its image."""
    uses = fonts_of(file, page.index, options) if asks_for_fonts(lines, page) else ()
    found = judge(lines, page, [use.name for use in uses])
    if found.encoding is not None:
        capitals = [use.box for use in uses if shows_capitals(use.name)]
        lines = in_unicode(lines, found.encoding, capitals)
    dpi = reading_dpi(page)
    embedded = replace(
        layer_of(cleaned(lines), page, dpi=dpi), verdict=found.verdict, reason=found.reason
    )
    if found.verdict in TAKEN:
        return embedded
    image = draw(dpi=dpi)
    if min(image.size) < SMALLEST_PX:
        return replace(embedded.with_lines(()), reason="page too small to read")
    layer = read_page(image, page_index=page.index, options=options, dpi=dpi)
    if found.verdict is Verdict.BAD_LAYER and _words(layer) < SHOWN * _words(embedded):
        return _only(embedded)
    return replace(layer, verdict=found.verdict, reason=found.reason)


def _words(layer: TextLayer) -> int:
    return sum(len(line.words) for line in layer.lines)


def _only(embedded: TextLayer) -> TextLayer:
    """Return a bad layer that must do, since the image shows less; none of its words is sure."""
    lines = [
        replace(line, words=tuple(replace(word, confidence=DOUBTED) for word in line.words))
        for line in embedded.lines
    ]
    reason = f"the image shows no text; {embedded.reason}"
    return replace(embedded.with_lines(lines), verdict=Verdict.ONLY_LAYER, reason=reason)
