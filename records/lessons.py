"""What corrections teach the reading: the values staff put right go in, lessons come out.

A lesson is a correction that still stands, so an undone one teaches nothing. Staff may take a
lesson back without touching the letter; only that is kept here.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from nlp.record import FieldName, FieldStatus
from nlp.taught import Lesson, Taught
from records import gazetteer
from records.models import Document, FieldValue, Unlearned

BODIES = (FieldName.ISSUER, FieldName.ISSUER_PARENT)
NAMES = (*BODIES, FieldName.SIGNERS, FieldName.SYMBOL)
MOST = 5000
"""Newest lessons that are heeded."""


@dataclass(frozen=True, slots=True)
class Learned:
    """One lesson and where it comes from.

    Attributes:
        taught: What the reading takes from it.
        key: Names it when it is taken back.
        letter: The newest letter on which staff gave the value.
        letters: On how many letters they did.
        heeded: Whether it counts, or was taken back.
    """

    taught: Taught
    key: str
    letter: Document
    letters: int
    heeded: bool


def learned() -> list[Learned]:
    """Return every lesson once, newest first, those taken back included."""
    back = set(Unlearned.objects.values_list("key", flat=True))
    rows = FieldValue.objects.filter(name__in=NAMES, status=FieldStatus.CORRECTED)
    rows = rows.select_related("record__document").order_by("-id")[:MOST]
    letters: dict[Taught, list[Document]] = {}
    for row in rows:
        for taught in _taught(row):
            letters.setdefault(taught, []).append(row.record.document)
    return [
        Learned(one, key_of(one), those[0], len(those), key_of(one) not in back)
        for one, those in letters.items()
    ]


def heeded() -> tuple[Taught, ...]:
    """Return what the next reading heeds: the office's gazetteer, then lessons from corrections."""
    return (*gazetteer.heeded(), *(one.taught for one in learned() if one.heeded))


def take_back(key: str, *, by: User | None, now: datetime) -> None:
    """Let a lesson count no longer; twice is once."""
    Unlearned.objects.get_or_create(key=key, defaults={"by": by, "at": now})


def heed(key: str) -> None:
    """Let a lesson that was taken back count again."""
    Unlearned.objects.filter(key=key).delete()


def key_of(taught: Taught) -> str:
    """Return a lesson's name: the same for the same lesson from another letter."""
    plain = "\n".join((taught.kind, taught.value, taught.about, taught.post or ""))
    return hashlib.sha256(plain.encode()).hexdigest()


def _taught(row: FieldValue) -> Iterator[Taught]:
    """Yield what a corrected value teaches; a list of nothing or a blank teaches nothing."""
    if isinstance(row.value, str) and row.value:
        yield Taught(Lesson.BODY if row.name in BODIES else Lesson.SYMBOL, row.value)
    elif row.name == FieldName.SIGNERS and isinstance(row.value, dict):
        name, post = row.value.get("name"), row.value.get("position")
        issuer = row.record.document.issuer
        if isinstance(name, str) and name and issuer:
            yield Taught(Lesson.SIGNER, name, issuer, post if isinstance(post, str) else None)
