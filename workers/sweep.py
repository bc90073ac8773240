"""Finds letters that nobody works on and asks for them again: rows go in, messages go out."""

import logging
import threading
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from feed import webhooks
from records import copies, leases, queue, services
from records.away import AWAY
from records.errors import WrongState
from records.models import Document, Page
from records.queue import TASKS, Step
from records.states import State
from workers import scratch
from workers.failures import SILENT, wait_before
from workers.own_broker import remove_wrong_kinds
from workers.process import is_dead, was_stopped
from workers.stopping import stop_event

log = logging.getLogger(__name__)
# A message that is older than this and whose queue is empty was lost with its broker.
LOST_AFTER = timedelta(seconds=10)
# With others still waiting it may only be late; asking twice does no harm.
LATE_AFTER = timedelta(minutes=15)
WAITED_IN = (Step.READ, Step.READ_ON)
COPIES_AT_ONCE = 200
# A database that makes us wait for longer makes workers wait, too: they cannot give signs of life.
BUSY_S = 1.0


class Sweep:
    """Looks at all unfinished letters again and again.

    A worker is taken for dead when its process has ended, as far as that can be seen from here,
    or when its lease has not been renewed while *we* waited for so long and the database took
    what is written: the clocks of two machines, and a clock that is set, say nothing about that.
    """

    def __init__(self, *, lease_s: float, attempts: int) -> None:
        """Start with nothing seen.

        Args:
            lease_s: How long a worker may be silent.
            attempts: How many tries a letter gets.
        """
        self._lease_s = lease_s
        self._attempts = attempts
        self._seen: dict[str, tuple[datetime | None, float]] = {}

    def sweep(self, *, now: datetime, clock: float, every: bool = False) -> int:
        """Take back letters of dead workers, then ask for all letters nobody was asked to read.

        Args:
            now: The time.
            clock: Seconds on a clock that only goes forward.
            every: Ask for all received letters, also those asked for before (at start-up).

        Returns:
            How many letters were asked for.
        """
        _mend_broker()
        self._excuse_silence()
        self._take_back(now, clock)
        waiting = Document.objects.filter(leases.due(now))
        if not every:
            waiting = waiting.filter(_unasked(now))
        started = Exists(Page.objects.filter(document=OuterRef("pk")))
        asked = 0
        for document in waiting.annotate(started=started).order_by("id").iterator():
            step = Step.READ_ON if document.started else Step.READ
            if not queue.publish(step, document.pk):
                break
            asked += 1
        self._ask_for_copies(now, every=every)
        return asked

    def _excuse_silence(self) -> None:
        """Count silence anew when the database is held by somebody: what was read must not be lost.

        Raises:
            OperationalError: It is away, or held for longer than a writer waits.
        """
        began = time.monotonic()
        try:
            # SQLite grants this to one writer at a time.
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except AWAY:
            self._seen.clear()
            raise
        if time.monotonic() - began > BUSY_S:
            self._seen.clear()

    def _ask_for_copies(self, now: datetime, *, every: bool) -> None:
        """Ask for page images and archive copies whose messages were lost; they have time."""
        if waiting_in_queue((Step.ARCHIVE,)) != 0:
            return
        wanted = settings.VANTHU_ARCHIVE
        pause = timedelta(0) if every else copies.PAUSE
        for document in copies.lacking(now, archive=wanted, pause=pause)[:COPIES_AT_ONCE]:
            if not copies.ask(document, now=now, archive=wanted):
                return

    def _take_back(self, now: datetime, clock: float) -> None:
        reading = list(Document.objects.filter(state=State.READING).order_by("id"))
        tokens = {document.lease_token for document in reading}
        self._seen = {token: seen for token, seen in self._seen.items() if token in tokens}
        for document in reading:
            if is_dead(document.reader) or self._is_silent(document, clock):
                self._reclaim(document, now)

    def _is_silent(self, document: Document, clock: float) -> bool:
        until, since = self._seen.get(document.lease_token, (None, clock))
        if until != document.lease_until:
            self._seen[document.lease_token] = (document.lease_until, clock)
            return False
        return clock - since >= self._lease_s

    def _reclaim(self, document: Document, now: datetime) -> None:
        try:
            if was_stopped(document.reader):
                services.reclaim(document, now=now)
                log.warning("letter %s: its worker was stopped", document.pk)
                return
            until = now + wait_before(document.attempts, first_s=settings.VANTHU_RETRY_S)
            state = services.give_up(
                document, SILENT, now=now, attempts=self._attempts, until=until
            )
        except WrongState:
            return
        log.warning("letter %s: its worker fell silent; now %s", document.pk, state)


def _mend_broker() -> None:
    try:
        remove_wrong_kinds()
    except connection_errors() as error:
        log.debug("the broker is away: %s", error)


def _unasked(now: datetime) -> Q:
    """Return the condition that no message asks for a letter any more."""
    lost = LATE_AFTER if waiting_in_queue() else LOST_AFTER
    asked_in_future = Q(queued_at__gt=now + LOST_AFTER)
    return Q(queued_at=None) | Q(queued_at__lt=now - lost) | asked_in_future


def waiting_in_queue(steps: Sequence[Step] = WAITED_IN) -> int | None:
    """Return how many messages wait, by default for a reader; None without a broker."""
    try:
        with current_app.connection_for_read() as connection:
            channel = connection.default_channel
            return sum(_length(channel, TASKS[step].queue) for step in steps)
    except connection_errors():
        return None


def _length(channel: "object", name: str) -> int:
    """Return the length of one queue; one that is empty does not exist in Redis."""
    try:
        return int(channel.queue_declare(name, passive=True).message_count)  # type: ignore[attr-defined]
    except current_app.connection_for_read().channel_errors:
        return 0


def connection_errors() -> tuple[type[BaseException], ...]:
    """Return what a broker that cannot be reached raises."""
    own = current_app.connection_for_read()
    return (BrokerError, RedisError, OSError, *own.connection_errors, *own.channel_errors)


def run_forever() -> None:
    """Sweep at start and then every `VANTHU_SWEEP_S` seconds until the process is told to stop."""
    stop, first = stop_event(), True
    threading.Thread(target=webhooks.run_until, args=(stop,), daemon=True).start()
    sweeping = Sweep(lease_s=settings.VANTHU_LEASE_S, attempts=settings.VANTHU_ATTEMPTS)
    while not stop.is_set():
        close_old_connections()
        try:
            asked = sweeping.sweep(now=timezone.now(), clock=time.monotonic(), every=first)
            if asked:
                log.info("asked for %s letters", asked)
            first = False
        except AWAY as error:
            log.warning("no sweep this time: %s", error)
        scratch.sweep()
        scratch.sweep_unfinished(time.time())
        stop.wait(settings.VANTHU_SWEEP_S)
