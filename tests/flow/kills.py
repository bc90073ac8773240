"""Ways to kill parts of a running service: each drops letters, kills, and waits for rest.

Real processes, real signals, real files; only the engine is a quick one (tests/fakes/engine.py),
since OCR is not the point here.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import redis

from config.broker import socket_path
from tests.fakes.postgresql import Cluster
from tests.flow.ledger import ENDED, Ledger
from tests.flow.letters import letter
from tests.flow.service import VANTHU, Service

Break = Callable[["Run"], None]
LETTERS = 4
PAGES = 60
STRACED = "fsync,fdatasync,rename,unlink,unlinkat"
CRASH_POINTS = 40
LOOKED_S = 120


@dataclass
class Run:
    """One row while it runs: the service, what was dropped, the dice, how often, its PostgreSQL."""

    service: Service
    ledger: Ledger
    dice: random.Random
    times: int
    number: int = 0
    database: Cluster | None = None

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
        """Wait until a letter is being read, then a moment more; one that is quicker will do, too."""
        self.service.until(
            lambda: "reading" in self.service.states().values() or self.ledger.at_rest()
        )
        time.sleep(self.dice.uniform(0, 0.5))

    def ended(self, names: list[str]) -> bool:
        """Tell whether all of these letters have ended."""
        states = self.service.states()
        return all(states.get(name) in ENDED for name in names)

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


def kill_helper(run: Run) -> None:
    """A process is killed while several read one long letter; its pages come out all the same."""
    for _ in range(run.times):
        [name] = run.drop(1, pages=PAGES, seconds=0.1, child=1)
        run.service.until(
            lambda: bool(run.service.rows("SELECT 1 FROM records_stretch")) or run.ledger.at_rest()
        )
        time.sleep(run.dice.uniform(0, 0.5))
        _kill(run.dice.choice(run.service.worker_children()))
        run.ledger.wait()
        [(pages,)] = run.service.rows(
            'SELECT count(DISTINCT p."index") FROM records_page p '
            f"JOIN records_document d ON d.id = p.document_id WHERE d.name = '{name}'"
        )
        assert pages == PAGES, f"{pages} of {PAGES} pages"


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
        brokers = list(run.service.processes("redis-server unixsocket:"))
        assert len(brokers) == 1, brokers
        _kill(brokers[0])

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
        run.service.kill()
        run.service.start()

    run.repeat(fault)


def stop_service(run: Run) -> None:
    """The service is stopped and started again, while letters are being read."""

    def fault() -> None:
        run.service.stop(run.dice.choice([signal.SIGINT, signal.SIGTERM]))
        run.service.start()

    run.repeat(fault)


def crash_points(run: Run) -> None:
    """The watcher is killed at every fsync, rename and unlink in turn."""
    run.service.stop()
    for point in range(1, CRASH_POINTS + 1):
        [name] = run.drop(1)
        inject = f"inject={STRACED}:signal=KILL:when={point}"
        watch_until_killed(run.service, STRACED, inject)
        here = (run.service.inbox / name).exists()
        assert here or name in run.service.states(), f"lost at crash point {point}"
    run.service.start()
    run.ledger.wait()


def watch_until_killed(service: Service, traced: str, inject: str) -> None:
    """Run the watcher alone under strace, until it ends, the folder is empty, or time is up."""
    watcher = subprocess.Popen(
        [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            f"trace={traced}",
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
