"""Ways in which what a service stands on fails: broker, disk, folder, clock, power.

Each drops letters, takes something away, gives it back, and waits for rest.
"""

import errno
import json
import os
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path

import redis

from config.broker import socket_path
from tests.flow.kills import Run, watch_until_killed
from tests.flow.letters import letter

ERROR_POINTS = 12
AWAY_S = 120
BROKER = """#!/bin/sh
[ ! -e "$(dirname "$0")/no-broker" ] || exit 1
exec {real} "$@"
"""
MESSAGES = """
from celery import current_app as app
send = app.send_task
for number in range(1000):
    send("workers.tasks.read_document", args=[number % 9], queue="read", ignore_result=True)
send("no.such.task", queue="read")
send("workers.tasks.read_document", args=["x"], queue="read")
send("workers.tasks.read_document", args=[], queue="read")
send("workers.tasks.draw_pages", args=[10**9], queue="archive")
"""


def removable_broker(data: Path) -> dict[str, str]:
    """Return settings of a service whose redis-server can be taken away (`no-broker`)."""
    folder = data / "bin"
    folder.mkdir()
    program = folder / "redis-server"
    program.write_text(BROKER.format(real=shutil.which("redis-server")))
    program.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def broker_gone(run: Run) -> None:
    """redis-server cannot be started for two minutes, its folder is deleted, letters come in."""
    back = time.monotonic() + AWAY_S
    gone = run.service.data / "bin" / "no-broker"
    gone.touch()
    [broker] = run.service.processes("redis-server unixsocket:")
    os.kill(broker, signal.SIGKILL)
    shutil.rmtree(run.service.data / "redis")
    names = run.drop(30)
    run.service.until(lambda: set(names) <= set(run.service.states()))
    said = json.loads(run.service.call("status", "--json").stdout)
    assert said["broker"] == "down", said
    time.sleep(max(0.0, back - time.monotonic()))
    (run.service.data / "redis").mkdir(exist_ok=True)
    gone.unlink()
    run.ledger.wait()


def broker_refuses(run: Run) -> None:
    """The broker's memory is full: it answers, but takes no message."""
    with redis.Redis(unix_socket_path=str(socket_path(run.service.data))) as broker:
        broker.config_set("maxmemory", "1")
        names = run.drop(20)
        run.service.until(lambda: set(names) <= set(run.service.states()))
        broker.config_set("maxmemory", "0")
    run.ledger.wait()


def database_gone(run: Run) -> None:
    """PostgreSQL is killed while letters come in and are read, and is started again."""
    server = run.database
    assert server is not None

    def fault() -> None:
        server.kill()
        run.drop(2, seconds=0.2)
        time.sleep(run.dice.uniform(0, 8))
        server.start()

    run.repeat(fault)


def strange_messages(run: Run) -> None:
    """Messages of unknown tasks, about letters that are not there, a thousand times the same."""
    run.drop(9)
    assert run.service.call("manage", "shell", "-c", MESSAGES).returncode == 0
    run.drop()
    run.ledger.wait()


def read_only_inbox(run: Run) -> None:
    """The watched folder cannot be written to, then is away, then is back (needs root)."""
    inbox = str(run.service.inbox)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", inbox], check=True)
    try:
        names = run.drop(5)
        subprocess.run(["mount", "-o", "remount,ro", inbox], check=True)
        run.service.until(lambda: set(names) <= set(run.service.states()))
        subprocess.run(["mount", "-o", "remount,rw", inbox], check=True)
        run.service.until(lambda: not list(run.service.inbox.iterdir()))
    finally:
        subprocess.run(["umount", "-l", inbox], check=True)
    run.drop(5)
    run.ledger.wait()


def errors_on_the_disk(run: Run) -> None:
    """The Nth fsync, rename or write of the watcher fails, N = 1 and up."""
    run.service.stop()
    calls = (("fsync,fdatasync", errno.EIO), ("rename", errno.EIO), ("pwrite64", errno.ENOSPC))
    for traced, number in calls:
        for point in range(1, ERROR_POINTS + 1):
            [name] = run.drop(1)
            inject = f"inject={traced}:error={errno.errorcode[number]}:when={point}"
            watch_until_killed(run.service, traced, inject)
            here = (run.service.inbox / name).exists()
            assert here or name in run.service.states(), f"lost: {traced} {point}"
    run.service.start()
    run.ledger.wait()


def uploads_while_killed(run: Run) -> None:
    """Files are handed in by HTTP while everything is killed; those answered with 202 are there."""
    for _ in range(run.times):
        over, before = threading.Event(), len(run.ledger.sizes)
        sending = [threading.Thread(target=_send, args=(run, over, at)) for at in range(2)]
        for one in sending:
            one.start()
        run.service.until(partial(_more, run, before))
        time.sleep(run.dice.uniform(0, 1))
        run.service.kill()
        over.set()
        for one in sending:
            one.join()
        run.service.start()
    run.ledger.wait()


def _more(run: Run, before: int) -> bool:
    return len(run.ledger.sizes) > before


def _gone(path: Path) -> bool:
    return not path.exists()


def _send(run: Run, over: threading.Event, sender: int) -> None:
    number = 0
    while not over.is_set():
        number += 1
        content = letter(sender * 10**6 + run.dice.randrange(10**6))
        run.ledger.maybe(content)
        if upload(run, content) == 202:
            run.ledger.note(content)


def upload(run: Run, content: bytes) -> int:
    """Hand a letter in as a program does; 0 when there was no answer."""
    address = f"{run.service.address}/api/v1/letters"
    body = (
        b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        + content
        + b"\r\n--cut--\r\n"
    )
    head = {"Content-Type": "multipart/form-data; boundary=cut"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, head)) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def two_ways_at_once(run: Run) -> None:
    """The same bytes come by HTTP and into the folder at the same moment."""
    for _ in range(run.times):
        run.number += 1
        content = letter(run.number)
        name = f"hai đường {run.number}.txt"
        sent: list[tuple[Callable[..., object], tuple[object, ...]]] = [
            (upload, (run, content)),
            (run.ledger.drop, (name, content)),
            (upload, (run, content)),
        ]
        at_once = [threading.Thread(target=way, args=how) for way, how in sent]
        for one in at_once:
            one.start()
        for one in at_once:
            one.join()
    run.ledger.wait()


def replaced(run: Run) -> None:
    """A dropped name is emptied, replaced by other bytes, by a link and by a pipe."""
    for _ in range(run.times):
        [name] = run.drop(1, seconds=0.3)
        path = run.service.inbox / name
        run.service.until(partial(_gone, path))
        run.number += 1
        run.ledger.drop(name, letter(run.number, seconds=0.3))
        run.service.until(partial(_gone, path))
        path.symlink_to("/etc/passwd")
        time.sleep(run.dice.uniform(0, 1))
        path.unlink()
        os.mkfifo(path)
        time.sleep(run.dice.uniform(0, 1))
        path.unlink()
    run.ledger.wait()


def restart_loop(run: Run) -> None:
    """Everything is killed again and again before it gets anywhere; then it is left alone."""
    run.drop(10, seconds=0.5)
    for _ in range(run.times):
        time.sleep(run.dice.uniform(0, 2))
        run.service.kill()
        run.service.start()
    run.ledger.wait()
