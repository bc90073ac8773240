"""Finds the marks of urgency and secrecy and the incoming stamp among the stamps of a letter."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from nlp.fields.issued_on import date_of
from nlp.finding import Found, letter_of
from nlp.folding import fold, letters
from nlp.lexicons import Lexicons
from nlp.record import Arrival, FieldName
from nlp.stamps import SECRECY, URGENCY, is_arrival, mark_in, printed_mark
from nlp.zones import Letter, Placed, ZoneName

NUMBER = re.compile(r"^\W*(?:so\W*)?(\d{1,6})\W*$")
DATE = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
SURE = 0.9


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
    yield from _printed(letter)
    arrival = _arrival(letter)
    if arrival is not None:
        yield arrival


def _mark(placed: Placed, name: FieldName, marks: tuple[str, ...]) -> Iterable[Found]:
    """Yield the mark a stamped line consists of."""
    mark = mark_in(placed.line.text, marks)
    if mark is not None:
        yield Found(name, mark, placed.start, placed.end, SURE)


def _printed(letter: Letter) -> Iterable[Found]:
    """Yield marks that are printed, not stamped: a line of the head that is nothing else."""
    for placed in letter.lines_in(ZoneName.HEAD_LEFT, ZoneName.HEAD_RIGHT, ZoneName.TITLE):
        mark = printed_mark(placed.line.text)
        if mark is not None:
            name = FieldName.URGENCY if mark in URGENCY else FieldName.SECRECY
            yield Found(name, mark, placed.start, placed.end, SURE)


def _arrival(letter: Letter) -> Found | None:
    """Return what was written into the incoming stamp, if there is one."""
    stamped = list(letter.lines_in(ZoneName.STAMPS))
    if not is_arrival(" ".join(letters(placed.line.text) for placed in stamped)):
        return None
    number: str | None = None
    day: str | None = None
    under: list[Placed] = []
    for placed in stamped:
        text = fold(placed.line.text)
        dated = DATE.search(text)
        numbered = NUMBER.match(text)
        if day is None and dated is not None:
            day = date_of(*dated.groups())
            under.append(placed)
        if number is None and numbered is not None:
            number = numbered.group(1)
            under.append(placed)
    if number is None and day is None:
        return None
    return Found(FieldName.ARRIVAL, Arrival(number, day), under[0].start, under[-1].end, SURE)
