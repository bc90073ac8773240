"""A due date or term in, the last calendar day that is still in time out."""

import calendar
from datetime import date, timedelta
from functools import lru_cache

import holidays

from nlp.fields.dates import period
from nlp.record import Offset, Relation

WEEKEND = (5, 6)


def last_day(due_on: str, relation: Relation, *, time: str | None = None) -> str | None:
    """Return the last day in time for a dated term, as ISO.

    Args:
        due_on: ISO date, month or year.
        relation: How it binds; "trước ngày" leaves the day before, unless an hour of the day
            itself is named.
        time: HH:MM or None.

    >>> last_day("2026-03-10", Relation.BEFORE), last_day("2026-02", Relation.BY)
    ('2026-03-09', '2026-02-28')
    """
    first, last = period(due_on)
    if relation is Relation.FROM:
        return None
    if relation is Relation.BEFORE and time is None:
        return (first - timedelta(days=1)).isoformat()
    return last.isoformat()


def last_day_of_term(offset: Offset, start: date) -> str:
    """Return the last day of a term counted from a day, which itself is not counted.

    A term of days or months that ends on a weekend or a public holiday runs to the end of the next
    working day.

    Source:
        Civil Code 91/2015/QH13, articles 147 and 148.5; working days leave out weekends and the
        public holidays of Vietnam.

    >>> last_day_of_term(Offset(5, "working_day", "signing"), date(2026, 4, 28))
    '2026-05-07'
    """
    if offset.unit == "month":
        return _working_day(_months_later(start, offset.amount)).isoformat()
    if offset.unit == "day":
        return _working_day(start + timedelta(days=offset.amount)).isoformat()
    day = start
    for _ in range(offset.amount):
        day = _working_day(day + timedelta(days=1))
    return day.isoformat()


def _working_day(day: date) -> date:
    """Return the day itself, or the first working day after it."""
    while day.weekday() in WEEKEND or day in _holidays(day.year):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def _holidays(year: int) -> holidays.HolidayBase:
    """Return the public holidays of a year, Tết and days off in lieu included."""
    return holidays.country_holidays("VN", years=year)


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
