"""How many letters a minute the whole service takes: files into the watched folder, rows of the table out.

Real processes: `vanthu run` with Redis, database and watched folder of its own, no copies for
the archive. Counted from the first file in the folder to the last record in the database.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import mkdtemp

from bench.children import first_cores
from bench.letters import Letters
from bench.rows import Row
from corpus.samples.write import write_samples
from ingest.options import MIB
from tests.flow.service import Service, running

SETTINGS = {"VANTHU_READER": "ingest.read.read", "VANTHU_ARCHIVE": "0", "VANTHU_LEASE_S": "60",
            "VANTHU_TURN_S": "20"}  # fmt: skip
SCANS, FILES = 40, 1000
# The reading of the sample letters loads whatever is loaded once.
WARMING = 4
LONGEST_S = 1800.0
# Two cores read so many times the letters of one.
BAR = 1.9


def cores(_letters: Letters, folder: Path) -> Iterator[Row]:
    """Send the same scans through a service that has one core, and through one that has two."""
    drawn = [path.read_bytes() for path in write_samples(folder / "cores")]
    if len(first_cores(2)) < 2:  # there is nothing to compare
        return
    one = _seconds(folder, drawn, SCANS, workers=1, held_to=1)
    two = _seconds(folder, drawn, SCANS, workers=2, held_to=2)
    yield Row(f"{SCANS} scans through the service, two cores", "s", two, one, 1 / BAR, "one core")
    yield Row(
        "letters a minute, two cores", "", 60 * SCANS / two, 60 * SCANS / one, None, "one core"
    )


def intake(letters: Letters, folder: Path) -> Iterator[Row]:
    """Send a thousand born-digital letters through a service with one worker, and with two."""
    printed = [path.read_bytes() for path in letters.printed]
    one = _seconds(folder, printed, FILES, workers=1)
    two = _seconds(folder, printed, FILES, workers=2)
    yield Row(f"{FILES} files taken in and read, 2 workers", "s", two, one, None, "1 worker")
    yield Row(
        "letters a minute, 2 workers", "", 60 * FILES / two, 60 * FILES / one, None, "1 worker"
    )


def idle(_letters: Letters, folder: Path) -> Iterator[Row]:
    """Start the service, wait until it answers, and weigh it while it has nothing to do."""
    begun = time.monotonic()
    with running(Path(mkdtemp(dir=folder)), **SETTINGS) as service:
        yield Row("start of the service, until it answers", "s", time.monotonic() - begun)
        _read(service, [path.read_bytes() for path in write_samples(folder / "idle")][:WARMING], 0)
        own = sum(map(_proportional, service.processes()))
        yield Row("memory of the idle service, all processes", "MB", own / MIB)


def _seconds(
    folder: Path, content: Sequence[bytes], count: int, *, workers: int, held_to: int | None = None
) -> float:
    """Return how long so many letters take, no two of them alike to the byte."""
    settings = {**SETTINGS, "VANTHU_WORKERS": str(workers)}
    different = [
        one + b"\n%% %d\n" % number
        for number, one in enumerate(islice(cycle(content), count + WARMING))
    ]
    with _service(folder, settings, held_to) as service:
        _read(service, different[:WARMING], 0)
        begun = time.monotonic()
        _read(service, different[WARMING:], WARMING)
        return time.monotonic() - begun


@contextmanager
def _service(folder: Path, settings: Mapping[str, str], held_to: int | None) -> Iterator[Service]:
    """Run a service on so many cores; what we start inherits ours."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, first_cores(held_to or len(own)))
    try:
        with running(Path(mkdtemp(dir=folder)), **settings) as service:
            yield service
    finally:
        os.sched_setaffinity(0, own)


def _read(service: Service, letters: Sequence[bytes], before: int) -> None:
    """Drop letters and wait until all have ended."""
    for number, content in enumerate(letters, start=before):
        service.drop(f"{number}.pdf", content)
    service.until(lambda: service.at_rest(before + len(letters)), seconds=LONGEST_S)


def _proportional(pid: int) -> int:
    """Return the bytes of a process, what it shares divided by those that share it."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    return 1024 * sum(int(row.split()[1]) for row in said.splitlines() if row.startswith("Pss:"))
