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
  {command} & child=$!; wait $child
  echo "đã dừng, 3 giây nữa chạy lại / has stopped, starts again in 3 seconds"
  sleep 3 & child=$!; wait $child
done
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the service.

    Attributes:
        name: Shown before each line it prints.
        command: Program and arguments.
    """

    name: str
    command: tuple[str, ...]

    @property
    def kept(self) -> str:
        """The shell command that keeps it running."""
        return KEEP.format(script=quote(SCRIPT.format(command=join(self.command))))


def parts(data: Path) -> tuple[Part, ...]:
    """Return all processes of the service, the broker first where it is ours."""
    given = values()
    broker = () if given["VANTHU_BROKER_URL"] else (Part("redis", redis_command(data)),)
    return (
        *broker,
        Part("worker", worker_command(given["VANTHU_WORKERS"])),
        Part("watch", (_installed("vanthu"), "watch")),
        Part("sweep", (_installed("vanthu"), "sweep")),
        Part("web", web_command(given["VANTHU_HOST"], given["VANTHU_PORT"])),
    )


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
