"""How the office is doing: stored letters go in, a few figures and the bars of a plot come out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from nlp.record import FieldStatus
from records.models import NO_DEADLINE, Correction, Document, DueDay, FieldValue, Record
from records.states import UNFINISHED, Change, State

DAYS = 30
AHEAD = 14
PLOT_HEIGHT = 100
GAP = 0.25
TOUCHED = (Change.SET, Change.ADD, Change.REMOVE, Change.RESTORE)
LISTED = 40
LATEST = 1000
"""So many letters, approved last, tell how well the machine reads now."""
Span = tuple[datetime, datetime]


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
        untouched: Of the letters approved last, those that nobody had to correct.
        overturned: In these, the values the machine was sure of and staff changed.
        bars: Letters received on each of the last days.
        approvals: Letters approved on each of these days.
        checked: Of the random sample, the values taken unseen that staff left as they were.
        by_field: The same for each field, the worst first.
    """

    waiting: int
    to_review: int
    failed: int
    approved: int
    overdue: int
    untouched: Share
    overturned: Share
    bars: Sequence[Bar]
    approvals: Sequence[Bar]
    checked: Share
    by_field: Sequence[tuple[str, Share]]


def figures(today: date) -> Figures:
    """Return the figures of a day."""
    received, approved = _per_day(today, _received), _approved_per_day(today)
    most = max([*received.values(), *approved.values(), 1])
    shares = sampled_shares()
    latest = _latest()
    counted = dict(Document.objects.order_by().values_list("state").annotate(Count("id")))
    return Figures(
        waiting=sum(counted.get(state, 0) for state in UNFINISHED),
        to_review=counted.get(State.NEEDS_REVIEW, 0),
        failed=counted.get(State.FAILED, 0),
        approved=counted.get(State.APPROVED, 0),
        overdue=_unfinished().filter(due_on__lt=today.isoformat()).count(),
        untouched=_untouched(latest),
        overturned=_overturned(latest),
        bars=bars(received, today, most=most),
        approvals=bars(approved, today, most=most),
        checked=Share(sum(one.part for _, one in shares), sum(one.whole for _, one in shares)),
        by_field=shares,
    )


def coming(today: date) -> list[tuple[str, Document]]:
    """Return the next days on which something is due, each with its letter."""
    until = (today + timedelta(days=AHEAD)).isoformat()
    near = DueDay.objects.exclude(document__state=State.DISCARDED).filter(
        day__gte=today.isoformat(), day__lte=until
    )
    rows = near.select_related("document").order_by("day", "document_id")[:LISTED]
    return [(row.day, row.document) for row in rows]


def overdue(today: date) -> list[tuple[str, Document]]:
    """Return letters past their first deadline that nobody has approved, the latest first."""
    late = _unfinished().filter(due_on__lt=today.isoformat())
    return [(letter.due_on, letter) for letter in late.order_by("-due_on", "-id")[:LISTED]]


def bars(counts: dict[date, int], today: date, *, most: int) -> list[Bar]:
    """Lay out one bar a day, the last one today; the highest stands for `most`.

    >>> day = date(2026, 3, 2)
    >>> [(bar.x, bar.y, bar.height) for bar in bars({day: 4}, day, most=8)][-1]
    (29, 50.0, 50.0)
    """
    days = [today - timedelta(days=DAYS - 1 - n) for n in range(DAYS)]
    heights = [PLOT_HEIGHT * counts.get(day, 0) / most for day in days]
    return [
        Bar(n, PLOT_HEIGHT - height, 1 - GAP, height, day, counts.get(day, 0))
        for n, (day, height) in enumerate(zip(days, heights, strict=True))
    ]


def _per_day(today: date, counted: Callable[[Span], int]) -> dict[date, int]:
    """Count by ranges of time: the index answers, no row is looked at."""
    days = [today - timedelta(days=before) for before in range(DAYS)]
    return {day: counted(_span(day)) for day in days}


