"""Finds letters that nobody works on and asks for them again: rows go in, messages go out."""

import logging
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from records import queue, services
from records.errors import WrongState
from records.models import Document
from records.queue import TASKS, Step
from records.states import State
from workers.failures import SILENT
from workers.stopping import stop_event

log = logging.getLogger(__name__)
# A message that is older than this and whose queue is empty was lost with its broker.
LOST_AFTER = timedelta(seconds=10)


def sweep(*, now: datetime, every: bool = False) -> int:
    """Take back letters of dead workers, then ask for all letters nobody was asked to read.

    Args:
        now: The time.
        every: Ask for all received letters, also those asked for before (at start-up).

    Returns:
        How many letters were asked for.
    """
    _take_back(now)
    due = Document.objects.filter(Q(not_before=None) | Q(not_before__lte=now), state=State.RECEIVED)
    if not every:
        unasked = Q(queued_at=None)
        if waiting_in_queue() == 0:
            unasked |= Q(queued_at__lt=now - LOST_AFTER)
        due = due.filter(unasked)
    asked = 0
    for document_id in due.order_by("id").values_list("id", flat=True).iterator():
        if not queue.publish(Step.READ, document_id):
            break
        asked += 1
    return asked


def _take_back(now: datetime) -> None:
    silent = Document.objects.filter(state=State.READING, lease_until__lt=now)
    for document in silent.order_by("id"):
        try:
            tries = settings.VANTHU_ATTEMPTS
            state = services.reclaim(document, SILENT, now=now, attempts=tries)
        except WrongState:
            continue
        log.warning("letter %s: its worker fell silent; now %s", document.pk, state)


def waiting_in_queue() -> int | None:
    """Return how many messages wait to be read, or None when the broker cannot be reached."""
    try:
        with (
            current_app.connection_for_read() as connection,
            connection.SimpleQueue(TASKS[Step.READ].queue) as waiting,
        ):
            return int(waiting.qsize())
    except connection_errors():
        return None


def connection_errors() -> tuple[type[BaseException], ...]:
    """Return what a broker that cannot be reached raises; a queue never used is among them."""
    own = current_app.connection_for_read()
    return (BrokerError, RedisError, OSError, *own.connection_errors, *own.channel_errors)


def run_forever() -> None:
    """Sweep at start and then every `VANTHU_SWEEP_S` seconds until the process is told to stop."""
    stop, first = stop_event(), True
    while not stop.is_set():
        close_old_connections()
        try:
            asked = sweep(now=timezone.now(), every=first)
            if asked:
                log.info("asked for %s letters", asked)
            first = False
        except OperationalError as error:
            log.warning("no sweep this time: %s", error)
        stop.wait(settings.VANTHU_SWEEP_S)
