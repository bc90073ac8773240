"""Ways to break a running service: each drops letters, breaks something, and waits for rest.

Real processes, real signals, real files; only the engine is a quick one (tests/fakes/engine.py),
since OCR is not the point here.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import redis

from config.broker import socket_path
from tests.flow.ledger import Ledger
from tests.flow.letters import letter
from tests.flow.service import VANTHU, Service

Break = Callable[["Run"], None]
LETTERS = 4
STRACED = "fsync,fdatasync,rename,unlink,unlinkat"
CRASH_POINTS = 40
LOOKED_S = 20


@dataclass
class Run:
    """One row while it runs: the service, what was dropped, the dice, how often."""

    service: Service
    ledger: Ledger
    dice: random.Random
    times: int
    number: int = 0

    def drop(self, count: int = LETTERS, **script: object) -> list[str]:
        """Drop some letters, each with bytes of its own."""
        names = []
        for _ in range(count):
            self.number += 1
            name = f"thư {self.number}.txt"
            self.ledger.drop(name, letter(self.number, **script))
            names.append(name)
        return names

    def until_reading(self) -> None:
        """Wait until a letter is being read, then a moment more."""
        self.service.until(lambda: "reading" in self.service.states().values())
        time.sleep(self.dice.uniform(0, 0.5))

    def repeat(self, fault: Callable[[], None]) -> None:
        """Drop letters and break something in the middle, again and again."""
        for _ in range(self.times):
            self.drop(seconds=0.4, child=1)
            self.until_reading()
            fault()
            self.ledger.wait()


def kill_reader(run: Run) -> None:
    """A process that reads a letter is killed, as the kernel does when memory runs out."""
    run.repeat(lambda: _kill(run.dice.choice(run.service.worker_children())))


def kill_outside_program(run: Run) -> None:
    """The program that reads a page is killed."""

    def fault() -> None:
        programs = [
            pid for pid, said in run.service.processes("sleep 0.4").items() if "sh" not in said
        ]
        if programs:
            _kill(run.dice.choice(programs))

    run.repeat(fault)


def kill_worker(run: Run) -> None:
    """The worker's main process is killed."""
    run.repeat(lambda: _kill(run.service.worker()))


def kill_watcher(run: Run) -> None:
    """The watcher is killed while files come in."""
    for _ in range(run.times):
        dropping = threading.Thread(target=run.drop, args=(20,))
        dropping.start()
        time.sleep(run.dice.uniform(0, 1.0))
        for pid, said in run.service.processes("vanthu watch").items():
            if said.startswith(sys.executable):
                _kill(pid)
        dropping.join()
        run.ledger.wait()


def kill_broker(run: Run) -> None:
    """redis-server is killed; it starts again with what it had written."""

    def fault() -> None:
        for pid, said in run.service.processes("redis-server").items():
            if said.startswith("redis-server"):
                _kill(pid)

    run.repeat(fault)


def empty_broker(run: Run) -> None:
    """Every message is gone."""

    def fault() -> None:
        with redis.Redis(unix_socket_path=str(socket_path(run.service.data))) as broker:
            broker.flushall()

    run.repeat(fault)


def garbage_in_broker(run: Run) -> None:
    """What is no message, and messages about letters that are not there, lie in the queue."""
    with redis.Redis(unix_socket_path=str(socket_path(run.service.data))) as broker:
        for rubbish in (b"x", b"{}", b'{"body": 1}', b"\xff\xfe"):
            broker.lpush("read", rubbish)
    run.drop()
    run.ledger.wait()


def kill_service(run: Run) -> None:
    """Everything is killed at once, and started again."""

    def fault() -> None:
        child = run.service.child
        assert child is not None
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        run.service.start()

    run.repeat(fault)


def stop_service(run: Run) -> None:
    """The service is stopped and started again, while letters are being read."""

    def fault() -> None:
        run.service.stop(run.dice.choice([signal.SIGINT, signal.SIGTERM]))
        run.service.start()

    run.repeat(fault)


