"""Runs an outside program with limits: a command goes in, its output comes out."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from ingest.errors import EngineMissing, PageTimeout
from ingest.options import ReadOptions
from ingest.sandbox import shut_in

# Poppler says in its first lines what is wrong; a damaged file can make it say so for ever.
COMPLAINT_BYTES = 8192
# The exit status of prlimit when the program does not exist.
NOT_FOUND = 127


@dataclass(frozen=True, slots=True)
class Finished:
    """What a program left behind.

    Attributes:
        status: Exit status, negative when a signal ended it.
        output: What it wrote, at most `ReadOptions.max_output_bytes`.
        complaint: The beginning of its error output.
    """

    status: int
    output: bytes
    complaint: str


def run(command: Sequence[str], options: ReadOptions, *, folder: str = "") -> Finished:
    """Run a program in a session of its own and wait for it.

    Where that is possible it sees nothing but the file it reads (`ingest.sandbox`). Memory,
    processor time and output are limited by the kernel (`prlimit`), wall-clock time by
    us; a program that runs too long is killed with all its children.

    Args:
        command: Program and arguments; a file is named by its absolute path.
        options: The limits.
        folder: What it may write beside its output; "" for nothing.

    Raises:
        EngineMissing: The program is not installed.
        PageTimeout: It took longer than `options.file_timeout_s`.
    """
    if shutil.which(command[0]) is None:
        raise EngineMissing(command[0])
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaint:
        started = _start(limited(command, options, folder=folder), output, complaint)
        status = _wait(started, options)
        output.seek(0)
        complaint.seek(0)
        said = complaint.read(COMPLAINT_BYTES).decode("utf-8", "replace")
        if status == NOT_FOUND:
            raise EngineMissing(command[0])
        return Finished(status, output.read(), said)


def limited(
    command: Sequence[str], options: ReadOptions, *, folder: str = "", cpu_s: float | None = None
) -> list[str]:
    """Return the command that runs a program shut in: it ends with us, and keeps the kernel's limits.

    Args:
        command: As for `run`.
        options: The limits.
        folder: As for `run`.
        cpu_s: Processor time it may take; by default as much as time by the clock.
    """
    return [
        *("setpriv", "--pdeathsig", "KILL"),
        "prlimit",
        f"--as={options.max_memory_bytes}",
        f"--fsize={options.max_output_bytes}",
        f"--cpu={round(cpu_s or options.file_timeout_s) + 1}",
        "--core=0",
        *shut_in(command, folder=folder),
    ]


def _start(
    command: Sequence[str], output: IO[bytes], complaint: IO[bytes]
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - a fixed program, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=complaint,
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise EngineMissing(command[0]) from error


def _wait(child: subprocess.Popen[bytes], options: ReadOptions) -> int:
    """Wait for a child; kill its whole session when it takes too long or we are stopped."""
    try:
        return child.wait(options.file_timeout_s)
    except subprocess.TimeoutExpired as error:
        raise PageTimeout from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
