"""Power cuts: the data folder lies on a disk of its own, of which only what was written is kept.

The disk is an ext4 file system in a file. A cut is a copy of that file as it is at one moment:
what programs wrote but the kernel has not put on the disk is not in it, as after a real cut.
"""

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.flow.kills import Run
from tests.flow.letters import letter

SIZE_MB = 256
# Seconds after which ext4 would write by itself: never during a row.
COMMIT_S = 600
DROPPED = 6


def mount_disk(data: Path) -> None:
    """Make a disk beside a folder and mount it there (needs root)."""
    image = _image(data)
    with image.open("wb") as file:
        file.truncate(SIZE_MB * 1024 * 1024)
    subprocess.run(["mkfs.ext4", "-q", image], check=True)
    _mount(data)


def unmount(data: Path) -> None:
    """Unmount whatever is mounted at a folder, once its last process has ended."""
    for _ in range(50):
        if subprocess.run(["umount", data], check=False, stderr=subprocess.DEVNULL).returncode == 0:
            return
        time.sleep(0.2)
    subprocess.run(["umount", "-l", data], check=True)


def power_cut(run: Run) -> None:
    """The power goes while letters come in and are read."""
    for _ in range(run.times):
        for _ in range(DROPPED):
            _drop_durably(run)
            time.sleep(run.dice.uniform(0, 0.2))
        time.sleep(run.dice.uniform(0, 1.5))
        _cut(run)
        run.service.start()
    run.ledger.wait()


def _cut(run: Run) -> None:
    data, child = run.service.data, run.service.child
    assert child is not None
    after = data.with_name("after.img")
    processes = list(run.service.processes())
    # Held still, so that all parts of the copy are of the same moment.
    _signal(processes, signal.SIGSTOP)
    subprocess.run(["cp", "--sparse=always", _image(data), after], check=True)
    _signal([*processes, *run.service.processes()], signal.SIGKILL)
    child.wait()
    run.service.until(lambda: not run.service.processes())
    unmount(data)
    after.rename(_image(data))
    _mount(data)


def _drop_durably(run: Run) -> None:
    """Drop a letter that is on the disk itself: losing it would not be the service's fault."""
    run.number += 1
    content = letter(run.number, seconds=0.1)
    aside = run.service.inbox / f".{run.number}.part"
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.rename(run.service.inbox / f"thư {run.number}.txt")
    folder = os.open(run.service.inbox, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    run.ledger.note(content)


def _image(data: Path) -> Path:
    return data.with_name("disk.img")


def _mount(data: Path) -> None:
    how = f"loop,commit={COMMIT_S}"
    subprocess.run(["mount", "-o", how, _image(data), data], check=True)


def _signal(processes: list[int], number: signal.Signals) -> None:
    for pid in processes:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
