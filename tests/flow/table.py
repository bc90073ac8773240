"""`make faults`: breaks the service in many ways and prints a table of what was lost.

Each row runs on a service of its own, at moments drawn from the seed; kill rows are repeated.
"""

import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

import click

from tests.fakes import postgresql
from tests.flow.faults import ROWS
from tests.flow.kills import Break, Run
from tests.flow.ledger import Ledger
from tests.flow.oddities import MEMORY
from tests.flow.outages import removable_broker
from tests.flow.power import mount_disk, unmount
from tests.flow.service import running
from tests.flow.versions import version_before

TMPFS: Mapping[str, str] = {
    "disk-full": "size=96m",
    "no-inodes": "size=256m,nr_inodes=4000",
}
MOUNTED = frozenset({*TMPFS, "inbox-away", "poor-host", "power-cut"})
VERSIONS = frozenset({"upgrade"})
STRACED = frozenset({"crash-points", "disk-errors"})
SERVED = frozenset({"database-gone"})
HUNG = re.compile(r"sending SIGKILL to (\w+)")
LITTLE_ROOM = {"VANTHU_FREE_MB": "8"}
# The real engine with the times it has in an office.
REAL = {"VANTHU_READER": "ingest.read.read", "VANTHU_LEASE_S": "60", "VANTHU_TURN_S": "20"}
SETTINGS: Mapping[str, Callable[[Path], dict[str, str]]] = {
    **dict.fromkeys(TMPFS, lambda _: LITTLE_ROOM),
    "power-cut": lambda _: LITTLE_ROOM,
    "broker-gone": removable_broker,
    "scan-of-300-pages": lambda _: REAL,
}


def _no_settings(_: Path) -> dict[str, str]:
    return {}


def missing_for(name: str) -> str:
    """Return why a row cannot run here; "" when it can."""
    if name in STRACED and shutil.which("strace") is None:
        return "strace is not installed"
    if name in MOUNTED and os.geteuid() != 0:
        return "mounting needs root"
    if name == "out-of-memory" and not os.access(MEMORY / "cgroup.procs", os.W_OK):
        return "memory is not limited by cgroup v1 here, or not by us"
    if name in VERSIONS and not version_before():
        return "the history of the repository is not here"
    return postgresql.missing() if name in SERVED else ""


def mount(name: str, data: Path) -> None:
    """Put the data folder of a row on a disk of its own, where it needs one."""
    if name in TMPFS:
        subprocess.run(["mount", "-t", "tmpfs", "-o", TMPFS[name], "tmpfs", str(data)], check=True)
    elif name == "power-cut":
        mount_disk(data)


def run_row(name: str, fault: Break, *, seed: int, times: int) -> bool:
    """Run one row and print it; true when nothing went wrong."""
    if why := missing_for(name):
        click.echo(f"{name:<22} SKIPPED: {why}")
        return True
    folder = Path(tempfile.mkdtemp(prefix=f"vanthu-{name}-"))
    data = folder / "var"
    data.mkdir()
    mount(name, data)
    try:
        with ExitStack() as stack:
            settings = SETTINGS.get(name, _no_settings)(data)
            database = stack.enter_context(postgresql.running()) if name in SERVED else None
            if database is not None:
                settings["DATABASE_URL"] = database.url
            service = stack.enter_context(running(data, **settings))
            dice = random.Random(f"{seed} {name}")
            run = Run(service, Ledger(service), dice, times, database=database)
            fault(run)
            counts = run.ledger.audit()
            adds_up = service.call("reconcile", "--deep").returncode == 0
        # What had not ended 20 seconds after it was told to.
        hung = HUNG.findall(service.log())
    finally:
        if data.is_mount():
            unmount(data)
    said = "" if adds_up else "  RECONCILE FAILS"
    said += f"  killed by the supervisor: {', '.join(hung)}" if hung else ""
    clean = counts.clean and adds_up
    letters = len(run.ledger.sizes)
    click.echo(f"{name:<22} x{times:<3} letters={letters:<5} {counts}{said}  seed={seed}")
    if clean:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        click.echo(f"  kept for a look: {folder}")
    return clean


@click.command("faults")
@click.argument("rows", nargs=-1)
@click.option("--times", default=20, help="Repetitions of each kill row.")
@click.option("--seed", type=int, help="Of the moments; by default another each time.")
def main(*, rows: tuple[str, ...], times: int, seed: int | None) -> None:
    """Run all ROWS, or those named; exit status 1 when anything went wrong."""
    drawn = random.SystemRandom().randrange(10**6) if seed is None else seed
    wanted = rows or tuple(name for name, _ in ROWS)
    chosen = [(name, fault) for name, fault in ROWS if name in wanted]
    good = [run_row(name, fault, seed=drawn, times=times) for name, fault in chosen]
    if not all(good):
        raise click.exceptions.Exit(1)


if __name__ == "__main__":
    main()
