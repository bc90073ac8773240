"""Faults that no table of ours named at first: processes held still, files taken away from under them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import redis

from config.broker import socket_path
from tests.flow.kills import Run
from tests.flow.service import QUICK

MEMORY = Path("/sys/fs/cgroup/memory")
LONGER_THAN_A_LEASE_S = 2 * float(QUICK["VANTHU_LEASE_S"]) + 1


def held_still(run: Run) -> None:
    """A reader, then every worker, watcher, sweep and broker is stopped for two leases, and goes on."""
    run.drop(1)
    run.ledger.wait()
    for _ in range(run.times):
        _held(run, [run.dice.choice(run.service.worker_children())])
    of_python = [pid for pid, said in run.service.processes().items() if sys.executable in said]
    for word in ("workers.app", "vanthu watch", "vanthu sweep", "redis-server unixsocket:"):
        found = run.service.processes(word)
        _held(run, [pid for pid in found if pid in of_python or "redis" in word])


def poor_host(run: Run) -> None:
    """Temporary files have no room, there is no home, no language, few files may be open (needs root)."""
    run.service.stop()
    full = run.service.data.with_name("full")
    full.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(full)], check=True)
    try:
        (full / "ballast").write_bytes(b"x" * 64 * 1024)
        run.service.settings |= {"TMPDIR": str(full), "HOME": "/nowhere", "LC_ALL": "C"}
        run.service.start(prefix=("prlimit", "--nofile=64"))
        run.drop()
        run.ledger.wait()
        run.service.stop()
    finally:
        subprocess.run(["umount", "-l", str(full)], check=True)
    run.service.settings |= {"TMPDIR": str(run.service.data), "HOME": os.environ["HOME"]}
    run.service.start()


def out_of_memory(run: Run) -> None:
    """The kernel ends whichever worker takes too much (a limit of memory; needs root, cgroup v1)."""
    run.drop(1)
    run.ledger.wait()
    group = MEMORY / f"vanthu-{os.getpid()}"
    group.mkdir()
    workers = run.service.processes("workers.app")
    try:
        for pid in workers:
            (group / "cgroup.procs").write_text(str(pid))
        used = sum(_resident(pid) for pid in workers)
        (group / "memory.limit_in_bytes").write_text(str(used + 300 * 2**20))
        bad = [*run.drop(1, then="eat"), *run.drop(1, then="eat")]
        good = run.drop(5)
        run.ledger.wait()
        states = run.service.states()
        assert {states[name] for name in bad} == {"failed"}, states
        assert "failed" not in {states[name] for name in good}, states
        assert "oom_kill 0" not in (group / "memory.oom_control").read_text()
    finally:
        run.service.stop()
        group.rmdir()
    run.service.start()


def _resident(pid: int) -> int:
    pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _held(run: Run, pids: list[int]) -> None:
    assert pids
    run.drop(seconds=0.4, child=1)
    run.until_reading()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    run.drop(2)
    time.sleep(LONGER_THAN_A_LEASE_S)
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
    run.ledger.wait()


def wal_deleted(run: Run) -> None:
    """Everything is killed, and the part of the database that is not in its main file is deleted."""
    for _ in range(run.times):
        run.drop(seconds=0.2)
        run.until_reading()
        run.service.kill()
        for beside in ("-wal", "-shm"):
            (run.service.data / f"vanthu.sqlite3{beside}").unlink(missing_ok=True)
        run.service.start()
        run.ledger.wait()


def folder_renamed(run: Run) -> None:
    """A folder of files is renamed, again and again, while they are copied from it."""
    for at in range(run.times):
        for number in range(20):
            run.ledger.drop(f"lô {at}/{number}.txt", f"vanthu lô {at} {number}".encode() * 9)
        place = run.service.inbox / f"lô {at}"
        for name in ("một", "hai"):
            time.sleep(run.dice.uniform(0, 1))
            place = place.rename(place.with_name(f"{name} {at}"))
    run.ledger.wait()


def inodes_gone(run: Run) -> None:
    """The disk has bytes left, but takes no more files; then some are deleted (needs root)."""
    ballast = run.service.data / "ballast"
    ballast.mkdir()
    run.drop(seconds=0.4, child=1)
    run.until_reading()
    made = 0
    try:
        while True:
            (ballast / str(made)).touch()
            made += 1
    except OSError:
        pass
    for number in range(4):
        (ballast / str(number)).unlink()
    waiting = run.drop(2)
    time.sleep(5)
    states = run.service.states()
    assert all((run.service.inbox / name).exists() or name in states for name in waiting)
    for number in range(4, made):
        (ballast / str(number)).unlink()
    run.ledger.wait()


def broker_damaged(run: Run) -> None:
    """A power cut has left zeros in the middle of the broker's log: redis-server will not start on it."""
    for _ in range(run.times):
        run.drop(seconds=0.2)
        run.until_reading()
        run.service.kill()
        for path in (run.service.data / "redis").rglob("*.aof"):
            whole = path.read_bytes()
            path.write_bytes(bytes(64) + whole + bytes(64) + whole)
        run.service.start()
        run.ledger.wait()
        assert (run.service.data / "redis.damaged").is_dir()


def wrong_kind_in_broker(run: Run) -> None:
    """Another program has put values of its own under the names of the queues."""
    for _ in range(run.times):
        with redis.Redis(unix_socket_path=str(socket_path(run.service.data))) as broker:
            for name in ("read", "feed", "long", "archive"):
                broker.delete(name)
                broker.set(name, "x")
        run.drop()
        run.ledger.wait()


def scratch_deleted(run: Run) -> None:
    """Somebody deletes the temporary files of the running service."""
    for _ in range(run.times):
        run.drop(seconds=0.4, child=1)
        run.until_reading()
        subprocess.run(["rm", "-rf", str(run.service.data / "tmp")], check=True)
        run.drop(2, child=1)
        run.ledger.wait()
    failed = [name for name, state in run.service.states().items() if state == "failed"]
    assert not failed, failed
