"""Runs the service on one machine: prepares the data folder, starts every process, stops all of them."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.utils import timezone

from config.broker import socket_path
from config.damage import DAMAGED, is_damaged
from config.environment import values
from config.installed import missing, without_s3
from config.kernel import die_with_parent
from config.processes import parts
from config.supervisor import run
from config.upgrade import migrate
from records.adoption import adopt
from records.backup import RESTORING

WELCOME = """
vanthu đang chạy.
  Thả tệp quét vào thư mục : {inbox}
  Mở trang                 : {url}
  Dừng                     : Ctrl-C
vanthu is running. Drop scans into the folder above, open the address above, stop with Ctrl-C.
"""
RUNNING_ALREADY = (
    "vanthu đang chạy rồi với thư mục dữ liệu {data}; hãy dừng nó trước (Ctrl-C). / "
    "vanthu is already running with this data folder; stop it first."
)
PORT_TAKEN = (
    "Cổng {port} đã có chương trình khác dùng; hãy đặt VANTHU_PORT khác. / "
    "Port {port} is taken by another program; set another VANTHU_PORT."
)
HALF_RESTORED = (
    "Việc khôi phục bị ngắt giữa chừng; hãy chạy lại `vanthu restore`. / "
    "A restore was interrupted; run `vanthu restore` again."
)
ADOPTED = (
    "{count} tệp gốc không có trong cơ sở dữ liệu; sẽ được đọc lại như văn bản mới. / "
    "{count} originals were not in the database; they are read as new letters."
)
NO_S3 = (
    "VANTHU_S3_BUCKET cần phần mềm kèm thêm; hãy chạy `uv sync --extra s3`. / "
    "VANTHU_S3_BUCKET needs an extra; run `uv sync --extra s3`."
)
# How long the parts of a service that was killed may take to end: a worker finishes its page.
LEFT_S = 60


def serve() -> int:
    """Run the service until Ctrl-C or SIGTERM; return the exit status.

    Raises:
        click.ClickException: It cannot start; the message says why, in both languages.
    """
    data: Path = settings.VANTHU_DATA
    given = values()
    _check_programs(given["VANTHU_BROKER_URL"])
    if without_s3(given["VANTHU_S3_BUCKET"]):
        raise click.ClickException(NO_S3)
    _make_folders(data, settings.VANTHU_INBOX)
    if (data / RESTORING).exists():
        raise click.ClickException(HALF_RESTORED)
    _use_own_scratch(data / "tmp")
    with ExitStack() as stack:
        lock = stack.enter_context(_only_one(data))
        _check_database()
        _check_port(given["VANTHU_HOST"], int(given["VANTHU_PORT"]))
        migrate()
        _adopt(settings.VANTHU_INBOX)
        url = f"http://{given['VANTHU_HOST']}:{given['VANTHU_PORT']}/"
        click.echo(WELCOME.format(inbox=settings.VANTHU_INBOX, url=url))
        if given["VANTHU_SAMPLES"] == "1":
            stack.enter_context(_samples(data))
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        status = run(parts(data), keep_open=lock)
    click.echo("vanthu đã dừng. / vanthu has stopped.")
    return status


def _check_programs(given_broker: str) -> None:
    lacking = list(missing(settings.VANTHU_LANGUAGES, private_broker=not given_broker))
    if lacking:
        raise click.ClickException("\n".join(lacking))


def _check_database() -> None:
    if connection.vendor != "sqlite":
        return
    path = Path(settings.DATABASES["default"]["NAME"])
    if is_damaged(path):
        raise click.ClickException(DAMAGED.format(path=path, store=settings.VANTHU_STORE))


def _use_own_scratch(folder: Path) -> None:
    """Have temporary files of all parts, SQLite's too, on the disk whose room is looked at."""
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = str(folder)


def _adopt(inbox: Path) -> None:
    """Make letters of originals that the database does not know; nobody else takes files yet."""
    count = adopt(now=timezone.now(), waiting=set(_sizes(inbox)))
    if count:
        click.echo(ADOPTED.format(count=count))


def _sizes(inbox: Path) -> Iterator[int]:
    for path in inbox.rglob("*"):
        with suppress(FileNotFoundError):  # taken away meanwhile
            yield path.lstat().st_size


def _make_folders(data: Path, inbox: Path) -> None:
    """Make the folders that the processes need; all but the watched one are private."""
    inbox.mkdir(parents=True, exist_ok=True)
    for folder in (data / "run", data / "redis", data / "store", data / "tmp", data / "static"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    broker = socket_path(data).parent
    broker.mkdir(exist_ok=True, mode=0o700)
    if broker.lstat().st_uid != os.getuid():
        message = f"{broker} thuộc người dùng khác / belongs to another user."
        raise click.ClickException(message)


@contextmanager
def _only_one(data: Path) -> Iterator[int]:
    """Hold the data folder; a second service on it would take the same files.

    Two locks: one ends with us, the other, whose handle is yielded for the parts of the service to
    inherit, when the last of them has ended. After we were killed they need a moment for that, and
    a broker that ends late would take away the socket of its successor.

    Raises:
        click.ClickException: Another service holds the folder.
    """
    folder = data / "run"
    with (folder / "service.lock").open("a") as own, (folder / "parts.lock").open("a") as parts:
        if not _locked(own.fileno(), wait_s=0) or not _locked(parts.fileno(), wait_s=LEFT_S):
            raise click.ClickException(RUNNING_ALREADY.format(data=data))
        yield parts.fileno()


def _locked(handle: int, *, wait_s: float) -> bool:
    """Take a lock, if need be after some time."""
    end = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(0.1)
        else:
            return True


def _check_port(host: str, port: int) -> None:
    """Say it plainly when the web page cannot listen."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(PORT_TAKEN.format(port=port)) from error


@contextmanager
def _samples(data: Path) -> Iterator[None]:
    """On the first run, drop the sample letters into the watched folder beside the service."""
    if (data / "samples").exists():
        yield
        return
    child = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "config.first_run", str(data)],
        preexec_fn=die_with_parent,
        start_new_session=True,
    )
    try:
        yield
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
