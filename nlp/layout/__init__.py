"""Text layers become zones (Decree 30/2020/NĐ-CP, Annex I), in reading order."""

from collections.abc import Sequence

from nlp.document import LayerSource, TextLayer
from nlp.layout.page import zones_of_pages
from nlp.layout.plain import zones_of_text
from nlp.lexicons import Lexicons
from nlp.zones import Zone


def zones(layers: Sequence[TextLayer], lexicons: Lexicons) -> tuple[Zone, ...]:
    """Return the zones of a letter, first page first."""
    if any(layer.source is LayerSource.PLAIN for layer in layers):
        lines = [line for layer in layers for line in layer.lines]
        return zones_of_text(lines, lexicons)
    return zones_of_pages(layers, lexicons)
