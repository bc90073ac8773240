"""Finds who gets a copy of a letter ("Nơi nhận")."""

from collections.abc import Iterable

from spacy.tokens import Doc

from nlp.fields.entries import entries
from nlp.finding import Found, letter_of
from nlp.layout.anchors import is_recipients
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.zones import ZoneName

SURE, LIKELY = 0.93, 0.7


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield the recipients, one each, without dashes.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 9 (box 9b).
    """
    lines = list(letter_of(doc).lines_in(ZoneName.RECIPIENTS))
    if not lines:
        return
    heading = lines[0].line.text
    first = _after_heading(heading) if is_recipients(heading) else 0
    for entry in entries(lines, first=first):
        certainty = SURE if entry.neat else LIKELY
        yield Found(FieldName.RECIPIENTS, entry.text, entry.start, entry.end, certainty)


def _after_heading(text: str) -> int:
    """Return where the text after "Nơi nhận:" begins; the heading itself ends at the colon."""
    colon = text.find(":")
    return len(text) if colon < 0 else colon + 1
