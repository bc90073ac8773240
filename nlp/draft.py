"""The package's public functions: text layers or plain text in, draft record out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from statistics import fmean

from spacy.language import Language

from nlp import checks, confidence
from nlp.alternatives import Seen, others
from nlp.confidence import Evidence
from nlp.document import Box, LayerSource, TextLayer, around, turned_edges
from nlp.finding import Found, found_in
from nlp.layout import zones
from nlp.lexicons import Lexicons
from nlp.pipeline import build, doc_of
from nlp.plain_text import layer_of_text
from nlp.record import Deadline, Draft, Event, Field
from nlp.remarks import remark_of
from nlp.repair.engine import Repairer
from nlp.repair.layers import repaired_text_layer
from nlp.syllable_share import illegal_share, value_text
from nlp.why import Why
from nlp.zones import Letter, Placed, ZoneName, join, least_sure, lines_under, words_under

# Another letter that is attached speaks for itself, not for the letter it came with.
LEFT_OUT = frozenset({ZoneName.MARGIN, ZoneName.ATTACHED})


def draft(layers: Sequence[TextLayer], lexicons: Lexicons, known: Sequence[Field] = ()) -> Draft:
    """Return the draft record of a letter.

    Args:
        layers: One text layer per page, in page order.
        lexicons: The facts the finders lean on.
        known: Fields that come from the file itself, such as its digital signatures; their boxes
            lie on the pages as the file has them.

    Returns:
        The values found, each with page, box (on the page as it was read), quote, confidence and
        status.
    """
    read = [field for field, _ in examined(layers, lexicons)]
    turns = {layer.page_index + 1: layer.turned for layer in layers}
    fields = (*read, *(_turned(field, turns.get(field.page, 0)) for field in known))
    return Draft(fields, remark_of(layers, fields, lexicons))


def _turned(field: Field, degrees: int) -> Field:
    """Return a field of the file with its box on the page as it was turned to be read."""
    return field if field.box is None else replace(field, box=turned_edges(field.box, degrees))


def examined(layers: Sequence[TextLayer], lexicons: Lexicons) -> tuple[tuple[Field, Evidence], ...]:
    """Return the values of a letter with what their confidence rests on, for fitting it."""
    letter = join(zone for zone in zones(layers, lexicons) if zone.name not in LEFT_OUT)
    found = tuple(found_in(doc_of(letter, _pipeline(), lexicons)))
    sizes = {layer.page_index: (layer.width_px, layer.height_px) for layer in layers}
    plain = any(layer.source is LayerSource.PLAIN for layer in layers)
    printed = frozenset(layer.page_index for layer in layers if layer.source is not LayerSource.OCR)
    first = checks.Letter(found)
    results: list[tuple[Field, Evidence]] = []
    for one in found:
        lines = lines_under(letter, one.start, one.end)
        evidence = _evidence(one, lines, letter, first, lexicons, printed=printed)
        read = _field(one, letter, evidence, None if plain else sizes, lexicons)
        seen = Seen(one, [word for line in lines for word in words_under(line, one.start, one.end)],
                    read.quote, found)  # fmt: skip
        results.append(
            (replace(read, others=others(seen, lexicons), why=_why(evidence, seen)), evidence)
        )
    return tuple(results)


def draft_text(text: str, lexicons: Lexicons, repairer: Repairer | None = None) -> Draft:
    """Return the draft record of a letter given as plain text (no boxes).

    Args:
        text: As it was saved; lost marks are given back first.
        lexicons: The facts the finders lean on.
        repairer: Gives lost marks back; without one the text is taken as it is.
    """
    layer = layer_of_text(text) if repairer is None else repaired_text_layer(text, repairer)
    return draft([layer], lexicons)


@cache
def _pipeline() -> Language:
    return build()


def _evidence(
    found: Found,
    lines: Sequence[Placed],
    letter: Letter,
    first: checks.Letter,
    lexicons: Lexicons,
    *,
    printed: frozenset[int],
) -> Evidence:
    core = found.core or (found.start, found.end)
    words = [word for placed in lines for word in words_under(placed, *core)] or [
        word for placed in lines for word in words_under(placed, found.start, found.end)
    ]
    return Evidence(
        found.name,
        found.certainty,
        confidence.read_words(words),
        illegal_share(value_text(found.value), lexicons.syllables),
        checks.agreement(found, first, lexicons),
        printed=bool(lines) and all(placed.page_index in printed for placed in lines),
        core=1.0 if found.core is None else least_sure(letter, *found.core),
    )


def _field(
    found: Found,
    letter: Letter,
    evidence: Evidence,
    sizes: dict[int, tuple[float, float]] | None,
    lexicons: Lexicons,
) -> Field:
    """Add to what a finder saw: page, box, quote, confidence, status."""
    lines = lines_under(letter, found.start, found.end)
    page_index = lines[0].page_index if lines else 0
    sure = confidence.of(evidence, lexicons.calibration)
    value = found.value
    if isinstance(value, Deadline | Event):
        value = replace(value, page=page_index + 1)
    on_page = [word.box for placed in lines if placed.page_index == page_index
               for word in words_under(placed, found.start, found.end)]  # fmt: skip
    box = None
    if sizes is not None and on_page:
        box = _fractions(around(on_page), *sizes[page_index])
    quote = letter.text[found.start : found.end]
    status = confidence.status_of(found.name, sure, lexicons.calibration)
    return Field(found.name, value, sure, page_index + 1, box, quote, status)


def _why(evidence: Evidence, seen: Seen) -> Why:
    """Return what staff are told of the evidence."""
    worst = min(seen.words, key=lambda word: word.confidence, default=None)
    read = worst is not None and not evidence.printed
    return Why(
        rule=evidence.certainty,
        words=fmean(evidence.words) if read else None,
        worst=(worst.text, float(worst.confidence)) if read and worst is not None else None,
        illegal=evidence.illegal,
        agreement=evidence.agreement,
        printed=evidence.printed,
        core=evidence.core,
    )


def _fractions(box: Box, width: float, height: float) -> tuple[float, float, float, float]:
    return (box.left / width, box.top / height, box.right / width, box.bottom / height)
