"""What was dropped, and whether all of it came through: a service goes in, five counts come out."""

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.flow.service import Service, parent
from workers.process import lives

ENDED = {"done", "needs_review", "failed"}
ATTEMPTS = 3
# How long nothing may get any further before it is taken for stuck.
STILL_S = 300


@dataclass(frozen=True, slots=True)
class Counts:
    """What went wrong; all are zero when nothing did.

    Attributes:
        lost: Dropped files without a row, or whose original is not there byte for byte.
        dup: Letters read to the end more than once, or tried more often than allowed.
        stuck: Letters that have not ended in time.
        partial: Letters with bytes that nobody dropped.
        leak: Processes and scratch files left behind.
    """

    lost: int
    dup: int
    stuck: int
    partial: int
    leak: int

    def __str__(self) -> str:
        said = (f"{name}={getattr(self, name)}" for name in self.__slots__)
        return " ".join(said)

    @property
    def clean(self) -> bool:
        """Nothing went wrong."""
        return not any(getattr(self, name) for name in self.__slots__)


@dataclass
class Ledger:
    """All files dropped into one service, by the hash of their bytes."""

    service: Service
    sizes: dict[str, int] = field(default_factory=dict)
    unanswered: dict[str, int] = field(default_factory=dict)

    def note(self, content: bytes) -> None:
        """Remember a file that is dropped in another way."""
        self.sizes[hashlib.sha256(content).hexdigest()] = len(content)

    def maybe(self, content: bytes) -> None:
        """Remember a file that may be kept or not, since nobody said that it is."""
        self.unanswered[hashlib.sha256(content).hexdigest()] = len(content)

    def drop(self, name: str, content: bytes) -> Path:
        """Drop a file and remember it."""
        self.note(content)
        return self.service.drop(name, content)

    def at_rest(self) -> bool:
        """Tell whether every file dropped has become a letter that has ended."""
        waiting = "SELECT 1 FROM records_document WHERE state IN ('received', 'reading') LIMIT 1"
        if self.service.rows(waiting):  # cheaper than to look at each
            return False
        rows = self.service.rows("SELECT sha256, state FROM records_document")
        states = {str(sha256): str(state) for sha256, state in rows}
        return all(states.get(sha256, "") in ENDED for sha256 in self.sizes)

    def wait(self) -> None:
        """Wait until all is at rest and nothing runs that should have ended."""
        self.until(self.at_rest)
        self.until(lambda: not self._leaks())

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds, as long as letters get further: a machine may be slow."""
        end, known = time.monotonic() + STILL_S, ""
        while time.monotonic() < end and not holds():
            if (now := self._progress()) != known:
                end, known = time.monotonic() + STILL_S, now
            time.sleep(0.2)

    def _progress(self) -> str:
        """Return what changes whenever a letter, or a page of one, gets any further."""
        states = "SELECT state, count(*) FROM records_document GROUP BY state ORDER BY state"
        tries = "SELECT count(*), count(ended_at) FROM records_try"
        counted = (f"SELECT count(*) FROM records_{name}" for name in ("page", "arrival"))
        return str([self.service.rows(sql) for sql in (states, tries, *counted)])

    def audit(self) -> Counts:
        """Count what went wrong so far."""
        rows = self.service.rows("SELECT sha256, state, stored, bytes FROM records_document")
        known = self.unanswered | self.sizes
        found = {sha256: (state, stored) for sha256, state, stored, _ in rows}
        return Counts(
            lost=sum(not self._kept(sha256, found) for sha256 in self.sizes),
            dup=self._doubles(),
            stuck=sum(state not in ENDED for state, _ in found.values()),
            partial=sum(known.get(sha256) != size for sha256, _, _, size in rows),
            leak=self._leaks(),
        )

    def _kept(self, sha256: str, found: dict[str, tuple[str, str]]) -> bool:
        if sha256 not in found:
            return False
        path = self.service.data / "store" / found[sha256][1]
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    def _doubles(self) -> int:
        twice = self.service.rows(
            "SELECT document_id FROM records_try WHERE ending = 'read' "
            "GROUP BY document_id HAVING count(*) > 1"
        )
        often = self.service.rows(f"SELECT id FROM records_document WHERE attempts > {ATTEMPTS}")
        return len(twice) + len(often)

    def _leaks(self) -> int:
        running = self.service.processes()
        orphans = [pid for pid in running if parent(pid) == 1 and pid != self._main()]
        tmp = self.service.data / "tmp"
        dead = [path for path in tmp.glob("*/*:*") if not lives(path.name)]
        unfinished = [*tmp.glob("in-*"), *(self.service.data / "store").glob(".incoming/in-*")]
        young = {path for path in unfinished if path.stat().st_mtime > time.time() - 24 * 3600}
        return len(orphans) + len(dead) + len(set(unfinished) - young)

    def _main(self) -> int:
        child = self.service.child
        return os.getpid() if child is None else child.pid
