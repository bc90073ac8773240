"""Text layers as stored rows: a layer goes in, compact JSON comes out, and back."""

from collections.abc import Iterator

from nlp.document import Box, Confidence, Ink, LayerSource, Line, TextLayer, Verdict, Word
from nlp.record import Json
from records.models import Document, Page


def page_of(document: Document, layer: TextLayer) -> Page:
    """Return the row of one page; each word is [text, left, top, right, bottom, confidence]."""
    return Page(
        document=document,
        index=layer.page_index,
        width_px=layer.width_px,
        height_px=layer.height_px,
        source=str(layer.source),
        verdict=str(layer.verdict),
        reason=layer.reason,
        words=[[_packed(word) for word in line.words] for line in layer.lines],
        marks=[[str(line.ink), line.cell] for line in layer.lines],
        turned=layer.turned,
    )


def layer_of(page: Page) -> TextLayer:
    """Return the text layer that a row was made from (edges are kept to a tenth of a pixel)."""
    return TextLayer(
        page.index,
        page.width_px,
        page.height_px,
        tuple(_lines(page)),
        source=LayerSource(page.source),
        verdict=Verdict(page.verdict),
        reason=page.reason,
        turned=page.turned,
    )


def layers_of(document: Document) -> tuple[TextLayer, ...]:
    """Return the stored layers of a letter, in page order."""
    return tuple(layer_of(page) for page in document.page_rows.order_by("index"))


def _lines(page: Page) -> Iterator[Line]:
    """Yield the lines of a page; those stored before version 0.2 have no marks."""
    marks = page.marks or [[str(Ink.PRINT), None] for _ in page.words]
    for words, (ink, cell) in zip(page.words, marks, strict=True):
        yield Line(tuple(_words(words)), Ink(ink), None if cell is None else tuple(cell))


def _packed(word: Word) -> list[Json]:
    box = word.box
    edges = [round(edge, 1) for edge in (box.left, box.top, box.right, box.bottom)]
    return [word.text, *edges, round(float(word.confidence), 3)]


def _words(line: list[tuple[str, float, float, float, float, float]]) -> Iterator[Word]:
    for text, left, top, right, bottom, confidence in line:
        yield Word(text, Box(left, top, right, bottom), Confidence(confidence))
