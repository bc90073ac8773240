"""Deadlines and tasks of all letters, one after another: filters go in, parts of a list come out."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema

from feed.record_schema import Day, Deadline, Task
from feed.schemas import LARGEST, MOST
from nlp.record import FieldName, FieldStatus
from records.models import FieldValue
from records.states import READ, State

FIRST, LAST = "0", "9"
router = Router(tags=["deadlines"])


class OfLetter(Schema):
    """One value, and the letter it stands in."""

    letter: int
    code: str | None
    subject: str | None
    state: str
    position: int
    confidence: float
    status: FieldStatus


class LetterDeadline(OfLetter):
    """A deadline of a letter."""

    deadline: Deadline


class LetterTask(OfLetter):
    """A task of a letter."""

    task: Task


class Deadlines(Schema):
    """Some deadlines; `next` is the `after` of the following part, or null."""

    items: list[LetterDeadline]
    next: int | None


class Tasks(Schema):
    """Some tasks; `next` is the `after` of the following part, or null."""

    items: list[LetterTask]
    next: int | None


class Part(Schema):
    """Which part of the list is asked for."""

    reviewed: Annotated[bool, Query(description="of approved letters alone")] = True
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50
    after: Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the part before")] = 0


class Wanted(Part):
    """Which deadlines are asked for."""

    since: Annotated[Day | None, Query(description="last day not before")] = None
    until: Annotated[Day | None, Query(description="last day not after")] = None
    responsible: Annotated[str, Query(max_length=200, description="a part of the name")] = ""


@router.get("/deadlines", response=Deadlines, summary="Deadlines of all letters")
def deadlines(request: HttpRequest, wanted: Annotated[Wanted, Query()]) -> Deadlines:
    """List deadlines in the order in which they were found."""
    rows = _rows(FieldName.DEADLINES, wanted)
    if wanted.since or wanted.until:
        # Both bounds always: to one database null is smaller than any text, to the other larger.
        bounds = (wanted.since or FIRST, wanted.until or LAST)
        rows = rows.filter(value__last_day__gte=bounds[0], value__last_day__lte=bounds[1])
    if wanted.responsible:
        rows = rows.filter(value__responsible__icontains=wanted.responsible)
    found, following = _part(rows, wanted.limit)
    items = [
        LetterDeadline(**_letter(row), deadline=Deadline.model_validate(row.value)) for row in found
    ]
    return Deadlines(items=items, next=following)


@router.get("/tasks", response=Tasks, summary="Tasks of all letters")
def tasks(request: HttpRequest, wanted: Annotated[Part, Query()]) -> Tasks:
    """List tasks in the order in which they were found."""
    found, following = _part(_rows(FieldName.TASKS, wanted), wanted.limit)
    items = [LetterTask(**_letter(row), task=Task.model_validate(row.value)) for row in found]
    return Tasks(items=items, next=following)


def _rows(name: FieldName, wanted: Part) -> QuerySet[FieldValue]:
    states = {State.APPROVED} if wanted.reviewed else READ
    rows = FieldValue.objects.filter(
        name=name, pk__gt=wanted.after, record__document__state__in=states
    )
    return rows.select_related("record__document").order_by("pk")


def _part(rows: QuerySet[FieldValue], limit: int) -> tuple[list[FieldValue], int | None]:
    found = list(rows[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def _letter(row: FieldValue) -> dict[str, Any]:
    document = row.record.document
    return {
        "letter": document.pk,
        "code": document.code or None,
        "subject": document.subject or None,
        "state": document.state,
        "position": row.position,
        "confidence": row.confidence,
        "status": row.status,
    }
