"""A real PostgreSQL of the tests' own, on a Unix socket; gone with the test."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
# PostgreSQL refuses to run as root.
SERVANTS = ("postgres", "nobody")


def missing() -> str:
    """Return why there is no PostgreSQL to test with; "" when there is one."""
    return "" if FOLDERS else "PostgreSQL is not installed (apt-get install postgresql)"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that can be killed and started again.

    Attributes:
        folder: Its socket, its log and, in `data`, its files.
    """

    folder: Path

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql://vanthu@{str(self.folder).replace('/', '%2F')}/postgres"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-c listen_addresses='' -k {self.folder} -c fsync=off"
        log = str(self.folder / "log")
        _run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """End it at once."""
        _run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill its main process; the others see that and end, as after a crash."""
        [pid, *_] = (self.folder / "data" / "postmaster.pid").read_text().split()
        others = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(pid), signal.SIGKILL)
        while any(Path(f"/proc/{other}").exists() for other in others):
            time.sleep(0.1)


@contextmanager
def running() -> Iterator[Cluster]:
    """Run a new cluster."""
    made = Cluster(Path(tempfile.mkdtemp(prefix="vanthu-pg-")))
    data = str(made.folder / "data")
    try:
        _give(made.folder)
        _run("initdb", "-D", data, "-U", "vanthu", "--auth=trust", "--encoding=UTF8")
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(made.folder, ignore_errors=True)


@contextmanager
def cluster() -> Iterator[str]:
    """Run a new cluster; yields the URL of its database."""
    with running() as made:
        yield made.url


def _servant() -> pwd.struct_passwd | None:
    """Return the account to run as: ours, unless we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in SERVANTS if name in known)


def _give(folder: Path) -> None:
    servant = _servant()
    if servant is not None:
        os.chown(folder, servant.pw_uid, servant.pw_gid)


def _run(program: str, *arguments: str) -> None:
    servant = _servant()
    become = [] if servant is None else ["setpriv", f"--reuid={servant.pw_uid}",
                                         f"--regid={servant.pw_gid}", "--clear-groups"]  # fmt: skip
    done = subprocess.run(
        [*become, str(FOLDERS[-1] / program), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd="/",
    )
    assert done.returncode == 0, done.stderr
