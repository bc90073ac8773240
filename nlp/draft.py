"""The package's public functions: text layers or plain text in, draft record out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.language import Language

from nlp import confidence
from nlp.document import Box, LayerSource, TextLayer, Word, around
from nlp.finding import Found, found_in
from nlp.layout import zones
from nlp.lexicons import Lexicons
from nlp.pipeline import build, doc_of
from nlp.plain_text import layer_of_text
from nlp.record import Deadline, Draft, Event, Field
from nlp.zones import Letter, Placed, ZoneName, join, lines_under

# Another letter that is attached speaks for itself, not for the letter it came with.
LEFT_OUT = frozenset({ZoneName.MARGIN, ZoneName.ATTACHED})


def draft(layers: Sequence[TextLayer], lexicons: Lexicons, known: Sequence[Field] = ()) -> Draft:
    """Return the draft record of a letter.

    Args:
        layers: One text layer per page, in page order.
        lexicons: The facts the finders lean on.
        known: Fields that come from the file itself, such as its digital signatures.

    Returns:
        The values found, each with page, box, quote, confidence and status.
    """
    letter = join(zone for zone in zones(layers, lexicons) if zone.name not in LEFT_OUT)
    doc = doc_of(letter, _pipeline(lexicons))
    sizes = {layer.page_index: (layer.width_px, layer.height_px) for layer in layers}
    plain = any(layer.source is LayerSource.PLAIN for layer in layers)
    read = (_field(found, letter, None if plain else sizes) for found in found_in(doc))
    return Draft((*read, *known))


def draft_text(text: str, lexicons: Lexicons) -> Draft:
    """Return the draft record of a letter given as plain text (no boxes)."""
    return draft([layer_of_text(text)], lexicons)


@lru_cache(maxsize=2)
def _pipeline(lexicons: Lexicons) -> Language:
    return build(lexicons)


def _field(found: Found, letter: Letter, sizes: dict[int, tuple[float, float]] | None) -> Field:
    """Add to what a finder saw: page, box, quote, confidence, status."""
    lines = lines_under(letter, found.start, found.end)
    words = [word for placed in lines for word in _words_under(placed, found)]
    page_index = lines[0].page_index if lines else 0
    sure = confidence.of(found.certainty, words)
    value = found.value
    if isinstance(value, Deadline | Event):
        value = replace(value, page=page_index + 1)
    on_page = [word.box for placed in lines if placed.page_index == page_index
               for word in _words_under(placed, found)]  # fmt: skip
    box = None
    if sizes is not None and on_page:
        box = _fractions(around(on_page), *sizes[page_index])
    quote = letter.text[found.start : found.end]
    return Field(found.name, value, sure, page_index + 1, box, quote, confidence.status_of(sure))


def _words_under(placed: Placed, found: Found) -> Iterator[Word]:
    """Yield the words of a line that hold characters of the find."""
    offset = placed.start
    for word in placed.line.words:
        if offset < found.end and offset + len(word.text) > found.start:
            yield word
        offset += len(word.text) + 1


def _fractions(box: Box, width: float, height: float) -> tuple[float, float, float, float]:
    return (box.left / width, box.top / height, box.right / width, box.bottom / height)
