"""Every change of a letter's state by workers: one atomic function each, by compare-and-set."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from nlp.document import TextLayer
from nlp.record import Draft
from nlp.repair.layers import Mend
from records import stretches
from records.cited import bear_out, compared
from records.drafts import outcome_of, values_of
from records.entries import summarise
from records.errors import REMARKS, WrongState
from records.leases import (
    FREE,
    LONGEST_WAIT,
    NO_REASON,
    ROOM_WAIT,
    due,
    end_try,
    held,
    interrupt,
    move,
    reason,
    silent,
)
from records.leases import Failure as Failure
from records.leases import Lease as Lease
from records.models import Document, FieldValue, Record
from records.offers import offers_of
from records.outbox import tell
from records.queue import Step, enqueue
from records.rescans import remember
from records.states import Ending, Happening, State
from records.thresholds import draw, judged
from records.wording import NO_MENDS, keep_mends


def claim(
    document_id: int, *, token: str, reader: str, now: datetime, seconds: float
) -> Document | None:
    """Take a received letter for reading and count the try.

    Args:
        document_id: The letter.
        token: Unique to this try.
        reader: Which process reads it (`workers.process`).
        now: The time.
        seconds: How long the letter is its own without a sign of life.

    Returns:
        None when there is nothing to do: read already, being read, or not due yet.
    """
    waiting = Document.objects.filter(due(now), pk=document_id)
    with transaction.atomic():
        document = waiting.select_for_update().first()
        if document is None:
            return None
        move(
            waiting,
            State.READING,
            attempts=document.attempts + 1,
            lease_token=token,
            lease_until=now + timedelta(seconds=seconds),
            reader=reader,
        )
        document.refresh_from_db()
        document.tries.create(number=document.attempts, token=token, reader=reader, started_at=now)
    return document


def renew(lease: Lease, *, now: datetime, seconds: float) -> bool:
    """Say that the worker is alive; False when the letter is no longer its own."""
    until = now + timedelta(seconds=seconds)
    return held(lease).update(lease_until=until) == 1


def report_page(lease: Lease, *, page: int, pages: int) -> None:
    """Store how far the reading is; page from 1."""
    held(lease).update(page=page, pages=pages)


@transaction.atomic
def store_pages(lease: Lease, layers: Sequence[TextLayer], *, pages: int, media_type: str) -> None:
    """Store the text layers of pages that have been read, in place of earlier ones.

    Args:
        lease: The right to do so.
        layers: Of these pages.
        pages: How many pages the letter has.
        media_type: What the file is by its content.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    if not held(lease).update(media_type=media_type, pages=pages):
        raise WrongState
    document = Document.objects.get(pk=lease.document_id)
    stretches.replace_pages(document, layers)
    held(lease).update(page=document.page_rows.count())
    remember(document, [layer for layer in layers if layer.page_index == 0])


@transaction.atomic
def store_draft(
    lease: Lease,
    draft: Draft,
    *,
    now: datetime,
    then: Sequence[Step] = (),
    mends: Mapping[int, Sequence[Mend]] = NO_MENDS,
) -> State:
    """Store the record of a letter and end its reading.

    Args:
        lease: The right to do so.
        draft: What was found.
        now: When.
        then: What workers do next with this letter.
        mends: The words that were respelt, by page index.

    Returns:
        `done`, or `needs_review` when staff must look at it.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    draft = judged(compared(draft))
    state = outcome_of(draft)
    move(held(lease), state, finished_at=now, **reason(REMARKS.get(draft.remark)), **FREE)
    _end(lease, Ending.READ, now=now)
    document = Document.objects.get(pk=lease.document_id)
    _replace_record(document, draft, now=now)
    keep_mends(document, mends)
    draw(document, taken_unseen=state is State.DONE)
    summarise(document)
    bear_out(document)
    tell(Happening.READ, document, now=now, state=str(state))
    for step in then:
        enqueue(step, lease.document_id)
    return state


def _replace_record(document: Document, draft: Draft, *, now: datetime) -> None:
    Record.objects.filter(document=document).delete()
    record = Record.objects.create(document=document, drafted_at=now, offers=offers_of(draft))
    FieldValue.objects.bulk_create(values_of(record, draft))


@transaction.atomic
def pause(lease: Lease, *, now: datetime) -> None:
    """Let other letters have their turn; the pages read so far are kept, so the try was no failure.

    Other workers are asked to help with what is left of a long one.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    fresh: dict[str, object] = {"attempts": 0, "interruptions": 0}
    unset: dict[str, object] = {"queued_at": None, "not_before": None, **NO_REASON}
    move(held(lease), State.RECEIVED, **fresh, **unset, **FREE)
    end_try(lease, Ending.PAUSED, now=now)
    document = Document.objects.get(pk=lease.document_id)
    if not stretches.wait(document, now=now):
        enqueue(Step.READ_ON, document.pk)
    stretches.ask(document, now=now)


