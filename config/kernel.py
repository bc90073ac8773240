"""Two favours of the Linux kernel: no child outlives us, and children's children come to us."""

import ctypes
import os
import signal
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def _prctl(option: int, value: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def die_with_parent() -> None:
    """Have this process killed when its parent ends, however that ends."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def kill_children() -> int:
    """Kill and await every child that is left, and theirs in turn (see `adopt_orphans`).

    Returns:
        How many there were.
    """
    killed = 0
    while children := _children():
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        for pid in children:
            os.waitpid(pid, 0)
        killed += len(children)
    return killed


def _children() -> list[int]:
    """Return our children, those included that are dead but not awaited yet."""
    entries = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [int(entry.name) for entry in entries if _parent(entry) == os.getpid()]


def _parent(entry: Path) -> int | None:
    try:
        after_name = (entry / "stat").read_text(errors="replace").rpartition(")")[2]
    except OSError:  # it has ended since it was listed
        return None
    return int(after_name.split()[1])
