"""A real PostgreSQL of the tests' own, on a Unix socket; gone with the test."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
# PostgreSQL refuses to run as root.
SERVANTS = ("postgres", "nobody")


def missing() -> str:
    """Return why there is no PostgreSQL to test with; "" when there is one."""
    return "" if FOLDERS else "PostgreSQL is not installed (apt-get install postgresql)"


@contextmanager
def cluster() -> Iterator[str]:
    """Run a new cluster; yields the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="vanthu-pg-"))
    data = folder / "data"
    try:
        _give(folder)
        _run("initdb", "-D", str(data), "-U", "vanthu", "--auth=trust", "--encoding=UTF8")
        options = f"-c listen_addresses='' -k {folder} -c fsync=off"
        _run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://vanthu@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            _run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
