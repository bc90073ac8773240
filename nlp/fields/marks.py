"""Finds the marks of urgency and secrecy and the incoming stamp among the stamps of a letter."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from nlp.fields.issued_on import date_of
from nlp.finding import Found, letter_of
from nlp.folding import fold, letters
from nlp.lexicons import Lexicons
from nlp.record import Arrival, FieldName
from nlp.stamps import SECRECY, URGENCY, is_arrival, mark_in
from nlp.zones import Letter, Placed, ZoneName

NUMBER = re.compile(r"^\W*(?:so\W*)?(\d{1,6})\W*$")
DATE = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
LIKELY, SURE = 0.6, 0.9


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield urgency, secrecy and arrival.

    The incoming stamp belongs to arrival alone, never to the letter's own number and date.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 8 (boxes 10a and 10b) and Annex IV.
    """
    letter = letter_of(doc)
    for placed in letter.lines_in(ZoneName.STAMPS):
        yield from _mark(placed, FieldName.URGENCY, URGENCY)
        yield from _mark(placed, FieldName.SECRECY, SECRECY)
    arrival = _arrival(letter)
    if arrival is not None:
        yield arrival


def _mark(placed: Placed, name: FieldName, marks: tuple[str, ...]) -> Iterable[Found]:
    """Yield the mark a stamped line consists of."""
    mark = mark_in(placed.line.text, marks)
    if mark is not None:
        yield Found(name, mark, placed.start, placed.end, SURE)


def _arrival(letter: Letter) -> Found | None:
    """Return what was written into the incoming stamp, if there is one."""
    stamped = list(letter.lines_in(ZoneName.STAMPS))
    if not is_arrival(" ".join(letters(placed.line.text) for placed in stamped)):
        return None
    number: str | None = None
    day: str | None = None
    for placed in stamped:
        text = fold(placed.line.text)
        dated = DATE.search(text)
        day = day or (None if dated is None else date_of(*dated.groups()))
        numbered = NUMBER.match(text)
        number = number or (None if numbered is None else numbered.group(1))
    if number is None and day is None:
        return None
    span = stamped[0].start, stamped[-1].end
    return Found(FieldName.ARRIVAL, Arrival(number, day), *span, LIKELY)
