"""Finds meetings, courses and periods: Doc in, one Found per event out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc

from nlp.fields.dates import Written, clock_at, dates_in, period
from nlp.fields.letter_day import in_year, issued_on
from nlp.fields.prose import Prose, prose
from nlp.finding import Found, letter_of
from nlp.folding import squeeze
from nlp.lexicons import Lexicons
from nlp.record import Event, FieldName
from nlp.zones import ZoneName

SIDE_MATTER = (ZoneName.HEAD_LEFT, ZoneName.HEAD_RIGHT, ZoneName.STAMPS, ZoneName.MARGIN)
# What comes before the date of an event, on folded text; "Ban Tổ chức", "phù hợp" hold none of it.
GATHERS = (
    r"(?<!\bban )(?<!\bluat )(?<!\bbo may )(?<!\bda )(?<!\bcac )\bto chuc(?! (?:tin dung|kinh te|cach mang|phi chinh)\b)|(?<!\bda )\bdien ra|\bkhai mac|\bbat dau|\btap trung"
    r"|\bdu hop|\bco mat|\bky thi\b|\bthi tuyen\b|\bngay thi\b"
    r"|(?<!\bphu )(?<!\bket )(?<!\btong )(?<!\btruong )(?<!\bphoi )(?<!\bthich )(?<!\bda )\bhop(?! dong\b)"
)
LEAD = r"(?:du kien|vao|luc|hoi|tu|trong|thoi gian|(?:mot|hai|ba|bon|\d{1,2})(?:\s*\([a-z]+\))? ngay\b|\s|,|:|-)*(?:ngay)?\s*$"
OPENS = re.compile(
    rf"(?:(?<!\bkhoang )(?<!\btrong )\bthoi gian(?P<what>(?:\s+[a-z]+){{0,5}}?)\s*(?::|(?=\s(?:vao|tu|luc|la)\s))|(?<!\bkhoang )(?<!\btrong )\bthoi gian"
    rf"|(?:{GATHERS})(?:[\s,]+(?!(?:truoc|cham|muon|han|thong qua|hieu luc|hoac sau)\b)(?:[^\s,;.:/\d]+|\d{{1,2}}(?=\s))){{0,8}}?){LEAD}"
)
# A period told with its two ends belongs to what the clause is about.
GATHERED = re.compile(rf"{GATHERS}|\bdot (?:\d|[iv])|\bvong (?:\d|[iv])|\bhoc ky\b")
# A time in which something is sent or received ends with a deadline.
RECEIVED = re.compile(r"\b(?:nhan|nop|thu|gui|dang ky|ho so|hoan thanh|bao cao)\b|\bky\s*$")
# An hour tells a meeting, but for terms and for what is past.
BOUND = re.compile(r"\b(?:truoc|sau|cham nhat|muon nhat|han|het|den|khong qua|da|vua)\b")
LASTS = re.compile(r"\s*(?:den|-|–)\s*(?:het\s*)?(?:ngay\s*)?")
# "từ ngày 02 đến ngày 06/02/2026": the first day borrows month and year.
# "ngày 16, 17/7/2026", "ngày 27 và 28/4/2026" are two days on end.
FIRST_DAY = re.compile(
    r"(?:ngay\s*)?(?<!\d)(?P<day>\d{1,2})\s*(?:den|-|–|(?P<also>,|va))\s*(?:het\s*)?(?:ngay\s*)?$"
)
# "…, bắt đầu lúc 08 giờ ngày 18/01/2018"; "Khai mạc vào lúc 08 giờ."
BEGINS = re.compile(
    r"[\s,.;(]{1,3}(?:bat dau|khai mac|tap trung|co mat)\b(?:\s+(?:vao|luc|tu|hoi))*\s*"
)
# Without marks "họp" is one with "hợp": "hợp tác", "Luật Hợp tác xã".
OTHER_HOP = re.compile(r"(?<!\w)hợp(?!\w)", re.I)
NAMED = re.compile(r"\bngay(?:\s*\d{1,2}\s*(?:den|-|–|,|va))?\s*$")
PASSED = re.compile(r"\bthong qua tai\b")
LONG_PAST = timedelta(days=31)
"""What ended so long before the letter's own day is told, not announced."""
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
    letter = letter_of(doc)
    text = _without_other_words(prose(letter, without=SIDE_MATTER))
    own = issued_on(letter)
    dates = dates_in(text.folded, year=None if own is None else int(own[:4]))
    sure = [date for date in dates if not date.bare_year or _is_named(text, date)]
    for event in _events(text, [in_year(date, own) for date in sure]):
        if own is None or not _is_past(event, own):
            yield event


