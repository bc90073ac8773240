"""Takes files in: a whole copy of a dropped file goes in, a stored letter or a duplicate comes out."""

from datetime import datetime

from django.db import IntegrityError, transaction

from records import store
from records.entries import index_words
from records.errors import RecordsError
from records.models import Arrival, Document
from records.outbox import tell
from records.queue import Step, enqueue
from records.states import Happening, Outcome
from records.store import Staged


def receive(file: Staged, *, name: str, label: str, now: datetime) -> Arrival:
    """Keep a received file; original and rows are on the disk when this returns.

    Args:
        file: A whole copy of it.
        name: What the sender called it; data, never a path.
        label: The subfolder it was dropped into, or "".
        now: The time of arrival.

    Returns:
        What became of it: stored, or duplicate of a letter that is already here.
    """
    known = Document.objects.filter(sha256=file.sha256).first()
    if known is None:
        stored = store.keep(file, name=name)
        try:
            return _store(file, stored, name=name, label=label, now=now)
        except IntegrityError:
            # The same bytes came in twice at once; the other one was quicker.
            known = Document.objects.get(sha256=file.sha256)
    return _add(file, name=name, label=label, now=now, document=known)


@transaction.atomic
def _store(file: Staged, stored: str, *, name: str, label: str, now: datetime) -> Arrival:
    document = Document.objects.create(
        sha256=file.sha256,
        name=name,
        label=label,
        stored=stored,
        bytes=file.bytes,
        received_at=now,
    )
    index_words(document, f"{name} {label}")
    tell(Happening.RECEIVED, document, now=now)
    enqueue(Step.READ, document.pk)
    return Arrival.objects.create(
        name=name,
        label=label,
        sha256=file.sha256,
        bytes=file.bytes,
        outcome=Outcome.STORED,
        document=document,
        arrived_at=now,
    )


def _add(file: Staged, *, name: str, label: str, now: datetime, document: Document) -> Arrival:
    """Note a duplicate; an original that has gone missing is put back from these same bytes."""
    if not store.is_whole(document.stored, document.bytes):
        store.keep(file, name=document.stored)
    return Arrival.objects.create(
        name=name,
        label=label,
        sha256=file.sha256,
        bytes=file.bytes,
        outcome=Outcome.DUPLICATE,
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
