"""One try at reading a letter: takes the lease, keeps it alive, and settles whatever goes wrong."""

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.utils import timezone

from records import leases, room, services
from records.away import AWAY
from records.errors import WrongState
from records.models import Document
from records.services import Lease
from workers.failures import (
    NO_ROOM,
    UNFORESEEN,
    Failed,
    Retry,
    Wait,
    causes,
    verdict_of,
    wait_before,
)
from workers.process import identity

log = logging.getLogger(__name__)
T = TypeVar("T")
# How often a result is offered to a database that is locked or away; each offer of SQLite takes
# up to 20 seconds by itself. What was read is not thrown away for less than that.
OFFERS = 30
LONGEST_PAUSE_S = 10.0
# Beats in one lease: two may be missed before the worker is taken for dead.
BEATS = 3


def begin(document_id: int) -> "Attempt | None":
    """Take a letter for reading; None when there is nothing to do (delivered twice, not due)."""
    token = uuid4().hex
    found = services.claim(
        document_id,
        token=token,
        reader=identity(),
        now=timezone.now(),
        seconds=settings.VANTHU_LEASE_S,
    )
    return None if found is None else Attempt(found, Lease(found.pk, token))


def patiently(store: Callable[[], T]) -> T:
    """Store a result, again and again while the database is locked or away.

    Args:
        store: One whole transaction; it may run more than once.

    Raises:
        OperationalError: It never came back.
    """
    for offer in range(1, OFFERS):
        try:
            return store()
        except AWAY as error:
            log.warning("result not stored yet (%s of %s): %s", offer, OFFERS, error)
            connection.close()
            time.sleep(random.uniform(0.5, 1) * min(LONGEST_PAUSE_S, 0.2 * 2**offer))  # noqa: S311 - jitter
    return store()


@dataclass(slots=True)
class Attempt:
    """A context in which a letter is read; leaving it by an error never loses the letter.

    Attributes:
        document: The letter as claimed.
        lease: The right to store what it says.
    """

    document: Document
    lease: Lease
    _over: threading.Event | None = None

    def __enter__(self) -> Self:
        self._over = threading.Event()
        threading.Thread(target=_beat, args=(self.lease, self._over), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Settle the letter; True means the error has been dealt with."""
        if self._over is not None:
            self._over.set()
        if error is None:
            return False
        if isinstance(error, Exception):
            patiently(lambda: self._settle(error))
            return True
        services.put_back(self.lease, now=timezone.now())
        return False

    def page_done(self, page: int, pages: int) -> None:
        """Make the progress visible; page from 1."""
        try:
            services.report_page(self.lease, page=page, pages=pages)
        except AWAY as error:  # it is only shown; the reading goes on
            connection.close()
            log.warning("letter %s: progress not stored: %s", self.document.pk, error)

    def _settle(self, error: Exception) -> None:
        if isinstance(error, WrongState):
            log.warning("letter %s was taken over; this result is dropped", self.document.pk)
            return
        try:
            self._judge(error)
        except WrongState:
            log.warning("letter %s was taken over; this failure is dropped", self.document.pk)

    def _judge(self, error: Exception) -> None:
        verdict = verdict_of(error)
        now, tries = timezone.now(), self.document.attempts
        log.warning(
            "letter %s, try %s: %s: %s",
            self.document.pk,
            tries,
            verdict.failure.code,
            " from ".join(map(repr, causes(error))),
            # What is foreseen says all by its name; of the rest the place is needed, too.
            exc_info=error if verdict.failure in UNFORESEEN else None,
        )
        if self._lacks_room(verdict):
            services.wait_for_room(self.lease, NO_ROOM, now=now)
        elif isinstance(verdict, Failed) or tries >= settings.VANTHU_ATTEMPTS:
            services.fail(self.lease, verdict.failure, now=now)
        else:
            until = now + wait_before(tries, first_s=settings.VANTHU_RETRY_S)
            services.postpone(self.lease, verdict.failure, now=now, until=until)

    def _lacks_room(self, verdict: Failed | Retry | Wait) -> bool:
        """Tell whether the disk is to blame, and has not been for too long: no try is counted then.

        A program that is stopped by a full disk says so in many ways, so the disk is asked, too.
        """
        to_blame = isinstance(verdict, Wait) or (isinstance(verdict, Retry) and room.is_gone())
        return to_blame and self.document.interruptions < leases.MOST_INTERRUPTIONS


def _beat(lease: Lease, over: threading.Event) -> None:
    """Renew a lease until the attempt is over; runs in a thread with a connection of its own."""
    seconds = settings.VANTHU_LEASE_S
    try:
        while not over.wait(seconds / BEATS):
            try:
                if not services.renew(lease, now=timezone.now(), seconds=seconds):
                    return
            except AWAY as error:
                connection.close()
                log.warning("letter %s: lease not renewed: %s", lease.document_id, error)
    finally:
        connection.close()
