"""Finds by when somebody must do something: Doc in, one Found per deadline out."""

from collections.abc import Iterable

from rapidfuzz import fuzz
from spacy.tokens import Doc

from nlp.fields.dates import dates_in
from nlp.fields.deadlines.absolute import dated_deadlines, school_year_deadlines
from nlp.fields.deadlines.contested import doubted
from nlp.fields.deadlines.quoted import own_deadlines
from nlp.fields.deadlines.relative import relative_deadlines
from nlp.fields.deadlines.repeating import repeating_deadlines
from nlp.fields.deadlines.scheduled import scheduled_deadlines
from nlp.fields.letter_day import in_year, issued_on
from nlp.fields.prose import Prose, prose
from nlp.finding import Found, letter_of
from nlp.folding import fold
from nlp.lexicons import Lexicons
from nlp.record import Deadline, Relation
from nlp.zones import ZoneName

SIDE_MATTER = (ZoneName.HEAD_LEFT, ZoneName.HEAD_RIGHT, ZoneName.STAMPS, ZoneName.MARGIN)
SAME_WORDS = 92.0
"""Of 100: two clauses so alike are one, read twice or printed twice."""


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Find the deadlines of a letter in the order of the paper.

    Dates of cited letters, of past events, of meetings and in conditions are none; nor is the
    letter's own date. A date without a year takes that of the letter.

    Args:
        doc: A letter's Doc.
        lexicons: Not needed here.

    Yields:
        Deadlines; two for one date when they ask for different things. Those of a text that is quoted
        word for word are left out, or doubtful where the letter has no other; doubtful is also a day
        the letter itself speaks against (`contested`).
    """
    letter = letter_of(doc)
    text = prose(letter, without=SIDE_MATTER)
    own_day = issued_on(letter)
    year = None if own_day is None else int(own_day[:4])
    dates = [in_year(date, own_day) for date in dates_in(text.folded, year=year)]
    found = [
        *dated_deadlines(text, dates, own_day),
        *relative_deadlines(text, dates, own_day),
        *repeating_deadlines(text),
        *school_year_deadlines(text),
        *scheduled_deadlines(text),
    ]
    own = own_deadlines(_each_once(sorted(found, key=lambda one: one.start), text), text)
    yield from doubted(own, text, own_day)


def _each_once(found: list[Found], text: Prose) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        if not any(_repeats(one, other, text) for other in kept):
            kept.append(one)
    return kept


def _are_alike(one: str, other: str) -> bool:
    return fuzz.ratio(fold(one), fold(other)) >= SAME_WORDS


def _repeats(one: Found, other: Found, text: Prose) -> bool:
    """Tell whether a deadline says again what another says: in like words, or as a refusal."""
    new, old = one.value, other.value
    if not isinstance(new, Deadline) or not isinstance(old, Deadline):
        return False
    if (new.due_on, new.offset, new.repeats) != (old.due_on, old.offset, old.repeats):
        return False
    # "Thời gian hoàn thành: Trước ngày 15/4/2026" may stand below two tasks.
    one_task = new.action is None or old.action is None or _are_alike(new.action, old.action)
    alike = one_task and _are_alike(new.quote, old.quote)
    return alike or (new.relation is Relation.BY and text.folded.startswith("sau ", one.start))
