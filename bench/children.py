"""Runs a program and weighs it: a command goes in, time, processor time and peak memory come out."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.options import MIB

# Often enough to see every page, seldom enough to take little from what is measured: at 0.05 a
# program that uses all cores took a tenth longer.
SAMPLE_S = 0.2
WEIGH = Path(__file__).with_name("weigh.py")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took, its children included.

    Attributes:
        wall_s: Time on the clock.
        cpu_s: Processor time, user and system, also of processes whose parent left them behind.
        peak_mb: The most memory that was resident at once, summed over the processes.
        status: Exit status.
        output: What it wrote.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    status: int
    output: bytes = b""

    def __add__(self, other: "Cost") -> "Cost":
        """Return the cost of one after the other."""
        return Cost(
            self.wall_s + other.wall_s,
            self.cpu_s + other.cpu_s,
            max(self.peak_mb, other.peak_mb),
            self.status or other.status,
            self.output + other.output,
        )


NOTHING = Cost(0.0, 0.0, 0.0, 0)


def cost_of(
    command: Sequence[str], *, output: Path | None = None, cores: int | None = None
) -> Cost:
    """Run a program to its end.

    Args:
        command: Program and arguments.
        output: Where its output goes meanwhile; by default it is thrown away.
        cores: How many it may use, its children included; by default all of this machine's.

    Raises:
        FileNotFoundError: The program is not installed.
    """
    # One thread a page everywhere: else Tesseract's threads spend time waiting for each other.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    if cores is not None:
        command = ["taskset", "-c", ",".join(map(str, first_cores(cores))), *command]
    reads, writes = os.pipe()
    with (output or Path(os.devnull)).open("wb") as file, os.fdopen(reads, "rb") as report:
        child = subprocess.Popen(  # noqa: S603 - programs named in this package
            [sys.executable, "-I", str(WEIGH), str(writes), *command],
            stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.DEVNULL,
            env=environment, pass_fds=[writes],
        )  # fmt: skip
        os.close(writes)
        peak = _watched(child)
        weighed = report.read()
    if not weighed:  # the scales themselves broke, as they do when the program is not there
        raise FileNotFoundError(command[0])
    said = output.read_bytes() if output is not None else b""
    return Cost(**json.loads(weighed), peak_mb=peak / MIB, output=said)


def first_cores(count: int) -> list[int]:
    """Return the numbers of so many cores that we may use."""
    return sorted(os.sched_getaffinity(0))[:count]


def _watched(child: subprocess.Popen[bytes]) -> int:
    """Wait for a child while sampling the memory of its family; return the most seen, in bytes."""
    peak = 0
    while child.poll() is None:
        _, *family = _family(child.pid)
        peak = max(peak, sum(map(_resident, family)))
        time.sleep(SAMPLE_S)
    return peak


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for one in threads for child in (one / "children").read_text().split()]
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """Return the resident bytes of a process that no other shares by lying in the same file."""
    try:
        _, resident, shared = Path(f"/proc/{pid}/statm").read_text().split()[:3]
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * PAGE_BYTES
