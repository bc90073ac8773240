"""Keeps one Tesseract loaded per thread: a grey image goes in, Tesseract's table of words comes out.

Loading the program and the language anew costs a tenth of the time of a page, and as much again
for each second look; the answers are the same to the byte.
"""

import atexit
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EngineCrashed, EngineMissing, PageTimeout
from ingest.ocr import resident
from ingest.ocr.resident import ANSWER, NO_LANGUAGE, NO_LIBRARY, READY, REQUEST
from ingest.options import MIB

MOST_MEMORY = 640 * MIB
START_S = 30.0
CHUNK = 1 << 20
# A fresh one now and then: what a library may leak is given back.
MOST_IMAGES = 400


class NoLibrary(Exception):
    """Tesseract is here as a program at most, not as a library."""


@dataclass(slots=True)
class _Engine:
    """A child with Tesseract loaded."""

    child: subprocess.Popen[bytes]
    languages: str
    owner: int
    images: int = 0

    def fits(self, languages: str) -> bool:
        """Tell whether it can be used: ours (not inherited by a fork), alive, the same languages."""
        mine = self.owner == os.getpid() and self.child.poll() is None
        return mine and self.languages == languages and self.images < MOST_IMAGES


_own = threading.local()


def table_of(
    gray: NDArray[np.uint8], *, languages: Sequence[str], timeout_s: float, layout: int, dpi: int
) -> str:
    """Return what Tesseract sees on a grey image, as its TSV without the heading.

    Args:
        gray: 0 black to 255 white.
        languages: Tesseract language names.
        timeout_s: Wall-clock limit.
        layout: Tesseract's page segmentation mode.
        dpi: Resolution of the image.

    Raises:
        EngineMissing: A language is not installed.
        EngineCrashed: Tesseract ended on the image.
        NoLibrary: There is no libtesseract.
        PageTimeout: It took longer than `timeout_s`.
    """
    engine = _engine("+".join(languages))
    height, width = gray.shape
    try:
        request = REQUEST.pack(width, height, layout, dpi) + np.ascontiguousarray(gray).tobytes()
        answer = _asked(engine.child, request, time.monotonic() + timeout_s)
    except (BrokenPipeError, EOFError) as error:
        stop()
        raise EngineCrashed from error
    except BaseException:
        stop()
        raise
    engine.images += 1
    return answer.decode("utf-8", "replace")


def stop() -> None:
    """End this thread's Tesseract, if it has one."""
    engine: _Engine | None = getattr(_own, "engine", None)
    _own.engine = None
    if engine is None or engine.owner != os.getpid():
        return
    if engine.child.poll() is None:
        os.killpg(engine.child.pid, signal.SIGKILL)
    engine.child.wait()
    for pipe in (engine.child.stdin, engine.child.stdout):
        if pipe is not None:
            pipe.close()


def _engine(languages: str) -> _Engine:
    engine: _Engine | None = getattr(_own, "engine", None)
    if engine is None or not engine.fits(languages):
        stop()
        engine = _own.engine = _started(languages)
        atexit.register(stop)
    return engine


def _started(languages: str) -> _Engine:
    """Start a child and wait until the languages are loaded."""
    limits = ["prlimit", f"--as={MOST_MEMORY}", "--core=0"]
    program = [sys.executable, "-I", "-S", str(Path(resident.__file__).resolve()), languages]
    child = subprocess.Popen(  # noqa: S603 - our own program, no shell
        [*limits, *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=True,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
    )
    _own.engine = engine = _Engine(child, languages, os.getpid())
    said = _line(child, time.monotonic() + START_S)
    if said == READY:
        return engine
    stop()
    if said == NO_LIBRARY:
        raise NoLibrary
    raise EngineMissing(languages) if said == NO_LANGUAGE else EngineCrashed


def _asked(child: subprocess.Popen[bytes], request: bytes, until: float) -> bytes:
    """Send a request and wait for the answer."""
    if child.stdin is None:
        raise EOFError
    unsent = memoryview(request)
    while unsent:
        unsent = unsent[child.stdin.write(unsent) :]
    (length,) = ANSWER.unpack(_received(child, ANSWER.size, until))
    return _received(child, length, until)


def _received(child: subprocess.Popen[bytes], length: int, until: float) -> bytes:
    """Read so many bytes of the answer."""
    parts = bytearray()
    while len(parts) < length:
        parts += _some(child, min(CHUNK, length - len(parts)), until)
    return bytes(parts)


def _line(child: subprocess.Popen[bytes], until: float) -> bytes:
    """Read up to the end of a line; nothing more has been sent yet."""
    said = b""
    try:
        while not said.endswith(b"\n"):
            said += _some(child, CHUNK, until)
    except EOFError:
        return said
    return said


def _some(child: subprocess.Popen[bytes], most: int, until: float) -> bytes:
    """Read what is there, at most so many bytes, once there is something."""
    if child.stdout is None:
        raise EOFError
    ready, _, _ = select.select([child.stdout], [], [], max(0.0, until - time.monotonic()))
    if not ready:
        raise PageTimeout
    content = os.read(child.stdout.fileno(), most)
    if not content:
        raise EOFError
    return content
