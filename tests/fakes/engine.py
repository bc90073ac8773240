"""A quick engine for tests: a file of plain text goes in, its text layers come out, no OCR.

The first line says what happens on the way, `vanthu-fake pages=3 seconds=0.2 then=kill`; pages are
divided by form feeds. Files that do not begin like this go to the real engine.
"""

import os
import signal
import time
from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from ingest import child
from ingest.errors import CorruptFile, EngineCrashed
from ingest.options import MIB, ReadOptions
from ingest.read import Reading, never, no_progress
from ingest.read import read as read_really
from nlp.document import Box, Line, TextLayer, Word

MAGIC = "vanthu-fake"
WIDTH, HEIGHT, STEP = 1654, 2339, 30


@dataclass(frozen=True, slots=True)
class Script:
    """What a fake letter does while it is read.

    Attributes:
        pages: How many pages it has.
        seconds: How long each takes.
        then: What the last one does: "", "kill" and "segv" end the process, "hang" never ends,
            "memory" asks for more than there is, "eat" takes all there is, "raise" is a fault of ours, "corrupt" a bad file.
        child: 1 when an outside program runs meanwhile, as Tesseract would.
    """

    pages: int = 1
    seconds: float = 0.0
    then: str = ""
    child: int = 0


def fake_letter(text: str, script: Script | None = None) -> bytes:
    """Return the bytes of a fake letter."""
    script = script or Script()
    said = (
        f"{MAGIC} pages={script.pages} seconds={script.seconds} "
        f"then={script.then} child={script.child}"
    )
    return f"{said}\n{text}".encode()


def script_of(line: str) -> Script:
    """Return what a first line asks for."""
    given = dict(part.split("=", 1) for part in line.split()[1:])
    return Script(
        pages=int(given["pages"]),
        seconds=float(given["seconds"]),
        then=given["then"],
        child=int(given["child"]),
    )


def read(
    path: Path,
    options: ReadOptions,
    *,
    on_page: Callable[[int, int], None] = no_progress,
    only: Container[int] | None = None,
    enough: Callable[[], bool] = never,
) -> Reading:
    """Do what `ingest.read.read` does, for fake letters."""
    data = path.read_bytes()
    if not data.startswith(MAGIC.encode()):
        return read_really(path, options, on_page=on_page, only=only, enough=enough)
    head, _, text = data.decode().partition("\n")
    script = script_of(head)
    parts = text.split("\f") + [""] * script.pages
    layers = []
    for at in range(script.pages):
        if only is not None and at not in only:
            continue
        on_page(at + 1, script.pages)
        _wait(script, options)
        if at == script.pages - 1:
            _misbehave(script.then)
        layers.append(_layer(at, parts[at]))
        if enough():
            break
    return Reading("", "text/plain", tuple(layers), script.pages)


def _wait(script: Script, options: ReadOptions) -> None:
    if script.child:
        if child.run(["sleep", str(script.seconds)], options).status != 0:
            raise EngineCrashed
    else:
        time.sleep(script.seconds)


def _misbehave(then: str) -> None:
    match then:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segv":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hang":
            time.sleep(10_000)
        case "memory":
            bytearray(64 * 1024 * MIB * 64)
        case "eat":
            _eat()
        case "raise":
            raise RuntimeError("a fault of ours")
        case "corrupt":
            raise CorruptFile


def _eat() -> None:
    """Take memory until the kernel ends it."""
    taken = []
    while True:
        taken.append(b"x" * 16 * MIB)


def _layer(at: int, text: str) -> TextLayer:
    rows = (line.split() for line in text.splitlines())
    lines = [_line(row, words) for row, words in enumerate(words for words in rows if words)]
    return TextLayer(at, WIDTH, HEIGHT, tuple(lines))


def _line(row: int, words: list[str]) -> Line:
    top = 100 + STEP * row
    boxes = (Box(150 + 90 * at, top, 230 + 90 * at, top + 20) for at in range(len(words)))
    return Line(tuple(Word(word, box) for word, box in zip(words, boxes, strict=True)))
