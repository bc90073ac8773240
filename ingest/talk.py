"""Talks with a child by its pipes: bytes go out, bytes come in, until a time by the clock."""

import os
import select
import signal
import subprocess
import time

from ingest.errors import PageTimeout

Child = subprocess.Popen[bytes]
CHUNK = 1 << 20


def send(child: Child, request: bytes) -> None:
    """Send a request.

    Raises:
        BrokenPipeError: The child has ended.
    """
    if child.stdin is None:
        raise BrokenPipeError
    unsent = memoryview(request)
    while unsent:
        unsent = unsent[child.stdin.write(unsent) :]


def received(child: Child, length: int, until: float) -> bytearray:
    """Return so many bytes of an answer.

    Args:
        child: Who answers.
        length: How many bytes.
        until: When waiting ends, in seconds of `time.monotonic`.

    Raises:
        EOFError: The child has ended.
        PageTimeout: It took too long.
    """
    content = bytearray(length)
    missing = memoryview(content)
    while missing:
        got = os.readv(_ready(child, until), [missing])
        if not got:
            raise EOFError
        missing = missing[got:]
    return content


def line(child: Child, until: float) -> bytes:
    """Return a line behind which nothing has been sent yet; half of one where the child ended.

    Raises:
        PageTimeout: It took too long.
    """
    said = b""
    while not said.endswith(b"\n"):
        more = os.read(_ready(child, until), CHUNK)
        if not more:
            break
        said += more
    return said


def end(child: Child) -> None:
    """End a child with its whole session, and close its pipes."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()


def _ready(child: Child, until: float) -> int:
    """Wait until there is something to read; return where."""
    if child.stdout is None:
        raise EOFError
    ready, _, _ = select.select([child.stdout], [], [], max(0.0, until - time.monotonic()))
    if not ready:
        raise PageTimeout
    return child.stdout.fileno()
