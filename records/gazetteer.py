"""The office's own gazetteer: bodies, abbreviations and signers that the next reading knows, or no longer uses.

Beside it stand the lists that ship with the program and what corrections teach (`records.lessons`);
a word that is retired here counts no more, whoever it came from.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from nlp.taught import Lesson, Taught
from records.errors import AlreadyThere, WrongValue
from records.models import Term

LONGEST = 300
MOST = 5000
"""Newest lines that are heeded."""
NEEDED_BESIDE = (Lesson.SIGNER, Lesson.ABBREVIATION)
"""A signer signs for somebody, an abbreviation stands for something."""


def terms() -> QuerySet[Term]:
    """Return every line, withdrawn ones included, newest first."""
    return Term.objects.select_related("by", "withdrawn_by")


@transaction.atomic
def add(taught: Taught, *, by: User | None, now: datetime) -> Term:
    """Add a line; what it says counts from the next letter read.

    Raises:
        WrongValue: Nothing is named, or not for whom or what; or it is too long.
        AlreadyThere: The same line counts already.
    """
    texts = (taught.value, taught.about, taught.post or "")
    bare = taught.kind in NEEDED_BESIDE and not taught.retired and not taught.about
    if not taught.value or bare or max(map(len, texts)) > LONGEST:
        raise WrongValue
    said = {"kind": taught.kind, "value": taught.value, "about": taught.about}
    standing = Term.objects.filter(**said, withdrawn_at=None)
    if standing.filter(post=taught.post or "", retired=taught.retired).exists():
        raise AlreadyThere
    # Of two lines that say the opposite the newer counts; the older is withdrawn with it.
    standing.filter(retired=not taught.retired).update(withdrawn_by=by, withdrawn_at=now)
    return Term.objects.create(
        **said, post=taught.post or "", retired=taught.retired, by=by, at=now
    )


def withdraw(term_id: int, *, by: User | None, now: datetime) -> bool:
    """Let a line count no longer; False when there is no such, or it was withdrawn before."""
    standing = Term.objects.filter(pk=term_id, withdrawn_at=None)
    return standing.update(withdrawn_by=by, withdrawn_at=now) == 1


def heeded() -> tuple[Taught, ...]:
    """Return what the next reading heeds, newest first."""
    rows = Term.objects.filter(withdrawn_at=None).order_by("-id")[:MOST]
    return tuple(
        Taught(Lesson(row.kind), row.value, row.about, row.post or None, retired=row.retired)
        for row in rows
    )
