"""What staff do with letters that were set aside: one atomic function each, by compare-and-set."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from records.copies import NO_COPIES
from records.errors import NoReason, WrongState
from records.leases import FREE, NO_REASON
from records.models import Document
from records.outbox import tell
from records.queue import Step, enqueue
from records.states import SET_ASIDE, Happening, State
from records.wishes import Wishes

# A record that staff have worked on is not thrown away by reading the letter again.
UNTOUCHED = Q(state__in=[State.DONE, State.NEEDS_REVIEW], corrections=None)
AGAIN = Q(state__in=[State.FAILED, State.DISCARDED]) | UNTOUCHED


@transaction.atomic
def retry(document_id: int, wishes: Wishes | None = None) -> None:
    """Read a letter again from the beginning: a failed or discarded one, or one nobody corrected.

    Args:
        document_id: The letter.
        wishes: How it is to be read this time and from now on; None for as before.

    Raises:
        WrongState: It waits, is being read, or staff have worked on it.
    """
    ended = Document.objects.filter(AGAIN, pk=document_id)
    fresh = {"attempts": 0, "interruptions": 0, "page": 0, "pages": 0}
    unset = {"not_before": None, "queued_at": None, "finished_at": None}
    kept: dict[str, object] = {"discarded_by": "", "discarded_for": "", **NO_COPIES}
    if wishes is not None:
        kept["wishes"] = wishes.as_json()
    changed = ended.update(state=State.RECEIVED, **fresh, **unset, **kept, **NO_REASON, **FREE)
    if changed != 1:
        raise WrongState
    Document.objects.get(pk=document_id).page_rows.all().delete()
    enqueue(Step.READ, document_id)


@transaction.atomic
def discard(document_id: int, *, by: str, reason: str, now: datetime) -> None:
    """Say that a letter set aside is not wanted; original, history and reason are kept.

    Args:
        document_id: The letter.
        by: Who says so.
        reason: Why; not empty.
        now: When.

    Raises:
        NoReason: The reason is empty.
        WrongState: The letter is not set aside.
    """
    if not reason.strip():
        raise NoReason
    aside = Document.objects.filter(pk=document_id, state__in=SET_ASIDE)
    said = {"discarded_by": by, "discarded_for": reason.strip(), "finished_at": now}
    if aside.update(state=State.DISCARDED, **said) != 1:
        raise WrongState
    tell(Happening.DISCARDED, Document.objects.get(pk=document_id), now=now, reason=reason.strip())
