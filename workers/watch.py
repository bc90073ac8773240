"""The watched folder: dropped files go in, stored letters come out, and only then a file leaves."""

import fcntl
import logging
import os
import signal
import stat
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from watchfiles import watch

from records import arrivals, room, store
from records.arrivals import Origin
from records.away import AWAY
from records.errors import NotRegular
from workers import scratch
from workers.settling import Settling, Signature, is_passed_over
from workers.stopping import stop_event

log = logging.getLogger(__name__)
DEEPEST = 8
# An unknown link is opened by nobody, a pipe blocks nobody.
SAFELY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Inbox:
    """One watched folder, looked at again and again."""

    def __init__(self, folder: Path, *, settle_s: float, partial_s: float) -> None:
        """Watch a folder; see `Settling` for the two times."""
        self._folder = folder
        self._settling = Settling(settle_s=settle_s, partial_s=partial_s)
        # Files that are stored but could not be removed: they must not arrive again and again.
        self._stuck: dict[Path, Signature] = {}

    def scan(self, *, now: float, enough: Callable[[], bool] = lambda: False) -> int:
        """Look once at everything that lies here and take what is whole.

        Args:
            now: Seconds on a clock that only goes forward.
            enough: Asked before each file; true leaves the others for another look.

        Returns:
            How many files were taken.
        """
        found: dict[Path, Signature] = {}
        for path, status in _files(self._folder, DEEPEST):
            if not stat.S_ISREG(status.st_mode):
                self._refuse(path)
            elif self._stuck.get(path) != signature_of(status):
                found[path] = signature_of(status)
            else:
                self._remove(path, signature_of(status))
        ready = list(self._settling.ready(found, now=now))
        taken = 0
        for at, path in enumerate(ready):
            if enough():
                break
            if room.is_low():
                log.warning("the disk is nearly full: %s files wait in the folder", len(ready) - at)
                break
            try:
                taken += self._take(path, found[path])
            except AWAY as error:  # the others would fare no better
                log.warning("%r is not taken yet, nor any behind it: %s", path.name, error)
                break
        return taken

    def _take(self, path: Path, expected: Signature) -> bool:
        """Store one file; one that cannot be stored now stays.

        Raises:
            OperationalError: The database is locked or away.
        """
        try:
            with os.fdopen(os.open(path, SAFELY), "rb") as file:
                if signature_of(os.fstat(file.fileno())) != expected or is_written(file.fileno()):
                    return False
                with store.staged(file) as copy:
                    if signature_of(os.fstat(file.fileno())) != expected:
                        return False
                    name, label = self._names(path)
                    arrival = arrivals.receive(copy, Origin(name, label), now=timezone.now())
        except AWAY:
            raise
        except (OSError, DatabaseError) as error:
            log.warning("%r is not taken yet: %s", path.name, error)
            return False
        log.info("%r: %s as letter %s", path.name, arrival.outcome, arrival.document_id)
        self._remove(path, expected)
        return True

    def _remove(self, path: Path, expected: Signature) -> None:
        """Remove a stored file, unless another one has taken its place."""
        try:
            if signature_of(path.lstat()) == expected:
                path.unlink()
                store.sync_folder(path.parent)
        except OSError as error:
            if self._stuck.get(path) != expected:
                log.warning("%r is stored but cannot be removed: %s", path.name, error)
            self._stuck[path] = expected
        else:
            self._stuck.pop(path, None)

    def _refuse(self, path: Path) -> None:
        name, label = self._names(path)
        try:
            noted = arrivals.refuse(NotRegular(), name=name, label=label, now=timezone.now())
        except AWAY as error:
            log.warning("%r is not noted yet: %s", path.name, error)
            return
        if noted is not None:
            log.warning("%r is refused: not a regular file", path.name)

    def _names(self, path: Path) -> tuple[str, str]:
        label = path.parent.relative_to(self._folder).as_posix()
        return as_text(path.name), "" if label == "." else as_text(label)


def signature_of(status: os.stat_result) -> Signature:
    """Return what changes when a file is written to."""
    return Signature(status.st_size, status.st_mtime_ns, status.st_ino)


def is_written(handle: int) -> bool:
    """Tell whether a process of this machine has a file open for writing.

    The kernel grants a read lease only where nobody has. Other machines that write to a network
    share are not seen, and not every file system knows leases; then the answer is no.
    """
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def as_text(name: str) -> str:
    r"""Return a file name as text that can be stored and shown: NFC, no control characters.

    >>> as_text("a\udcff\nb")
    'a��b'
    """
    whole = os.fsencode(name).decode("utf-8", "replace")
    seen = "".join(sign if sign.isprintable() else "\ufffd" for sign in whole)
    return unicodedata.normalize("NFC", seen)


def _files(folder: Path, depth: int) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield everything in a folder and its subfolders that has no hidden or partial name."""
    try:
        with os.scandir(folder) as entries:
            listed = [entry for entry in entries if not is_passed_over(entry.name)]
    except OSError as error:
        log.warning("%s cannot be looked into: %s", folder, error)
        return
    for entry in listed:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if depth > 1:
                yield from _files(path, depth - 1)
            continue
        try:
            yield path, entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        except OSError as error:
            log.warning("%r cannot be looked at: %s", entry.name, error)


def run_forever() -> None:
    """Watch `VANTHU_INBOX` until told to stop; the regular looks are what counts.

    Events of the file system only make it quicker, since they can be lost and do not exist on
    network shares.
    """
    # A writer that meets our lease would have us signalled.
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    scratch.use_own()
    folder: Path = settings.VANTHU_INBOX
    folder.mkdir(parents=True, exist_ok=True)
    inbox = Inbox(folder, settle_s=settings.VANTHU_SETTLE_S, partial_s=settings.VANTHU_PARTIAL_S)
    stop = stop_event()
    while not stop.is_set():
        close_old_connections()
        # Thousands of files take minutes: being told to stop must not wait for the last of them.
        inbox.scan(now=time.monotonic(), enough=stop.is_set)
        _wait_for_news(folder, stop, settings.VANTHU_SCAN_S)
    scratch.remove_own()


def _wait_for_news(folder: Path, stop: threading.Event, seconds: float) -> None:
    """Wait until something happens in the folder, at least half the time and at most all of it."""
    stop.wait(seconds / 2)
    wait_ms = round(seconds * 500)
    events = watch(
        folder,
        stop_event=stop,
        rust_timeout=wait_ms,
        debounce=wait_ms,
        yield_on_timeout=True,
        raise_interrupt=False,
        watch_filter=None,
    )
    try:
        next(events, None)
    except (OSError, RuntimeError) as error:  # no inotify, or the folder is away
        log.debug("no events from %s: %s", folder, error)
        stop.wait(seconds / 2)
