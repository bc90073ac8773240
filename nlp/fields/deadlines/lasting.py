"""A due date or term in, the last calendar day that is still in time out."""

import calendar
from datetime import date, timedelta

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

    Source:
        Civil Code 91/2015/QH13, articles 147 and 148; working days leave out weekends and the
        public holidays of Vietnam.

    >>> last_day_of_term(Offset(5, "working_day", "signing"), date(2026, 4, 28))
    '2026-05-07'
    """
    if offset.unit == "month":
        return _months_later(start, offset.amount).isoformat()
    if offset.unit == "day":
        return (start + timedelta(days=offset.amount)).isoformat()
    free = holidays.country_holidays("VN", years=range(start.year, start.year + 3))
    day = start
    for _ in range(offset.amount):
        day += timedelta(days=1)
        while day.weekday() in WEEKEND or day in free:
            day += timedelta(days=1)
    return day.isoformat()


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
