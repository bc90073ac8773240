"""How the office is doing: stored letters go in, a few figures and the bars of a plot come out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from nlp.record import FieldStatus
from records.models import NO_DEADLINE, Correction, Document, FieldValue
from records.states import UNFINISHED, Change, State

DAYS = 30
AHEAD = 14
PLOT_HEIGHT = 100
GAP = 0.25
TOUCHED = (Change.SET, Change.ADD, Change.REMOVE)
LISTED = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of the plot: place and size in the plot's own units, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `percent` is None where there is nothing to count."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent, to one place."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What the overview shows.

    Attributes:
        waiting: Received or being read.
        to_review: Waiting for staff.
        failed: In quarantine.
        approved: Signed off.
        overdue: Not approved and past the deadline.
        untouched: Approved letters that nobody had to correct.
        overturned: Values the machine was sure of and staff changed, of all such values approved.
        bars: Letters received on each of the last days.
    """

    waiting: int
    to_review: int
    failed: int
    approved: int
    overdue: int
    untouched: Share
    overturned: Share
    bars: Sequence[Bar]


def figures(today: date) -> Figures:
    """Return the figures of a day."""
    counted = dict(Document.objects.order_by().values_list("state").annotate(Count("id")))
    return Figures(
        waiting=sum(counted.get(state, 0) for state in UNFINISHED),
        to_review=counted.get(State.NEEDS_REVIEW, 0),
        failed=counted.get(State.FAILED, 0),
        approved=counted.get(State.APPROVED, 0),
        overdue=_unfinished().filter(due_on__lt=today.isoformat()).count(),
        untouched=_untouched(),
        overturned=_overturned(),
        bars=bars(_per_day(today), today),
    )


def coming(today: date) -> QuerySet[Document]:
    """Return letters whose deadline is near, overdue and not approved ones first."""
    until = (today + timedelta(days=AHEAD)).isoformat()
    near = Document.objects.filter(
        state__in=list(State), due_on__gte=today.isoformat(), due_on__lte=until
    )
    return near.order_by("due_on", "id")[:LISTED]


def overdue(today: date) -> QuerySet[Document]:
    """Return letters past their deadline that nobody has approved."""
    late = _unfinished().filter(due_on__lt=today.isoformat())
    return late.order_by("-due_on", "id")[:LISTED]


def bars(counts: dict[date, int], today: date) -> list[Bar]:
    """Lay out one bar a day, the last one today.

    >>> [(bar.x, bar.y, bar.height) for bar in bars({date(2026, 3, 2): 4}, date(2026, 3, 2))][-1]
    (29, 0.0, 100.0)
    """
    most = max([*counts.values(), 1])
    days = [today - timedelta(days=DAYS - 1 - n) for n in range(DAYS)]
    heights = [PLOT_HEIGHT * counts.get(day, 0) / most for day in days]
    return [
        Bar(n, PLOT_HEIGHT - height, 1 - GAP, height, day, counts.get(day, 0))
        for n, (day, height) in enumerate(zip(days, heights, strict=True))
    ]


def _per_day(today: date) -> dict[date, int]:
    """Count by ranges of time: the index answers, no row is looked at."""
    days = [today - timedelta(days=before) for before in range(DAYS)]
    return {day: Document.objects.filter(received_at__range=_span(day)).count() for day in days}


def _span(day: date) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a day."""
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)


def _unfinished() -> QuerySet[Document]:
    open_ = [state for state in State if state not in (State.APPROVED, State.DISCARDED)]
    return Document.objects.filter(state__in=open_).exclude(due_on=NO_DEADLINE)


def _untouched() -> Share:
    approved = Document.objects.filter(state=State.APPROVED)
    touched = Correction.objects.filter(kind__in=TOUCHED, undone_by=None)
    clean = approved.exclude(pk__in=touched.values("document"))
    return Share(clean.count(), approved.count())


def _overturned() -> Share:
    """Count what staff changed though the machine was sure of it."""
    approved = Document.objects.filter(state=State.APPROVED)
    changed = Correction.objects.filter(
        document__in=approved,
        kind__in=(Change.SET, Change.REMOVE),
        undone_by=None,
        before__status=str(FieldStatus.ACCEPTED),
    ).count()
    values = FieldValue.objects.filter(record__document__in=approved)
    return Share(changed, values.exclude(status=FieldStatus.CORRECTED).count() + changed)
