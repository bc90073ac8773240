"""What happened, in order: a cursor goes in, the events behind it and the next cursor come out."""

import threading
import time

from nlp.record import Json
from records.models import Event

# Web threads are few: only so many may wait for news at once, others are answered immediately.
WAITING = threading.BoundedSemaphore(2)
LOOK_EVERY_S = 0.5


def changes(after: int, *, limit: int, wait_s: float) -> list[Event]:
    """Return the events behind a cursor, oldest first.

    Events become visible in the order of their numbers (records.outbox), so a reader that goes on
    from the last number it has seen never misses one and never gets one twice.

    Args:
        after: Number of the last event the reader has.
        limit: At most so many.
        wait_s: How long to wait for the first one.
    """
    found = _behind(after, limit)
    if found or wait_s <= 0 or not WAITING.acquire(blocking=False):
        return found
    try:
        until = time.monotonic() + wait_s
        while not found and (left_s := until - time.monotonic()) > 0:
            time.sleep(min(LOOK_EVERY_S, left_s))
            found = _behind(after, limit)
    finally:
        WAITING.release()
    return found


def _behind(after: int, limit: int) -> list[Event]:
    return list(Event.objects.filter(pk__gt=after).order_by("pk")[:limit])


def event_json(event: Event) -> dict[str, Json]:
    """Return an event as trackers get it."""
    return {
        "id": event.pk,
        "type": f"letter.{event.kind}",
        "letter": event.document_id,
        "at": event.at.isoformat(),
        "data": event.body,
    }
