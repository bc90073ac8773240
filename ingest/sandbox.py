"""Shuts outside programs in: a command goes in, the same command inside bubblewrap comes out.

Where bubblewrap is missing, or the kernel forbids it (many containers do), the command stays as it
is; `vanthu status` says which of the two holds.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

SHUT_IN = str(Path(__file__).parent / "bounded" / "shut-in")
# Those that look into files from outside. Others need more than one file.
PROGRAMS = frozenset({"pdffonts", "pdfimages", "pdfinfo", "pdftoppm", "pdftotext", sys.executable})


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
        command: Program and arguments, behind `env` where it needs variables; the one file it
            reads is named by its absolute path, first of all.
        folder: What it may write; "" for nothing.
    """
    program = next((word for word in command if word != "env" and "=" not in word), command[0])
    if program not in PROGRAMS or not available():
        return list(command)
    named = command[command.index(program) + 1 :]
    files = [word for word in named if word.startswith("/") and Path(word).is_file()]
    seen = _python() if program == sys.executable else ()
    return [SHUT_IN, files[0] if files else "", folder, *seen, *command]


@cache
def _python() -> tuple[str, ...]:
    """Return what our own programs need to see: Python, its libraries, this package."""
    folders = (sys.base_prefix, sys.prefix, str(Path(__file__).parent))
    needed = [folder for folder in dict.fromkeys(folders) if not folder.startswith("/usr")]
    return tuple(word for folder in needed for word in ("--ro-bind", folder, folder))
