"""Text layers as stored rows: a layer goes in, compact JSON comes out, and back."""

from collections.abc import Iterator

from nlp.document import Box, Confidence, LayerSource, Line, TextLayer, Verdict, Word
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
    )


def layer_of(page: Page) -> TextLayer:
    """Return the text layer that a row was made from (edges are kept to a tenth of a pixel)."""
    return TextLayer(
        page.index,
        page.width_px,
        page.height_px,
        tuple(Line(tuple(_words(line))) for line in page.words),
        source=LayerSource(page.source),
        verdict=Verdict(page.verdict),
        reason=page.reason,
    )


def _packed(word: Word) -> list[Json]:
    box = word.box
    edges = [round(edge, 1) for edge in (box.left, box.top, box.right, box.bottom)]
    return [word.text, *edges, round(float(word.confidence), 3)]


def _words(line: list[tuple[str, float, float, float, float, float]]) -> Iterator[Word]:
    for text, left, top, right, bottom, confidence in line:
        yield Word(text, Box(left, top, right, bottom), Confidence(confidence))
