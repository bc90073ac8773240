"""Tells trackers of events: rows go in, signed requests go out, in order, at least once.

Signed as Standard Webhooks says (https://www.standardwebhooks.com): webhook-id,
webhook-timestamp, webhook-signature = v1,base64(HMAC-SHA256(secret, id.timestamp.body)).
"""

import base64
import hashlib
import hmac
import json
import logging
import math
import secrets
import threading
import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from feed.changes import event_json
from feed.errors import EndpointUnreachable, FeedError
from feed.models import Delivery, Endpoint
from feed.outgoing import post, target_of
from nlp.record import Json
from records.export import letter_json
from records.models import Document, Event
from records.states import Happening

log = logging.getLogger(__name__)

PREFIX = "whsec_"
SECRET_BYTES = 24
AT_ONCE = 50
LOOK_EVERY_S = 2.0
FORGET_EVERY_S = 3600.0
# Others want to write meanwhile.
FORGOTTEN_AT_ONCE = 500
# While one process has the turn, no other takes it; longer than one request may last.
TURN = timedelta(seconds=120)
WAITS: tuple[timedelta, ...] = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 28800)
)
"""Before the second try, the third, …; after the last one the event is given up: about a day."""
GONE = 410
PROBE = "vanthu.test"
"""The type of a message by which an administrator tries a tracker."""


def register(name: str, url: str, kinds: Iterable[Happening], *, now: datetime) -> Endpoint:
    """Note a tracker; it is told of what happens from now on.

    Raises:
        EndpointRefused: The address leads into a private network and is not allowed.
        EndpointUnreachable: Its host is not known.
    """
    target_of(url, allowed=settings.VANTHU_WEBHOOK_HOSTS)
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    return Endpoint.objects.create(
        name=name,
        url=url,
        secret=PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode(),
        kinds=[str(kind) for kind in kinds],
        cursor=last or 0,
        next_at=now,
        created_at=now,
    )


def replay(endpoint: Endpoint, after: int, *, now: datetime) -> None:
    """Send everything behind an event again, also what was given up."""
    Endpoint.objects.filter(pk=endpoint.pk).update(
        cursor=after, attempts=0, next_at=now, active=True
    )


def dead_letters() -> QuerySet[Delivery]:
    """Return the last attempts at events that were given up, newest first, till one was taken."""
    taken = Delivery.objects.filter(
        endpoint=OuterRef("endpoint"), event=OuterRef("event"), status__gte=200, status__lt=300
    )
    final = Delivery.objects.filter(~Exists(taken), final=True)
    later = Delivery.objects.filter(
        endpoint=OuterRef("endpoint"), event=OuterRef("event"), final=True, pk__gt=OuterRef("pk")
    )
    return final.filter(~Exists(later))


def send_again(delivery: Delivery, *, now: datetime) -> bool:
    """Send one event once more, beside the others; True when it was taken."""
    endpoint, event = delivery.endpoint, delivery.event
    status, error = _attempt(endpoint, event, now)
    Delivery.objects.create(
        endpoint=endpoint,
        event=event,
        number=delivery.number + 1,
        status=status,
        error=error,
        final=True,
        at=now,
    )
    return not error


def run_until(stop: threading.Event) -> None:
    """Deliver what is due, again and again, until told to stop."""
    forgotten_at = -math.inf
    while not stop.wait(LOOK_EVERY_S):
        close_old_connections()
        try:
            deliver_due(now=timezone.now())
            if time.monotonic() - forgotten_at > FORGET_EVERY_S:
                forget(now=timezone.now())
                forgotten_at = time.monotonic()
        except (DatabaseError, InterfaceError) as error:
            log.warning("no deliveries this time: %s", error)


def forget(*, now: datetime) -> int:
    """Remove attempts older than `VANTHU_DELIVERIES_DAYS`; what was given up stays until it is taken.

    Returns:
        How many were removed.
    """
    before = now - timedelta(days=settings.VANTHU_DELIVERIES_DAYS)
    old = Delivery.objects.filter(at__lt=before).exclude(pk__in=dead_letters().values("pk"))
    removed = 0
    while part := list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        removed += Delivery.objects.filter(pk__in=part).delete()[0]
    return removed


