"""Who reads a letter: this process goes in, a text that tells later whether it still lives comes out."""

import os
from functools import cache
from pathlib import Path


@cache
def place() -> str:
    """Return what two processes share that can see each other: the boot and the pid namespace."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{boot}/{os.stat('/proc/self/ns/pid').st_ino}"  # noqa: PTH116 - a magic link


def identity() -> str:
    """Return this process and its parent as text: `place pid:start parent:start`."""
    own, parent = os.getpid(), os.getppid()
    return f"{place()} {own}:{started(own)} {parent}:{started(parent)}"


def lives(process: str) -> bool:
    """Tell whether a `pid:start` of this place still runs.

    >>> lives(f"{os.getpid()}:{started(os.getpid())}"), lives(f"{os.getpid()}:1")
    (True, False)
    """
    pid, _, start = process.partition(":")
    return bool(start) and started(int(pid)) == start


def started(pid: int) -> str:
    """Return when a process began, in the kernel's ticks since boot; "" when there is none."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return ""
    state, *rest = said.rpartition(")")[2].split()
    return "" if state in "ZX" else rest[18]


def is_here(reader: str) -> bool:
    """Tell whether an identity is of this place, so that its processes can be looked at."""
    return reader.partition(" ")[0] == place()


def is_dead(reader: str) -> bool:
    """Tell whether the process of an identity has certainly ended; False when nobody can tell."""
    return is_here(reader) and not lives(reader.split()[1])


def was_stopped(reader: str) -> bool:
    """Tell whether its parent has ended, too: the service was stopped, the letter is not to blame."""
    return is_dead(reader) and not lives(reader.split()[2])