def _received(span: Span) -> int:
    return Document.objects.filter(received_at__range=span).count()


def _approved_per_day(today: date) -> dict[date, int]:
    """Count approvals that stand; those undone are few, so they are looked up and taken off."""
    approvals = Correction.objects.filter(kind=Change.APPROVE)
    first, _end = _span(today - timedelta(days=DAYS - 1))
    undone = Correction.objects.filter(kind=Change.UNDO, at__gte=first, undoes__kind=Change.APPROVE)
    back = Counter(timezone.localdate(at) for at in undone.values_list("undoes__at", flat=True))
    counts = _per_day(today, lambda span: approvals.filter(at__range=span).count())
    return {day: count - back[day] for day, count in counts.items()}


def _span(day: date) -> Span:
    """Return the first and the last moment of a day."""
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)


def _unfinished() -> QuerySet[Document]:
    open_ = [state for state in State if state not in (State.APPROVED, State.DISCARDED)]
    return Document.objects.filter(state__in=open_).exclude(due_on=NO_DEADLINE)


def _latest() -> list[int]:
    """Return the letters approved last: what is counted stays as quick as the archive grows."""
    approvals = Correction.objects.filter(kind=Change.APPROVE).order_by("-at")
    last = dict(approvals.values_list("pk", "document")[:LATEST])
    undone = Correction.objects.filter(undoes__in=last).order_by().values_list("undoes", flat=True)
    standing = last.keys() - set(undone)
    return list(dict.fromkeys(letter for row, letter in last.items() if row in standing))


def _untouched(latest: list[int]) -> Share:
    touched = _standing(latest).filter(kind__in=TOUCHED).values("document")
    return Share(len(latest) - touched.distinct().count(), len(latest))


def sampled_shares() -> list[tuple[str, Share]]:
    """Return of each field how many values of the sample were right, the worst field first.

    The sample was drawn by chance from letters that the machine was sure of, and staff have looked
    at every value of it: so this is how often a value taken unseen is right.
    """
    drawn = Document.objects.filter(sampled=True, state=State.APPROVED).order_by("-id")
    numbers = list(drawn.values_list("pk", flat=True)[:LATEST])
    left = _values(numbers).filter(status=FieldStatus.ACCEPTED)
    right, wrong = _by_name(left), _by_name(_changed(numbers))
    shares = [(name, Share(right[name], right[name] + wrong[name])) for name in right | wrong]
    return sorted(shares, key=lambda one: (one[1].percent or 0, one[0]))


def _by_name(rows: "QuerySet[FieldValue] | QuerySet[Correction]") -> Counter[str]:
    """Count rows by field; in no order, or a database may walk down the whole table for it."""
    return Counter(dict(rows.order_by().values_list("name").annotate(Count("id"))))


def _overturned(latest: list[int]) -> Share:
    """Count what staff changed though the machine was sure of it."""
    changed = _changed(latest).count()
    return Share(changed, _values(latest).exclude(status=FieldStatus.CORRECTED).count() + changed)


def _values(letters: list[int]) -> QuerySet[FieldValue]:
    """Return the values of some letters; by number, or a database may look at all there are."""
    records = Record.objects.filter(document__in=letters).values_list("pk", flat=True)
    return FieldValue.objects.filter(record__in=list(records))


def _changed(letters: list[int]) -> QuerySet[Correction]:
    """Return what staff changed in letters though the machine was sure of it."""
    changes = _standing(letters).filter(kind__in=(Change.SET, Change.REMOVE))
    return changes.filter(before__status=str(FieldStatus.ACCEPTED))


def _standing(letters: list[int]) -> QuerySet[Correction]:
    """Return what was done to letters and not undone; the few undone are asked for first."""
    done = Correction.objects.filter(document__in=letters).order_by()
    undone = done.filter(kind=Change.UNDO).values_list("undoes", flat=True)
    return done.exclude(pk__in=list(undone))
