"""Figures of the service for those who watch it: rows, queue and disk in, named numbers out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from records import room
from records.models import Arrival, Document, Page
from records.states import UNFINISHED, State
from workers.sweep import waiting_in_queue

RECENT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Figure:
    """One named figure.

    Attributes:
        name: As Prometheus wants it, with its unit.
        kind: "gauge" or "counter".
        meaning: One English sentence.
        values: (label, value); one with an empty label where there is no label.
        label: What the labels are; None for none.
    """

    name: str
    kind: str
    meaning: str
    values: tuple[tuple[str, float], ...]
    label: str | None = None


def figures(*, now: datetime) -> Iterator[Figure]:
    """Yield all figures, those of the present by asking the database now."""
    by_state = dict(Document.objects.order_by().values_list("state").annotate(Count("id")))
    states = tuple((str(state), float(by_state.get(state, 0))) for state in State)
    yield Figure("vanthu_letters", "gauge", "Letters by state.", states, "state")
    outcomes = Arrival.objects.order_by().values_list("outcome").annotate(Count("id"))
    yield Figure(
        "vanthu_arrivals_total", "counter", "Files by outcome.", _rows(outcomes), "outcome"
    )
    failed = Document.objects.filter(state=State.FAILED).order_by()
    codes = failed.values_list("error_code").annotate(Count("id"))
    yield Figure("vanthu_failures", "gauge", "Letters set aside by code.", _rows(codes), "code")
    yield _single("vanthu_oldest_waiting_seconds", "Age of the oldest unread letter.", _oldest(now))
    yield _single("vanthu_pages_per_minute", "Pages of letters read lately.", _pages(now))
    waiting = waiting_in_queue()
    yield _single("vanthu_queue_messages", "Messages to readers.", float(waiting or 0))
    yield _single("vanthu_broker_up", "1: the broker answers.", float(waiting is not None))
    yield _single("vanthu_free_bytes", "Free where letters are kept.", float(room.free_bytes()))
    yield _single("vanthu_intake_paused", "1: the disk is nearly full.", float(room.is_low()))


def _single(name: str, meaning: str, value: float) -> Figure:
    return Figure(name, "gauge", meaning, (("", value),))


def _rows(counted: "object") -> tuple[tuple[str, float], ...]:
    return tuple((str(label), float(count)) for label, count in counted)  # type: ignore[attr-defined]


def _oldest(now: datetime) -> float:
    waiting = Document.objects.filter(state__in=UNFINISHED)
    oldest = waiting.aggregate(oldest=Min("received_at"))["oldest"]
    return 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())


def _pages(now: datetime) -> float:
    lately = Page.objects.filter(document__finished_at__gte=now - RECENT)
    return lately.count() / (RECENT / timedelta(minutes=1))
