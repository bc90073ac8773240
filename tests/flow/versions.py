"""An upgrade with letters waiting: the version before the newest change of the tables, ours, and back.

The old version is the real one, from the history of this repository, with messages, rows and log
of the broker as it leaves them.
"""

import shutil
import subprocess
from pathlib import Path

from tests.flow.kills import Run
from tests.flow.ledger import ENDED
from tests.flow.service import BASE

LETTERS = 30
# Fewer would say little about a queue.
WAITING = 10
MIGRATIONS = "*/migrations/0*.py"
KEPT = "before-upgrade.sqlite3"


def version_before() -> str:
    """Return the commit before the newest change of the tables; "" where the history is not here."""
    newest = _git("log", "-1", "--format=%H", "--diff-filter=A", "--", MIGRATIONS)
    return newest and _git("rev-parse", "--verify", "--quiet", f"{newest}^")


def upgraded(run: Run) -> None:
    """The old version is stopped with letters waiting, ours reads them; it is killed, the old one goes on."""
    old, service = run.service.data.with_name("old"), run.service
    unpack(version_before(), old)
    service.stop()
    database = service.data / "vanthu.sqlite3"
    database.unlink()  # made by us at the start, and empty
    _start(run, old)
    _fill_queue(run)
    service.stop()
    _assert_waiting(run)
    _start(run, BASE)
    assert (service.data / KEPT).is_file(), "the tables did not change"
    run.ledger.wait()
    assert run.ledger.audit().clean, run.ledger.audit()
    _fill_queue(run)
    service.kill()
    service.until(lambda: not service.processes())
    _assert_waiting(run)
    for beside in ("-wal", "-shm"):
        database.with_name(database.name + beside).unlink(missing_ok=True)
    shutil.copy(service.data / KEPT, database)
    # What came in since is in the store alone; the way forward makes letters of it again.
    _start(run, old)
    unread = "SELECT 1 FROM records_document WHERE state IN ('received', 'reading')"
    run.ledger.until(lambda: not service.rows(unread))
    assert not service.rows(unread), "the old version does not go on"
    service.stop()
    _start(run, BASE)
    run.ledger.wait()


def unpack(commit: str, folder: Path) -> None:
    """Write all files of a version into a folder."""
    folder.mkdir()
    packed = ["git", "-C", str(BASE), "archive", commit]
    with subprocess.Popen(packed, stdout=subprocess.PIPE) as packing:
        subprocess.run(["tar", "-x", "-C", folder], stdin=packing.stdout, check=True)
    assert packing.returncode == 0, commit


def _start(run: Run, version: Path) -> None:
    run.service.settings["PYTHONPATH"] = str(version)
    run.service.start()


def _fill_queue(run: Run) -> None:
    names = run.drop(LETTERS, seconds=0.5)
    run.service.until(lambda: set(names) <= set(run.service.states()))
    run.until_reading()


def _assert_waiting(run: Run) -> None:
    waiting = sum(state not in ENDED for state in run.service.states().values())
    assert waiting >= WAITING, f"only {waiting} letters were waiting"


def _git(*arguments: str) -> str:
    if shutil.which("git") is None:
        return ""
    asked = ["git", "-C", str(BASE), *arguments]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