def poison(run: Run) -> None:
    """Letters that end their reader each time lie among good ones."""
    for then in ("kill", "segv", "memory", "raise"):
        run.drop(1, then=then)
    run.drop(20)
    run.ledger.wait()


def same_file_at_once(run: Run) -> None:
    """The same bytes come under several names at the same moment."""
    for _ in range(run.times):
        run.number += 1
        content = letter(run.number)
        drops = [
            threading.Thread(target=run.ledger.drop, args=(f"bản {run.number} {at}.txt", content))
            for at in range(4)
        ]
        for one in drops:
            one.start()
        for one in drops:
            one.join()
    run.ledger.wait()


def still_written(run: Run) -> None:
    """Files are written slowly, with pauses, with the time stamp of an old file."""

    def write(number: int) -> None:
        content = letter(number)
        run.ledger.note(content)
        path = run.service.inbox / f"chậm {number}.txt"
        with path.open("wb") as file:
            for at in range(0, len(content), 60):
                file.write(content[at : at + 60])
                file.flush()
                os.utime(path, (0, 0))
                time.sleep(dice.uniform(0, 0.6))

    dice = random.Random(run.dice.random())
    writers = [threading.Thread(target=write, args=(1000 + at,)) for at in range(10)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    run.ledger.wait()


def database_locked(run: Run) -> None:
    """Another program holds the database for longer than a writer waits."""
    path = run.service.data / "vanthu.sqlite3"
    for seconds in (2, 25):
        run.drop(10, seconds=0.2)
        run.until_reading()
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            other.execute("ROLLBACK")
        run.ledger.wait()


def disk_full(run: Run) -> None:
    """The disk of the data folder fills up, and is emptied later (needs root for the mount)."""
    ballast = run.service.data / "ballast"
    free = shutil.disk_usage(run.service.data).free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free - run.dice.randrange(65536, 262144))
    names = run.drop(LETTERS, seconds=0.2)
    time.sleep(5)
    assert all(
        (run.service.inbox / name).exists() or name in run.service.states() for name in names
    )
    ballast.unlink()
    run.ledger.wait()


def crash_points(run: Run) -> None:
    """The watcher is killed at every fsync, rename and unlink in turn."""
    run.service.stop()
    for point in range(1, CRASH_POINTS + 1):
        [name] = run.drop(1)
        _watch_until_killed(run.service, point)
        here = (run.service.inbox / name).exists()
        assert here or name in run.service.states(), f"lost at crash point {point}"
    run.service.start()
    run.ledger.wait()


def _watch_until_killed(service: Service, point: int) -> None:
    inject = f"inject={STRACED}:signal=KILL:when={point}"
    watcher = subprocess.Popen(
        [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            f"trace={STRACED}",
            "-e",
            inject,
            VANTHU,
            "watch",
        ],
        env=service.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + LOOKED_S
    while watcher.poll() is None and time.monotonic() < end:
        if not [path for path in service.inbox.iterdir() if not path.name.startswith(".")]:
            break
        time.sleep(0.1)
    if watcher.poll() is None:
        os.killpg(watcher.pid, signal.SIGKILL)
    watcher.wait()


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


ROWS: tuple[tuple[str, Break], ...] = (
    ("kill-reader", kill_reader),
    ("kill-outside-program", kill_outside_program),
    ("kill-worker", kill_worker),
    ("kill-watcher", kill_watcher),
    ("kill-broker", kill_broker),
    ("empty-broker", empty_broker),
    ("garbage-in-broker", garbage_in_broker),
    ("kill-service", kill_service),
    ("stop-service", stop_service),
    ("poison", poison),
    ("same-file-at-once", same_file_at_once),
    ("still-written", still_written),
    ("database-locked", database_locked),
    ("disk-full", disk_full),
    ("crash-points", crash_points),
)
"""Name and what is broken, in the order of the table."""
