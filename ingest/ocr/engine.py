"""Keeps one Tesseract loaded per thread: a grey image goes in, Tesseract's table of words comes out.

Loading the program and the language anew costs a tenth of the time of a page, and as much again
for each second look; the answers are the same to the byte.
"""

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest import talk
from ingest.errors import EngineCrashed, EngineMissing
from ingest.ocr import resident
from ingest.ocr.resident import ANSWER, NO_LANGUAGE, NO_LIBRARY, READY, REQUEST
from ingest.options import MIB

MOST_MEMORY = 640 * MIB
START_S = 30.0
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
    until = time.monotonic() + timeout_s
    try:
        request = REQUEST.pack(width, height, layout, dpi) + np.ascontiguousarray(gray).tobytes()
        talk.send(engine.child, request)
        (length,) = ANSWER.unpack(talk.received(engine.child, ANSWER.size, until))
        answer = talk.received(engine.child, length, until)
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
    talk.end(engine.child)


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
    said = talk.line(child, time.monotonic() + START_S)
    if said == READY:
        return engine
    stop()
    if said == NO_LIBRARY:
        raise NoLibrary
    raise EngineMissing(languages) if said == NO_LANGUAGE else EngineCrashed
