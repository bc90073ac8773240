"""A real redis-server of the tests' own, on a Unix socket; ends with the test process."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from config.broker import socket_path
from config.kernel import die_with_parent
from config.processes import redis_command

LONGEST_S = 20


@contextmanager
def broker(data: Path) -> Iterator["redis.Redis"]:
    """Run the private broker of a data folder, as `vanthu run` would."""
    (data / "redis").mkdir(parents=True, exist_ok=True)
    socket_path(data).parent.mkdir(parents=True, exist_ok=True)
    child = subprocess.Popen(redis_command(data), preexec_fn=die_with_parent)
    client = redis.Redis(unix_socket_path=str(socket_path(data)))
    try:
        _await(client)
        yield client
    finally:
        client.close()
        child.terminate()
        child.wait()


def _await(client: "redis.Redis") -> None:
    end = time.monotonic() + LONGEST_S
    while True:
        try:
            client.ping()
        except redis.ConnectionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return