def _without_other_words(text: Prose) -> Prose:
    """Blank the folded "hop" that is printed "hợp"; the length stays."""
    parts, at = [], 0
    for match in OTHER_HOP.finditer(text.flat):
        parts += [text.folded[at : match.start()], "-" * len(match.group())]
        at = match.end()
    return replace(text, folded="".join((*parts, text.folded[at:])))


def _is_named(text: Prose, date: Written) -> bool:
    """Tell whether a date without a year stands behind "ngày": "8/10" alone may be a share."""
    return NAMED.search(text.folded, max(0, date.start - 30), date.start) is not None


def _is_past(found: Found, own: str) -> bool:
    event = found.value
    if not isinstance(event, Event):
        return False
    last = event.ends_on or event.starts_on
    return last is not None and period(last)[1] < period(own)[0] - LONG_PAST


def _events(text: Prose, dates: Sequence[Written]) -> Iterator[Found]:
    told: set[int] = set()
    for index, date in enumerate(dates):
        if index in told or len(date.iso) != DAY:
            continue
        begin, first = _first(text, date)
        last = date if first != date.iso else None
        if index + 1 < len(dates) and LASTS.fullmatch(
            text.folded[date.end : dates[index + 1].from_time]
        ):
            last = dates[index + 1]
        ranged = last is not None
        if not (_opens(text, begin, ranged=ranged) or _is_timed(text, begin, date)):
            continue
        end = date if last is None else last
        after = dates.index(end) + 1
        told.add(after - 1)
        time, again = _begins(text, end, dates[after] if after < len(dates) else None)
        if again and dates[after].iso == first:
            told.add(after)
        yield _found(text, (begin, first), replace(date, time=date.time or time), last)


def _opens(text: Prose, begin: int, *, ranged: bool) -> bool:
    """Tell whether what stands before a date makes it that of an event."""
    start = text.clause(begin, begin)[0]
    if PASSED.search(text.folded, start, begin) is not None:
        return False
    match = OPENS.search(text.folded[max(0, begin - REACH) : begin])
    if match is not None:
        return RECEIVED.search(match["what"] or "") is None
    asked = RECEIVED.search(text.folded, start, begin) is not None
    return ranged and not asked and GATHERED.search(text.folded, start, begin) is not None


def _is_timed(text: Prose, begin: int, date: Written) -> bool:
    """Tell whether a day stands in a time-table, its hour behind it, bound by nothing before it."""
    before = text.folded[max(text.clause(begin, date.end)[0], begin - REACH) : begin]
    bound = BOUND.search(before) is not None or RECEIVED.search(before) is not None
    return date.time is not None and date.from_time == date.start and not bound


def _begins(text: Prose, date: Written, later: Written | None) -> tuple[str | None, bool]:
    """Return the hour that is told behind the date of an event, and whether its day is told again."""
    match = BEGINS.match(text.folded, date.end)
    if match is None:
        return None, False
    if later is not None and later.from_time == match.end():
        return later.time, True
    return clock_at(text.folded, match.end()), False


def _first(text: Prose, date: Written) -> tuple[int, str]:
    """Return where the event's dates begin, and its first day."""
    match = FIRST_DAY.search(text.folded, max(0, date.from_time - 30), date.from_time)
    gap = 0 if match is None else int(date.iso[8:]) - int(match["day"])
    if match is None or gap < 1 or int(match["day"]) < 1 or (match["also"] and gap > 1):
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
