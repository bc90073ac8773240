"""All ways to break a running service, by name: kills (tests/flow/kills.py) and what is here."""

import os
import random
import shutil
import sqlite3
import threading
import time
import urllib.request
from contextlib import closing

from tests.flow.kills import (
    LETTERS,
    Break,
    Run,
    crash_points,
    empty_broker,
    garbage_in_broker,
    kill_broker,
    kill_helper,
    kill_outside_program,
    kill_reader,
    kill_service,
    kill_watcher,
    kill_worker,
    stop_service,
)
from tests.flow.lengthy import scan_and_short_letters
from tests.flow.letters import letter
from tests.flow.many import fifty_thousand, five_thousand
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
    upload,
    uploads_while_killed,
)
from tests.flow.power import power_cut
from tests.flow.versions import upgraded

# For how many seconds another program holds the database, and how; a writer waits 20.
HELD = ((2, "IMMEDIATE"), (15, "IMMEDIATE"), (120, "EXCLUSIVE"))
WRITER_WAITS_S = 20


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
    """Another program holds the database for longer than a writer waits: nothing read is read again."""
    path = run.service.data / "vanthu.sqlite3"
    for seconds, how in HELD:
        run.drop(10, seconds=0.2)
        run.until_reading()
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
            other.execute(f"BEGIN {how}")
            until = time.monotonic() + seconds
            with urllib.request.urlopen(run.service.address) as page:
                assert page.status == 200
            if seconds > WRITER_WAITS_S:
                content = letter(9_000_000 + seconds)
                run.ledger.maybe(content)
                assert upload(run, content) == 503
            time.sleep(max(0.0, until - time.monotonic()))
            other.execute("ROLLBACK")
        run.ledger.wait()
    again = run.service.rows("SELECT ending, count(*) FROM records_try GROUP BY ending")
    assert set(dict(again)) <= {"read"}, again


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
    run.ledger.until(lambda: run.ended(short))
    assert run.ended(short)
    assert not run.ended(long), "the short letters waited for the long ones"
    run.ledger.wait()


ROWS: tuple[tuple[str, Break], ...] = (
    ("kill-reader", kill_reader),
    ("kill-helper", kill_helper),
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
    ("upgrade", upgraded),
    ("long-and-short", long_and_short),
    ("scan-of-300-pages", scan_and_short_letters),
    ("five-thousand", five_thousand),
    ("fifty-thousand", fifty_thousand),
)
"""Name and what is broken, in the order of the table."""