@transaction.atomic
def fail(lease: Lease, failure: Failure, *, now: datetime) -> None:
    """Set a letter aside; original, reason and retry stay.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    move(held(lease), State.FAILED, finished_at=now, **reason(failure), **FREE)
    _end(lease, Ending.FAILED, now=now, code=failure.code)
    document = Document.objects.get(pk=lease.document_id)
    tell(Happening.QUARANTINED, document, now=now, code=failure.code)


@transaction.atomic
def postpone(lease: Lease, failure: Failure, *, now: datetime, until: datetime) -> None:
    """Let a letter wait for its next try; the reason of the last one stays visible.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    wait: dict[str, object] = {"not_before": until, "queued_at": None}
    move(held(lease), State.RECEIVED, **wait, **reason(failure), **FREE)
    end_try(lease, Ending.POSTPONED, now=now, code=failure.code)


@transaction.atomic
def wait_for_room(lease: Lease, failure: Failure, *, now: datetime) -> None:
    """Let a letter wait until the disk has room: longer each time, and no try is counted.

    Raises:
        WrongState: The letter is no longer this worker's.
    """
    times = held(lease).values_list("interruptions", flat=True).first() or 0
    until = now + min(LONGEST_WAIT, ROOM_WAIT * (times + 1))
    fewer, more = F("attempts") - 1, F("interruptions") + 1
    wait: dict[str, object] = {"not_before": until, "queued_at": None}
    wait |= {"attempts": fewer, "interruptions": more}
    move(held(lease), State.RECEIVED, **wait, **reason(failure), **FREE)
    end_try(lease, Ending.POSTPONED, now=now, code=failure.code)


@transaction.atomic
def put_back(lease: Lease, *, now: datetime) -> None:
    """Return a letter untried: the worker was told to stop. The try does not count."""
    if interrupt(held(lease)):
        end_try(lease, Ending.STOPPED, now=now)


@transaction.atomic
def reclaim(document: Document, *, now: datetime) -> None:
    """Take a letter back from a worker that was stopped with the whole service; no try is counted.

    Raises:
        WrongState: The worker has come back meanwhile.
    """
    if not interrupt(silent(document)):
        raise WrongState
    end_try(Lease(document.pk, document.lease_token), Ending.STOPPED, now=now)
    enqueue(Step.READ, document.pk)


@transaction.atomic
def give_up(
    document: Document, failure: Failure, *, now: datetime, attempts: int, until: datetime
) -> State:
    """Take a letter back from a worker that ended or fell silent while reading it.

    Args:
        document: The letter, with the lease that ran out.
        failure: The reason stored if this was its last try.
        now: The time.
        attempts: How many tries a letter gets.
        until: When it may be tried again.

    Returns:
        `received`, or `failed` after the last try.

    Raises:
        WrongState: The worker has come back meanwhile.
    """
    again = document.attempts < attempts
    state = State.RECEIVED if again else State.FAILED
    timing: dict[str, object] = (
        {"queued_at": None, "not_before": until} if again else {"finished_at": now}
    )
    move(silent(document), state, **timing, **reason(failure), **FREE)
    end_try(Lease(document.pk, document.lease_token), Ending.SILENT, now=now, code=failure.code)
    if not again:
        stretches.forget(document.pk)
        tell(Happening.QUARANTINED, document, now=now, code=failure.code)
    return state


def _end(lease: Lease, ending: Ending, *, now: datetime, code: str = "") -> None:
    """Note the end of the last try of a letter; helpers are not wanted any more."""
    end_try(lease, ending, now=now, code=code)
    stretches.forget(lease.document_id)
