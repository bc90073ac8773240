"""Shuts outside programs in: a command goes in, the same command inside bubblewrap comes out.

Where bubblewrap is missing, or the kernel forbids it (many containers do), the command stays as it
is; `vanthu status` says which of the two holds.
"""

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

SHUT_IN = str(Path(__file__).parent / "bounded" / "shut-in")
# Those that look into files from outside. Others need more than one file, or lie elsewhere.
PROGRAMS = frozenset({"pdffonts", "pdfimages", "pdfinfo", "pdftoppm", "pdftotext"})


@cache
def available() -> bool:
    """Tell whether programs can be shut in here; asked once a process."""
    if shutil.which("bwrap") is None:
        return False
    tried = subprocess.run(  # noqa: S603 - our own script
        [SHUT_IN, "", "", "true"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return tried.returncode == 0


def shut_in(command: Sequence[str], *, folder: str = "") -> list[str]:
    """Return the command that runs a program shut in.

    Args:
        command: Program and arguments; the one file it reads is named by its absolute path.
        folder: What it may write; "" for nothing.
    """
    if command[0] not in PROGRAMS or not available():
        return list(command)
    files = [word for word in command[1:] if word.startswith("/") and Path(word).is_file()]
    return [SHUT_IN, files[0] if files else "", folder, *command]
