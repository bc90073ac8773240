"""Finds meetings, courses and periods: Doc in, one Found per event out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from nlp.fields.dates import Written, dates_in
from nlp.fields.prose import Prose, prose
from nlp.finding import Found, letter_of
from nlp.folding import squeeze
from nlp.lexicons import Lexicons
from nlp.record import Event, FieldName
from nlp.zones import ZoneName

SIDE_MATTER = (ZoneName.HEAD_LEFT, ZoneName.HEAD_RIGHT, ZoneName.STAMPS, ZoneName.MARGIN)
# What comes before the date of an event, on folded text.
OPENS = re.compile(
    r"(?:thoi gian(?:\s+(?:to chuc|hop|du kien|khai mac|thuc hien|hoi nghi|thi|hoc|tap huan))*\s*:"
    r"|(?:to chuc|dien ra|khai mac|bat dau|tap trung|du hop|hop|co mat)"
    r"(?:\s+[^\s,;.:/\d]+){0,6}?)[\s:,]*(?:du kien|vao|luc|hoi|tu|trong|thoi gian|\s|:|-)*(?:ngay)?\s*$"
)
LASTS = re.compile(r"\s*(?:den|-|–)\s*(?:het\s*)?(?:ngay\s*)?")
# "từ ngày 02 đến ngày 06/02/2026": the first day borrows month and year.
FIRST_DAY = re.compile(r"(?:ngay\s*)?(?P<day>\d{1,2})\s*(?:den|-|–)\s*(?:het\s*)?(?:ngay\s*)?$")
REACH = 90
CERTAINTY = 0.75
DAY = len("2026-02-06")


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Find dated meetings, courses and periods in the order of the paper.

    Args:
        doc: A letter's Doc.
        lexicons: Not needed here.

    Yields:
        Events with a first day; a last day where a period is named.
    """
    text = prose(letter_of(doc), without=SIDE_MATTER)
    yield from _events(text, dates_in(text.folded))


def _events(text: Prose, dates: Sequence[Written]) -> Iterator[Found]:
    ends: set[int] = set()
    for index, date in enumerate(dates):
        if index in ends or len(date.iso) != DAY:
            continue
        begin, first = _first(text, date)
        if OPENS.search(text.folded[max(0, begin - REACH) : begin]) is None:
            continue
        last = date if first != date.iso else None
        if index + 1 < len(dates) and LASTS.fullmatch(
            text.folded[date.end : dates[index + 1].from_time]
        ):
            last = dates[index + 1]
            ends.add(index + 1)
        yield _found(text, (begin, first), date, last)


def _first(text: Prose, date: Written) -> tuple[int, str]:
    """Return where the event's dates begin, and its first day."""
    match = FIRST_DAY.search(text.folded, max(0, date.from_time - 30), date.from_time)
    if match is None or not 1 <= int(match["day"]) < int(date.iso[8:]):
        return date.from_time, date.iso
    return match.start(), f"{date.iso[:8]}{int(match['day']):02d}"


def _found(text: Prose, first: tuple[int, str], date: Written, last: Written | None) -> Found:
    end = date.end if last is None else last.end
    clause = text.clause(first[0], end)
    event = Event(
        starts_on=first[1],
        ends_on=None if last is None else last.iso,
        time=date.time,
        quote=squeeze(text.flat[clause[0] : clause[1]]),
    )
    return Found(FieldName.EVENTS, event, first[0], end, CERTAINTY)