def deliver_due(*, now: datetime) -> int:
    """Give each tracker whose turn has come what it has not got yet; return how many events."""
    due = Endpoint.objects.filter(active=True, next_at__lte=now)
    return sum(_deliver(endpoint, now) for endpoint in due)


def _deliver(endpoint: Endpoint, now: datetime) -> int:
    """Send events until one fails; the tracker's own number says how far it has come."""
    events = Event.objects.filter(pk__gt=endpoint.cursor).order_by("pk")
    waiting = list(events.select_related("document")[:AT_ONCE])
    if not waiting or not _take_turn(endpoint, now):
        return 0
    sent = 0
    for event in waiting:
        if event.kind in endpoint.kinds and not _send(endpoint, event, now):
            return sent
        endpoint.cursor, endpoint.attempts = event.pk, 0
        sent += 1
        _store(endpoint, next_at=now + TURN)
    _store(endpoint, next_at=now)
    return sent


def _take_turn(endpoint: Endpoint, now: datetime) -> bool:
    mine = Endpoint.objects.filter(pk=endpoint.pk, next_at=endpoint.next_at)
    return mine.update(next_at=now + TURN) == 1


def _send(endpoint: Endpoint, event: Event, now: datetime) -> bool:
    """Try one event once; True when the tracker may go on to the next one."""
    endpoint.attempts += 1
    status, error = _attempt(endpoint, event, now)
    kept = status is not None and 200 <= status < 300
    given_up = not kept and endpoint.attempts > len(WAITS)
    Delivery.objects.create(
        endpoint=endpoint,
        event=event,
        number=endpoint.attempts,
        status=status,
        error=error,
        final=kept or given_up,
        at=now,
    )
    if kept or given_up:
        return True
    endpoint.active = status != GONE
    _store(endpoint, next_at=now + WAITS[endpoint.attempts - 1])
    return False


def probe(endpoint: Endpoint, *, now: datetime) -> tuple[int | None, str]:
    """Send a message that stands for no event, also to a stopped tracker.

    Returns:
        The HTTP status, None without an answer; and an error's code, "" when it was taken.
    """
    told: dict[str, Json] = {"type": PROBE, "timestamp": now.isoformat(), "data": {}}
    return _post(endpoint, f"test_{secrets.token_hex(8)}", told, now)


def _attempt(endpoint: Endpoint, event: Event, now: datetime) -> tuple[int | None, str]:
    return _post(endpoint, f"evt_{event.pk}", payload(event), now)


def _post(
    endpoint: Endpoint, message_id: str, told: Mapping[str, Json], now: datetime
) -> tuple[int | None, str]:
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = signed(endpoint.secret, message_id, body, now=now)
    try:
        target = target_of(endpoint.url, allowed=settings.VANTHU_WEBHOOK_HOSTS)
        status = post(target, body, headers)
    except FeedError as error:
        return None, error.code
    return status, "" if 200 <= status < 300 else EndpointUnreachable.code


def payload(event: Event) -> dict[str, Json]:
    """Return what a tracker gets: the event, and for an approval the record as it is now."""
    told = event_json(event)
    record: Json = None
    if event.kind == Happening.APPROVED:
        letter = Document.objects.select_related("record").get(pk=event.document_id)
        record = letter_json(letter)
    return {
        "type": told["type"],
        "timestamp": told["at"],
        "data": {"event": event.pk, "letter": event.document_id, "record": record}
        | {"what": told["data"]},
    }


def signed(secret: str, message_id: str, body: bytes, *, now: datetime) -> dict[str, str]:
    """Return the headers of a body, its signature among them."""
    stamp = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{message_id}.{stamp}.".encode() + body
    digest = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "vanthu",
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{digest}",
    }


def _store(endpoint: Endpoint, *, next_at: datetime) -> None:
    endpoint.next_at = next_at
    endpoint.save(update_fields=["cursor", "attempts", "next_at", "active"])
