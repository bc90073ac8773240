"""The processes of the service on one machine: the settings go in, names and commands come out."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from shlex import join, quote

from config.broker import socket_path
from config.environment import values
from records.queue import QUEUES

# Ends with its parent even if that is killed, starts its program again when it ends by itself,
# and passes SIGTERM on.
KEEP = "exec setpriv --pdeathsig TERM sh -c {script}"
SCRIPT = """
trap 'kill $child 2>/dev/null; wait; exit 0' TERM INT
while :; do
  {command} & child=$!; wait $child; status=$?
  {ended}
  echo "đã dừng, 3 giây nữa chạy lại / has stopped, starts again in 3 seconds"
  sleep 3 & child=$!; wait $child
done
"""


# A power cut can leave a log in the middle of which nothing makes sense; redis-server then ends with 1
# each time it is started. It held nothing but hints: the sweep asks again for every letter.
SET_ASIDE = """if [ $status -eq 1 ]; then
    echo "nhật ký của redis được để sang {aside} / the log of redis is set aside"
    rm -rf {aside}; mv {folder} {aside}; mkdir -p -m 700 {folder}
  fi"""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the service.

    Attributes:
        name: Shown before each line it prints.
        command: Program and arguments.
        ended: What the shell does when it has ended by itself with a `$status`.
    """

    name: str
    command: tuple[str, ...]
    ended: str = ":"

    @property
    def kept(self) -> str:
        """The shell command that keeps it running."""
        script = SCRIPT.format(command=join(self.command), ended=self.ended)
        return KEEP.format(script=quote(script))


def parts(data: Path) -> tuple[Part, ...]:
    """Return all processes of the service, the broker first where it is ours."""
    given = values()
    broker = () if given["VANTHU_BROKER_URL"] else (_own_broker(data),)
    return (
        *broker,
        Part("worker", worker_command(given["VANTHU_WORKERS"])),
        Part("watch", (_installed("vanthu"), "watch")),
        Part("sweep", (_installed("vanthu"), "sweep")),
        Part("web", web_command(given["VANTHU_HOST"], given["VANTHU_PORT"])),
    )


def _own_broker(data: Path) -> Part:
    folder, aside = (quote(str(data / name)) for name in ("redis", "redis.damaged"))
    return Part("redis", redis_command(data), SET_ASIDE.format(folder=folder, aside=aside))


def redis_command(data: Path) -> tuple[str, ...]:
    """Return the private broker: no network, its own folder, every message on the disk."""
    return (
        "redis-server",
        *("--port", "0", "--unixsocket", str(socket_path(data)), "--unixsocketperm", "700"),
        *("--dir", str(data / "redis"), "--appendonly", "yes", "--appendfsync", "everysec"),
        *("--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no"),
        *("--loglevel", "warning"),
    )


def worker_command(concurrency: str) -> tuple[str, ...]:
    """Return the worker: one process per core unless the settings say otherwise."""
    return (
        _installed("celery"),
        *("-q", "-A", "workers.app", "worker", "-P", "prefork", "-O", "fair"),
        *("-c", concurrency or str(len(os.sched_getaffinity(0)))),
        *("-Q", ",".join(QUEUES), "--without-gossip", "--without-mingle", "-l", "WARNING"),
    )


def web_command(host: str, port: str) -> tuple[str, ...]:
    """Return the web server: a few threads, since a page waits for nothing but the database.

    It is loaded whole before it listens, so who can reach it is answered at once.
    """
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return (
        _installed("gunicorn"),
        *("config.wsgi", "--bind", address, "--workers", "1", "--threads", "4"),
        "--preload",
        *("--no-control-socket", "--log-level", "warning"),
    )


def _installed(name: str) -> str:
    """Return the path of a program of this environment."""
    return str(Path(sys.executable).parent / name)
