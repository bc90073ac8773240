"""Proves that nothing is lost: the kept rows and the store go in, an account of every file comes out."""

import hashlib
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count

from records import store
from records.models import Arrival, Document
from records.states import Outcome

HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Account:
    """What was seen and where it is.

    Attributes:
        seen: Files seen in the watched folder.
        stored: Letters whose original lies whole in the store.
        duplicates: Files whose bytes were here already.
        refused: Links and special files, left where they lie.
        problems: What does not add up, in words; empty when all is well.
    """

    seen: int
    stored: int
    duplicates: int
    refused: int
    problems: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """Every file seen is accounted for."""
        return not self.problems and self.seen == self.stored + self.duplicates + self.refused


def reconcile(*, deep: bool = False) -> Account:
    """Compare arrivals, letters and originals.

    Args:
        deep: Also compute the hash of every original again.
    """
    counted = Arrival.objects.order_by().values_list("outcome").annotate(Count("id"))
    by_outcome = dict(counted)
    lost = list(_lost_originals(deep=deep))
    return Account(
        seen=sum(by_outcome.values()),
        stored=Document.objects.count() - len(lost),
        duplicates=by_outcome.get(Outcome.DUPLICATE, 0),
        refused=by_outcome.get(Outcome.REFUSED, 0),
        problems=(*lost, *_unseen_letters()),
    )


def left_lying(now: float) -> list[str]:
    """Return what has lain in the watched folder for an hour and is not taken, sorted.

    Names of half-written files that were never finished, links, files that cannot be read: nobody
    takes them, so somebody must be told.

    Args:
        now: Seconds since the epoch.
    """
    inbox: Path = settings.VANTHU_INBOX
    found = (Path(folder) / name for folder, _, names in os.walk(inbox) for name in names)
    old = (path for path in found if _changed(path) < now - HOUR_S)
    shown = (path.relative_to(inbox).as_posix() for path in old)
    return sorted(os.fsencode(name).decode("utf-8", "replace") for name in shown)


def _changed(path: Path) -> float:
    """Return when the entry of a file was last changed; its own time may be that of an old file."""
    try:
        return path.lstat().st_ctime
    except OSError:  # taken meanwhile
        return math.inf


def _lost_originals(*, deep: bool) -> Iterator[str]:
    for document in Document.objects.order_by("id").iterator():
        if not store.is_whole(document.stored, document.bytes):
            yield f"letter {document.pk}: original missing or cut off: {document.stored}"
        elif deep and _sha256(document) != document.sha256:
            yield f"letter {document.pk}: original has other bytes: {document.stored}"


def _unseen_letters() -> Iterator[str]:
    stored = Document.objects.filter(arrivals__outcome=Outcome.STORED)
    for document in Document.objects.exclude(pk__in=stored.values("pk")).order_by("id"):
        yield f"letter {document.pk}: no arrival: {document.name}"


def _sha256(document: Document) -> str:
    with store.originals().open(document.stored) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
