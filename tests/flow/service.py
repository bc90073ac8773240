"""The whole service as its users start it: `vanthu run` with a data folder of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from config.broker import socket_path

BASE = Path(__file__).resolve().parents[2]
VANTHU = str(Path(sys.executable).parent / "vanthu")
# Everything as quick as it can be; the order of events is what counts here, not the time.
QUICK = {
    "VANTHU_READER": "tests.fakes.engine.read",
    "VANTHU_SAMPLES": "0",
    "VANTHU_WORKERS": "2",
    "VANTHU_SCAN_S": "0.2",
    "VANTHU_SETTLE_S": "0.2",
    "VANTHU_SWEEP_S": "1",
    "VANTHU_TURN_S": "2",
    "VANTHU_LEASE_S": "3",
    "VANTHU_RETRY_S": "0.2",
    "VANTHU_PARTIAL_S": "5",
}
LONGEST_S = 240
ENDED = "('done', 'needs_review', 'failed', 'discarded')"

Row = tuple[Any, ...]


@dataclass
class Service:
    """One service.

    Attributes:
        data: Its data folder.
        settings: Environment variables beside those of `QUICK`.
    """

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    child: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        """What its processes, and commands that ask it, see."""
        plain = {name: text for name, text in os.environ.items() if not name.startswith("VANTHU_")}
        plain.pop("DATABASE_URL", None)
        own = {"VANTHU_DATA": str(self.data), "PYTHONPATH": str(BASE)}
        return plain | QUICK | own | self.settings

    @property
    def inbox(self) -> Path:
        """The watched folder."""
        return self.data / "inbox"

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.settings['VANTHU_PORT']}"

    def start(self, *, prefix: tuple[str, ...] = ()) -> None:
        """Start it, behind a command that limits it, and wait until it answers on its port."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.settings["VANTHU_PORT"] = str(_free_port())
        with (self.data / "log").open("ab") as log:
            self.child = subprocess.Popen(
                [*prefix, VANTHU, "run"],
                env=self.environment,
                cwd=self.data,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.until(self._answers)

    def _answers(self) -> bool:
        assert self.child is not None
        assert self.child.poll() is None, self.log()[-3000:]
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", int(self.settings["VANTHU_PORT"]))) == 0

    def kill(self) -> None:
        """Kill all of it at once."""
        assert self.child is not None
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        self.child = None

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Tell it to stop, as Ctrl-C does; return the exit status."""
        assert self.child is not None
        if self.child.poll() is None:
            self.child.send_signal(how)
        status = self.child.wait(LONGEST_S)
        self.child = None
        return status

    def until(self, holds: Callable[[], object], *, seconds: float = LONGEST_S) -> None:
        """Wait until something holds.

        Raises:
            AssertionError: It does not hold in time; the end of the log is told.
        """
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"{holds} never held\n{self.log()[-6000:]}"
            time.sleep(0.1)

    def rows(self, sql: str) -> list[Row]:
        """Ask its database, on a connection of our own."""
        if url := self.settings.get("DATABASE_URL"):
            with psycopg.connect(url) as asking:
                return list(asking.execute(sql.encode()))
        path = self.data / "vanthu.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)) as asking:
            return list(asking.execute(sql))

    def states(self) -> dict[str, str]:
        """Return the state of each letter by its name."""
        return dict(self.rows("SELECT name, state FROM records_document"))

    def at_rest(self, letters: int) -> bool:
        """Tell whether so many letters are here and all have ended."""
        ended = f"SELECT count(*) FROM records_document WHERE state IN {ENDED}"
        every = "SELECT count(*) FROM records_document"
        return self.rows(ended) == self.rows(every) == [(letters,)]

    def call(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a `vanthu` command beside it."""
        return subprocess.run(
            [VANTHU, *arguments],
            env=self.environment,
            cwd=self.data,
            capture_output=True,
            text=True,
            check=False,
        )

    def drop(self, name: str, content: bytes) -> Path:
        """Put a file into the watched folder as careful programs do: aside, then renamed."""
        target = self.inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{target.name}.part")
        aside.write_bytes(content)
        aside.rename(target)
        return target

    def log(self) -> str:
        """Return all it has printed."""
        return (self.data / "log").read_text(errors="replace")

    def processes(self, word: str = "") -> dict[int, str]:
        """Return process id and command line of each of its processes that has a word in it."""
        own = f"VANTHU_DATA={self.data}".encode()
        # redis-server writes its title over its environment.
        broker = f"redis-server unixsocket:{socket_path(self.data)}"
        return {
            pid: command
            for pid, command, environment in _processes()
            if (own in environment.split(b"\0") or broker in command) and word in command
        }

    def worker(self) -> int:
        """Return the process id of the worker's main process."""
        return min(self._of_worker())

    def worker_children(self) -> list[int]:
        """Return the process ids of those that read letters."""
        return sorted(pid for pid in self._of_worker() if parent(pid) == self.worker())

    def _of_worker(self) -> list[int]:
        found = self.processes("workers.app")
        return [pid for pid, command in found.items() if command.startswith(sys.executable)]


def _processes() -> Iterator[tuple[int, str, bytes]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if command:  # else dead and not awaited: where nobody does that there are thousands
                    yield int(entry.name), command, (entry / "environ").read_bytes()
            except OSError:
                continue


def parent(pid: int) -> int:
    """Return the parent of a process, 0 when it has ended."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return 0
    return int(said.rpartition(")")[2].split()[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(data: Path, **settings: str) -> Iterator[Service]:
    """Run a service; none of its processes is left afterwards."""
    service = Service(data, settings)
    service.start()
    try:
        yield service
    finally:
        if service.child is not None:
            service.stop()
        left = service.processes()
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        assert not left, left
