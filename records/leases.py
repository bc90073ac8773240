"""Who may store what a letter says: a letter and its lease go in, the one row that is still so comes out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from records.errors import RecordsError, WrongState
from records.models import Document, Try
from records.states import Ending, State

MOST_INTERRUPTIONS = 20
"""A letter whose reading was stopped this often from outside is suspected all the same."""
ROOM_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
"""No letter waits longer for its next try; a later time was written by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a letter could not be read: a stable code and what staff should do."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to store what one letter says.

    Attributes:
        document_id: The letter.
        token: Unique to one try; results of an older try are refused.
    """

    document_id: int
    token: str


def due(now: datetime) -> Q:
    """Return the condition that a received letter may be read now."""
    return (Q(not_before=None) | Q(not_before__lte=now) | Q(not_before__gt=now + LONGEST_WAIT)) & Q(
        state=State.RECEIVED
    )


FREE: dict[str, object] = {"lease_token": "", "lease_until": None, "reader": ""}
NO_REASON: dict[str, object] = {"error_code": "", "error_vi": "", "error_en": ""}


def held(lease: Lease) -> QuerySet[Document]:
    """The letter, if it is still being read under this lease."""
    return Document.objects.filter(
        pk=lease.document_id, state=State.READING, lease_token=lease.token
    )


def silent(document: Document) -> QuerySet[Document]:
    """The letter, if its worker has given no sign of life since it was looked at."""
    reading = held(Lease(document.pk, document.lease_token))
    return reading.filter(lease_until=document.lease_until)


def interrupt(reading: QuerySet[Document]) -> bool:
    """Return a letter to the waiting ones; the try counts only if this has happened very often."""
    often = reading.filter(interruptions__gte=MOST_INTERRUPTIONS)
    back: dict[str, object] = {"state": State.RECEIVED, "queued_at": None, **FREE}
    if often.update(**back):
        return True
    fewer, more = F("attempts") - 1, F("interruptions") + 1
    return reading.update(attempts=fewer, interruptions=more, **back) == 1


def end_try(lease: Lease, ending: Ending, *, now: datetime, code: str = "") -> None:
    """Note how the try of a lease ended."""
    Try.objects.filter(token=lease.token).update(ended_at=now, ending=ending, code=code)


def move(query: QuerySet[Document], state: State, **changes: object) -> None:
    """Change the state of the one row that is still as the query says."""
    if query.update(state=state, **changes) != 1:
        raise WrongState


def reason(failure: Failure | type[RecordsError] | None) -> dict[str, object]:
    """Return the columns that tell staff why; None empties them."""
    if failure is None:
        return NO_REASON
    return {"error_code": failure.code, "error_vi": failure.vi, "error_en": failure.en}
