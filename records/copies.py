"""What is made beside a record, page images and a searchable copy: which letters still lack them.

The messages that ask for them may be lost with the broker, as any message. So the rows say what
has been made, and the sweep asks again for what has not.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from records.models import Document
from records.queue import Step, publish
from records.states import READ

MOST_TRIED = 6
"""A letter whose copies were begun so often without one being made is left without them."""

PAUSE = timedelta(hours=1)
"""Copies of a long letter take half an hour; so long after asking nobody asks again."""

NO_COPIES: dict[str, object] = {
    "drawn_at": None,
    "archived_at": None,
    "copies_asked_at": None,
    "copies_tried": 0,
}
"""What a letter's row says of its copies before it is read."""


def lacking(now: datetime, *, archive: bool, pause: timedelta = PAUSE) -> QuerySet[Document]:
    """Return the letters that were read and whose copies nobody is asked to make, oldest first.

    Args:
        now: The time.
        archive: Searchable copies are wanted, too.
        pause: How long after its reading, or after asking, a letter is left alone.
    """
    lacks = Q(drawn_at=None) | Q(archived_at=None) if archive else Q(drawn_at=None)
    left = Q(copies_asked_at=None) | Q(copies_asked_at__lte=now - pause)
    old = Q(finished_at=None) | Q(finished_at__lte=now - pause)
    tried = Q(copies_tried__lt=MOST_TRIED)
    return Document.objects.filter(lacks, left, old, tried, state__in=READ).order_by("id")


def ask(document: Document, *, now: datetime, archive: bool) -> bool:
    """Ask for what a letter lacks; False when the broker cannot be reached."""
    wanted = [Step.DRAW] if document.drawn_at is None else []
    if archive and document.archived_at is None:
        wanted.append(Step.ARCHIVE)
    if not all([publish(step, document.pk) for step in wanted]):
        return False
    Document.objects.filter(pk=document.pk).update(copies_asked_at=now)
    return True


def begin(document_id: int) -> Document | None:
    """Count a try at a copy; None when there is no such letter, or it was tried too often."""
    row = Document.objects.filter(pk=document_id)
    counted = row.filter(copies_tried__lt=MOST_TRIED).update(copies_tried=F("copies_tried") + 1)
    return row.first() if counted else None


def drawn(document_id: int, *, now: datetime, look: str = "") -> None:
    """Note that the page images are there, or that none can be made of this file.

    Args:
        document_id: The letter.
        now: When.
        look: Of page 1 (records.rescans); "" for none.
    """
    Document.objects.filter(pk=document_id).update(drawn_at=now, look=look, copies_tried=0)


def archived(document_id: int, *, now: datetime) -> None:
    """Note that the searchable copy is there, or that none can be made of this file."""
    Document.objects.filter(pk=document_id).update(archived_at=now, copies_tried=0)
