"""Tells trackers what happens: a change goes in, an Event in the same transaction comes out."""

from datetime import datetime

from django.db import connection

from nlp.record import Json
from records.models import Document, Event
from records.states import Happening

# Any fixed number: all who give numbers in order wait for one another on it until they commit.
ORDER_LOCK = 7_203_011


def tell(kind: Happening, document: Document, *, now: datetime, **body: Json) -> Event:
    """Write an event; it goes out if, and only if, the running transaction commits.

    Events become visible in the order of their numbers: a reader who has seen number n never
    misses a smaller one. SQLite has one writer at a time anyway; PostgreSQL takes a lock.

    Args:
        kind: What happened.
        document: To which letter.
        now: When.
        body: What else trackers should know, as JSON.
    """
    take_turn()
    return Event.objects.create(document=document, kind=kind, body=body, at=now)


def take_turn() -> None:
    """Wait until no other transaction gives numbers (of events, of arrivals); ours may, till its end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ORDER_LOCK])
