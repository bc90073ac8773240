"""Every change of a letter's state: one atomic function each, by compare-and-set."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from nlp.document import TextLayer
from nlp.record import Draft, FieldName, FieldStatus, evidence_json, value_json
from records.entries import summarise
from records.errors import WrongState
from records.layers import page_of
from records.models import Document, FieldValue, Page, Record
from records.outbox import tell
from records.queue import Step, enqueue
from records.states import Happening, State

NEEDED = (
    FieldName.DOCUMENT_TYPE,
    FieldName.CODE,
    FieldName.ISSUER,
    FieldName.ISSUED_ON,
    FieldName.SUBJECT,
    FieldName.SIGNERS,
)
"""A letter without one of these goes to staff."""


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


def claim(document_id: int, *, token: str, now: datetime, seconds: float) -> Document | None:
    """Take a received letter for reading and count the try.

    Returns:
        None when there is nothing to do: read already, being read, or not due yet.
    """
    due = Q(not_before=None) | Q(not_before__lte=now)
    waiting = Document.objects.filter(due, pk=document_id, state=State.RECEIVED)
    with transaction.atomic():
        document = waiting.select_for_update().first()
        if document is None:
            return None
        _move(
            waiting,
            State.READING,
            attempts=document.attempts + 1,
            lease_token=token,
            lease_until=now + timedelta(seconds=seconds),
            page=0,
            pages=0,
        )
    document.refresh_from_db()
    return document


def renew(lease: Lease, *, now: datetime, seconds: float) -> bool:
    """Say that the worker is alive; False when the letter is no longer its own."""
    until = now + timedelta(seconds=seconds)
    return _held(lease).update(lease_until=until) == 1


def report_page(lease: Lease, *, page: int, pages: int) -> None:
    """Store how far the reading is; page from 1."""
    _held(lease).update(page=page, pages=pages)


@transaction.atomic
def store_reading(lease: Lease, layers: Sequence[TextLayer], *, media_type: str) -> None:
    """Store the text layers of a letter in place of earlier ones.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    if not _held(lease).update(media_type=media_type, page=len(layers), pages=len(layers)):
        raise WrongState
    document = Document.objects.get(pk=lease.document_id)
    document.page_rows.all().delete()
    Page.objects.bulk_create([page_of(document, layer) for layer in layers])


@transaction.atomic
def store_draft(lease: Lease, draft: Draft, *, now: datetime, then: Sequence[Step] = ()) -> State:
    """Store the record of a letter and end its reading.

    Args:
        lease: The right to do so.
        draft: What was found.
        now: When.
        then: What workers do next with this letter.

    Returns:
        `done`, or `needs_review` when staff must look at it.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    state = outcome_of(draft)
    _move(_held(lease), state, finished_at=now, error_code="", error_vi="", error_en="", **FREE)
    Record.objects.filter(document_id=lease.document_id).delete()
    record = Record.objects.create(document_id=lease.document_id, drafted_at=now)
    FieldValue.objects.bulk_create(_values(record, draft))
    document = Document.objects.get(pk=lease.document_id)
    summarise(document)
    tell(Happening.READ, document, now=now, state=str(state))
    for step in then:
        enqueue(step, lease.document_id)
    return state


def outcome_of(draft: Draft) -> State:
    """Return the state that a draft leads to."""
    whole = all(draft.of(name) for name in NEEDED)
    sure = all(found.status is FieldStatus.ACCEPTED for found in draft.fields)
    return State.DONE if whole and sure else State.NEEDS_REVIEW


@transaction.atomic
def fail(lease: Lease, failure: Failure, *, now: datetime) -> None:
    """Set a letter aside; original, reason and retry stay.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    _move(_held(lease), State.FAILED, finished_at=now, **_reason(failure), **FREE)
    document = Document.objects.get(pk=lease.document_id)
    tell(Happening.QUARANTINED, document, now=now, code=failure.code)


@transaction.atomic
def postpone(lease: Lease, failure: Failure, *, until: datetime) -> None:
    """Let a letter wait for its next try; the reason of the last one stays visible.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    _move(
        _held(lease), State.RECEIVED, not_before=until, queued_at=None, **_reason(failure), **FREE
    )


@transaction.atomic
def put_back(lease: Lease) -> None:
    """Return a letter untried: the worker was told to stop. The try does not count."""
    document = _held(lease).select_for_update().first()
    if document is not None:
        before = document.attempts - 1
        _move(_held(lease), State.RECEIVED, attempts=before, queued_at=None, **FREE)


@transaction.atomic
def reclaim(document: Document, failure: Failure, *, now: datetime, attempts: int) -> State:
    """Take a letter back from a worker that fell silent.

    Args:
        document: A letter whose lease ran out.
        failure: The reason stored if this was its last try.
        now: The time.
        attempts: How many tries a letter gets.

    Returns:
        `received`, or `failed` after the last try.

    Raises:
        WrongState: The worker has come back meanwhile.
    """
    silent = Document.objects.filter(
        pk=document.pk,
        state=State.READING,
        lease_token=document.lease_token,
        lease_until__lt=now,
    )
    if document.attempts < attempts:
        _move(silent, State.RECEIVED, queued_at=None, not_before=None, **FREE)
        enqueue(Step.READ, document.pk)
        return State.RECEIVED
    _move(silent, State.FAILED, finished_at=now, **_reason(failure), **FREE)
    tell(Happening.QUARANTINED, document, now=now, code=failure.code)
    return State.FAILED


@transaction.atomic
def retry(document_id: int) -> None:
    """Read a failed letter again from the beginning.

    Raises:
        WrongState: It is not failed.
    """
    failed = Document.objects.filter(pk=document_id, state=State.FAILED)
    blank = Failure("", "", "")
    fresh = {"attempts": 0, "not_before": None, "queued_at": None, "finished_at": None}
    _move(failed, State.RECEIVED, **fresh, **_reason(blank), **FREE)
    enqueue(Step.READ, document_id)


FREE: dict[str, object] = {"lease_token": "", "lease_until": None}


def _held(lease: Lease) -> QuerySet[Document]:
    return Document.objects.filter(
        pk=lease.document_id, state=State.READING, lease_token=lease.token
    )


def _move(query: QuerySet[Document], state: State, **changes: object) -> None:
    """Change the state of the one row that is still as the query says."""
    if query.update(state=state, **changes) != 1:
        raise WrongState


def _reason(failure: Failure) -> dict[str, object]:
    return {"error_code": failure.code, "error_vi": failure.vi, "error_en": failure.en}


def _values(record: Record, draft: Draft) -> Iterator[FieldValue]:
    positions: Counter[str] = Counter()
    for found in draft.fields:
        beside = evidence_json(found)
        yield FieldValue(
            record=record,
            name=str(found.name),
            position=positions[found.name],
            value=value_json(found.value),
            confidence=round(float(found.confidence), 3),
            page=found.page,
            box=beside["box"],
            quote=found.quote,
            status=str(found.status),
        )
        positions[found.name] += 1
