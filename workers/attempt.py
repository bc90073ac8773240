"""One try at reading a letter: takes the lease, keeps it alive, and settles whatever goes wrong."""

import logging
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from records import services
from records.errors import WrongState
from records.models import Document
from records.services import Lease
from workers.failures import Failed, verdict_of, wait_before

log = logging.getLogger(__name__)
# Beats in one lease: two may be missed before the worker is taken for dead.
BEATS = 3


def begin(document_id: int) -> "Attempt | None":
    """Take a letter for reading; None when there is nothing to do (delivered twice, not due)."""
    token = uuid4().hex
    seconds = settings.VANTHU_LEASE_S
    found = services.claim(document_id, token=token, now=timezone.now(), seconds=seconds)
    return None if found is None else Attempt(found, Lease(found.pk, token))


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
            self._settle(error)
            return True
        services.put_back(self.lease)
        return False

    def page_done(self, page: int, pages: int) -> None:
        """Make the progress visible; page from 1."""
        services.report_page(self.lease, page=page, pages=pages)

    def _settle(self, error: Exception) -> None:
        if isinstance(error, WrongState):
            log.warning("letter %s was taken over; this result is dropped", self.document.pk)
            return
        verdict = verdict_of(error)
        now, tries = timezone.now(), self.document.attempts
        log.warning(
            "letter %s, try %s: %s", self.document.pk, tries, verdict.failure.code, exc_info=error
        )
        if isinstance(verdict, Failed) or tries >= settings.VANTHU_ATTEMPTS:
            services.fail(self.lease, verdict.failure, now=now)
        else:
            until = now + wait_before(tries, first_s=settings.VANTHU_RETRY_S)
            services.postpone(self.lease, verdict.failure, until=until)


def _beat(lease: Lease, over: threading.Event) -> None:
    """Renew a lease until the attempt is over; runs in a thread with a connection of its own."""
    seconds = settings.VANTHU_LEASE_S
    try:
        while not over.wait(seconds / BEATS):
            try:
                if not services.renew(lease, now=timezone.now(), seconds=seconds):
                    return
            except OperationalError as error:
                log.warning("letter %s: lease not renewed: %s", lease.document_id, error)
    finally:
        connection.close()
