"""Divides a long letter among workers: a letter goes in, pages that nobody else reads come out.

One worker has the letter (`records.leases`) and reads on from the front. Others help from the far
end, and nothing depends on them: pages that a helper does not store are read by the one who has it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from nlp.document import TextLayer
from records.errors import WrongState
from records.layers import page_of
from records.leases import LONGEST_WAIT
from records.models import Document, Page, Stretch
from records.queue import Step, enqueue
from records.states import UNFINISHED, State

PAGES = 5
"""A helper reads so many, some seconds' work: a short letter that comes in waits no longer."""
FRONT = 20
"""So many unread pages are left to the worker that has the letter: about one turn of it."""
HELPERS = 8
"""At most so many read one letter at a time, that other long letters have their share."""


def unread(document: Document, *, now: datetime) -> list[int]:
    """Return the indexes of the pages that are neither stored nor being read by a helper."""
    taken = set(document.page_rows.values_list("index", flat=True))
    for stretch in _live(document, now):
        taken.update(range(stretch.first, stretch.end))
    return [index for index in range(document.pages) if index not in taken]


def take(document_id: int, *, token: str, now: datetime, seconds: float) -> range | None:
    """Take pages of a letter that has been begun, from its far end.

    Args:
        document_id: The letter.
        token: Unique to this try.
        now: The time.
        seconds: How long they are kept from others.

    Returns:
        None when there is nothing to help with.
    """
    with transaction.atomic():
        document = _locked(document_id)
        if document is None:
            return None
        rest = unread(document, now=now)[FRONT:]
        if not rest:
            return None
        last = rest[-1]
        successive = [at for back, at in enumerate(rest[: -PAGES - 1 : -1]) if at == last - back]
        pages = range(successive[-1], last + 1)
        until = now + timedelta(seconds=seconds)
        document.stretches.create(first=pages.start, end=pages.stop, token=token, until=until)
    return pages


@transaction.atomic
def store(document_id: int, token: str, layers: Sequence[TextLayer], *, now: datetime) -> None:
    """Store the pages a helper has read, and ask for the next ones.

    Raises:
        WrongState: The letter has ended meanwhile, or was begun anew.
    """
    document = _locked(document_id)
    if document is None or not document.stretches.filter(token=token).delete()[0]:
        raise WrongState
    replace_pages(document, layers)
    if unread(document, now=now)[FRONT:]:
        enqueue(Step.READ_AHEAD, document_id)
    _wake(document, now)


@transaction.atomic
def release(document_id: int, token: str, *, now: datetime) -> None:
    """Give pages back that a helper could not read; nothing happens after `store`."""
    document = _locked(document_id)
    if document is not None and document.stretches.filter(token=token).delete()[0]:
        _wake(document, now)


def replace_pages(document: Document, layers: Sequence[TextLayer]) -> None:
    """Store text layers in place of earlier ones of the same pages."""
    indexes = [layer.page_index for layer in layers]
    document.page_rows.filter(index__in=indexes).delete()
    Page.objects.bulk_create([page_of(document, layer) for layer in layers])


def wait(document: Document, *, now: datetime) -> bool:
    """Let a paused letter sleep if helpers have all that is left of it; tell whether it does.

    The last of them wakes it; if they die, the sweep does so once their time is over.
    """
    last = _live(document, now).order_by("-until").first()
    if last is None or unread(document, now=now):
        return False
    Document.objects.filter(pk=document.pk).update(not_before=last.until)
    return True


def ask(document: Document, *, now: datetime) -> None:
    """Ask for helpers with a paused letter that is long and has none."""
    wanted = -(-len(unread(document, now=now)[FRONT:]) // PAGES)
    if not _live(document, now).exists():
        for _ in range(min(HELPERS, wanted)):
            enqueue(Step.READ_AHEAD, document.pk)


def forget(document_id: int) -> None:
    """Free all pages of a letter that has ended; what helpers still read of it is dropped."""
    Stretch.objects.filter(document_id=document_id).delete()


def _wake(document: Document, now: datetime) -> None:
    """Have a letter that slept for its helpers read on; one that waits for another try sleeps on."""
    if _live(document, now).exists():
        return
    asleep = Document.objects.filter(pk=document.pk, state=State.RECEIVED, error_code="")
    if asleep.filter(not_before__gt=now).update(not_before=None):
        enqueue(Step.READ_ON, document.pk)


def _live(document: Document, now: datetime) -> QuerySet[Stretch]:
    """The stretches that count; a time far ahead was written by a clock that was wrong."""
    return document.stretches.filter(until__gt=now, until__lte=now + LONGEST_WAIT)


def _locked(document_id: int) -> Document | None:
    """Return a letter that has been begun and not ended; nobody else changes it meanwhile."""
    begun = Document.objects.filter(pk=document_id, state__in=UNFINISHED, pages__gt=0)
    return begun.select_for_update().first()
