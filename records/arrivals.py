"""Takes files in: a whole copy of a dropped file goes in, a stored letter or a duplicate comes out."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from records import store
from records.entries import index_words
from records.errors import RecordsError
from records.models import Arrival, Document
from records.numbering import next_number
from records.outbox import tell
from records.queue import Step, enqueue
from records.states import Happening, Outcome, Source
from records.store import Staged


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from.

    Attributes:
        name: What the sender called it; data, never a path.
        label: The subfolder it was dropped into, or "".
        source: How it came in.
        key: What a sending program calls this upload; None or empty for others.
    """

    name: str
    label: str = ""
    source: Source = Source.FOLDER
    key: str | None = None


def receive(file: Staged, origin: Origin, *, now: datetime) -> Arrival:
    """Keep a received file; original and rows are on the disk when this returns.

    Args:
        file: A whole copy of it.
        origin: Where it came from.
        now: The time of arrival.

    Returns:
        What became of it: stored, or duplicate of a letter that is already here.

    Raises:
        IntegrityError: Another upload with the same key was quicker.
    """
    known = Document.objects.filter(sha256=file.sha256).first()
    if known is None:
        stored = store.keep(file, name=origin.name)
        try:
            return _store(file, stored, origin, now=now)
        except IntegrityError:
            # The same bytes came in twice at once; the other one was quicker.
            known = Document.objects.filter(sha256=file.sha256).first()
            if known is None:  # not the bytes but the key came in twice
                raise
    return _add(file, origin, now=now, document=known)


@transaction.atomic
def _store(file: Staged, stored: str, origin: Origin, *, now: datetime) -> Arrival:
    given = next_number(now=now)
    document = Document.objects.create(
        sha256=file.sha256,
        name=origin.name,
        label=origin.label,
        stored=stored,
        bytes=file.bytes,
        received_at=now,
        arrival_year=given.year,
        arrival_number=given.number,
    )
    index_words(document, f"{origin.name} {origin.label}")
    tell(Happening.RECEIVED, document, now=now)
    enqueue(Step.READ, document.pk)
    return _note(file, origin, Outcome.STORED, now=now, document=document)


def _add(file: Staged, origin: Origin, *, now: datetime, document: Document) -> Arrival:
    """Note a duplicate; an original that has gone missing is put back from these same bytes."""
    if not store.is_whole(document.stored, document.bytes):
        store.keep(file, name=document.stored)
    return _note(file, origin, Outcome.DUPLICATE, now=now, document=document)


def _note(
    file: Staged, origin: Origin, outcome: Outcome, *, now: datetime, document: Document
) -> Arrival:
    return Arrival.objects.create(
        name=origin.name,
        label=origin.label,
        source=origin.source,
        key=origin.key or None,
        sha256=file.sha256,
        bytes=file.bytes,
        outcome=outcome,
        document=document,
        arrived_at=now,
    )


def refuse(error: RecordsError, *, name: str, label: str, now: datetime) -> Arrival | None:
    """Note that something in the watched folder is not taken; it stays where it is.

    Returns:
        None when this was noted before.
    """
    known = Arrival.objects.filter(name=name, label=label, outcome=Outcome.REFUSED)
    if known.exists():
        return None
    return Arrival.objects.create(
        name=name, label=label, outcome=Outcome.REFUSED, code=error.code, arrived_at=now
    )
