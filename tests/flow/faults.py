"""All ways to break a running service, by name: kills (tests/flow/kills.py) and what is here."""

import os
import random
import shutil
import sqlite3
import threading
import time
import urllib.request
from contextlib import closing

import click

from tests.flow.kills import (
    LETTERS,
    Break,
    Run,
    crash_points,
    empty_broker,
    garbage_in_broker,
    kill_broker,
    kill_outside_program,
    kill_reader,
    kill_service,
    kill_watcher,
    kill_worker,
    stop_service,
)
from tests.flow.ledger import ENDED
from tests.flow.letters import letter
from tests.flow.oddities import (
    broker_damaged,
    folder_renamed,
    held_still,
    inodes_gone,
    out_of_memory,
    poor_host,
    scratch_deleted,
    wal_deleted,
    wrong_kind_in_broker,
)
from tests.flow.outages import (
    broker_gone,
    broker_refuses,
    database_gone,
    errors_on_the_disk,
    read_only_inbox,
    replaced,
    restart_loop,
    strange_messages,
    two_ways_at_once,
    uploads_while_killed,
)
from tests.flow.power import power_cut


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
    """Files are written slowly, with pauses, with old time stamps, from the end, or twice over."""

    def write(number: int) -> None:
        content = letter(number)
        run.ledger.note(content)
        path = run.service.inbox / f"chậm {number}.txt"
        parts = [(at, content[at : at + 60]) for at in range(0, len(content), 60)]
        with path.open("wb") as file:
            if number % 3 == 1:  # as programs do that lose their connection
                file.write(content[:200])
                file.flush()
                time.sleep(1)
                file.truncate(0)
            for at, part in reversed(parts) if number % 3 == 2 else parts:
                file.seek(at)
                file.write(part)
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


def long_and_short(run: Run) -> None:
    """Fifty short letters come while each worker reads one of 300 pages."""
    long = [*run.drop(1, pages=300, seconds=0.1), *run.drop(1, pages=300, seconds=0.1)]
    run.until_reading()
    short = run.drop(50)
    run.service.until(lambda: _ended(run, short), seconds=600)
    assert not _ended(run, long), "the short letters waited for the long ones"
    run.ledger.wait(seconds=600)


def _ended(run: Run, names: list[str]) -> bool:
    states = run.service.states()
    return all(states.get(name) in ENDED for name in names)


def five_thousand(run: Run) -> None:
    """Many files come at once, in subfolders; meanwhile the page is asked again and again."""
    slowest, over = [0.0], threading.Event()
    address = f"http://127.0.0.1:{run.service.settings['VANTHU_PORT']}/"

    def ask() -> None:
        while not over.wait(1):
            began = time.monotonic()
            with urllib.request.urlopen(address) as answer:
                answer.read()
            slowest[0] = max(slowest[0], time.monotonic() - began)

    asking = threading.Thread(target=ask)
    asking.start()
    began = time.monotonic()
    for number in range(5000):
        run.ledger.drop(f"lô {number % 5}/thư {number}.txt", letter(10_000 + number))
    rows = "SELECT count(*) FROM records_document"
    run.service.until(lambda: run.service.rows(rows) == [(5000,)], seconds=1800)
    stored = time.monotonic() - began
    run.ledger.wait(seconds=3600)
    over.set()
    asking.join()
    read = time.monotonic() - began
    click.echo(
        f"  5000 stored in {stored:.0f} s, read in {read:.0f} s, slowest page {slowest[0]:.2f} s"
    )


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
    ("database-gone", database_gone),
    ("disk-full", disk_full),
    ("crash-points", crash_points),
    ("disk-errors", errors_on_the_disk),
    ("power-cut", power_cut),
    ("inbox-away", read_only_inbox),
    ("broker-gone", broker_gone),
    ("broker-full", broker_refuses),
    ("strange-messages", strange_messages),
    ("uploads-killed", uploads_while_killed),
    ("two-ways-at-once", two_ways_at_once),
    ("replaced", replaced),
    ("restart-loop", restart_loop),
    ("held-still", held_still),
    ("wal-deleted", wal_deleted),
    ("folder-renamed", folder_renamed),
    ("no-inodes", inodes_gone),
    ("broker-damaged", broker_damaged),
    ("wrong-kind-in-broker", wrong_kind_in_broker),
    ("scratch-deleted", scratch_deleted),
    ("poor-host", poor_host),
    ("out-of-memory", out_of_memory),
    ("long-and-short", long_and_short),
    ("five-thousand", five_thousand),
)
"""Name and what is broken, in the order of the table."""
