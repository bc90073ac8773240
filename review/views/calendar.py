"""The calendar of deadlines: a month goes in, its weeks with the letters due on each day come out."""

import calendar as weeks
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from records.models import Document, DueDay
from records.states import State
from review.templatetags.office import WEEKDAYS
from review.typed import YEARS

SHOWN = 4
"""So many letters a day are named; the others are counted."""
OPEN = tuple(state for state in State if state is not State.DISCARDED)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the month's page: the letters due on it, and how many more there are."""

    day: date
    inside: bool
    letters: tuple[Document, ...]
    more: int


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month; without one the present month."""
    today = timezone.localdate()
    month = _month(request.GET.get("thang", "")) or today.replace(day=1)
    context = {
        "month": month,
        "before": month - timedelta(days=1),
        "after": month + timedelta(days=31),
        "weeks": _weeks(month),
        "weekdays": WEEKDAYS,
        "today": today,
    }
    return render(request, "review/calendar.html", context)


def _month(asked: str) -> date | None:
    """Return the first day of a month as "2026-03"."""
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return None
    return month if month.year in YEARS else None


def _weeks(month: date) -> list[list[Day]]:
    days = weeks.Calendar().monthdatescalendar(month.year, month.month)
    first, last = days[0][0].isoformat(), days[-1][-1].isoformat()
    within = DueDay.objects.filter(day__gte=first, day__lte=last)
    counts = _counted(within)
    # Few letters are discarded: counted apart, so that the others need not be looked at.
    counts.subtract(_counted(within.filter(document__state=State.DISCARDED)))
    return [[_day(day, month, counts[day.isoformat()]) for day in week] for week in days]


def _counted(due: QuerySet[DueDay]) -> Counter[str]:
    return Counter(dict(due.order_by().values_list("day").annotate(Count("id"))))


def _day(day: date, month: date, count: int) -> Day:
    """Ask for a day's first letters alone: a month may have thousands."""
    due = DueDay.objects.filter(day=day.isoformat(), document__state__in=OPEN)
    due = due.select_related("document").order_by("document_id")
    letters = tuple(row.document for row in due[:SHOWN]) if count else ()
    return Day(day, day.month == month.month, letters, count - len(letters))
