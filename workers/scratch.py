"""Scratch folders: each process has one of its own, and those of ended processes are removed."""

import logging
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from records import store
from workers.process import lives, place, started

DAY_S = 24 * 3600
# What Django calls the files it writes uploads to.
UPLOADS = "*.upload*"
log = logging.getLogger(__name__)


def use_own() -> None:
    """Have temporary files of this process, and of the programs it starts, in its own folder."""
    folder = _own()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = str(folder)


def remove_own() -> None:
    """Remove the folder of this process, which ends; the sweep does it for those that are killed."""
    shutil.rmtree(_own(), ignore_errors=True)


def sweep() -> int:
    """Remove what ended processes have left behind.

    Returns:
        How many folders were removed.
    """
    removed = 0
    for folder in _here().glob("*:*"):
        if not lives(folder.name):
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    if removed:
        log.info("removed scratch of %s ended processes", removed)
    return removed


def sweep_unfinished(now: float) -> int:
    """Remove copies that a killed process did not finish, once they are a day old.

    Args:
        now: Seconds since the epoch.

    Returns:
        How many files were removed.
    """
    removed = 0
    for folder in (settings.VANTHU_TMP, settings.VANTHU_STORE / store.INCOMING):
        for path in (*folder.glob(f"{store.UNFINISHED}*"), *folder.glob(UPLOADS)):
            if path.stat().st_mtime < now - DAY_S:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _own() -> Path:
    return _here() / f"{os.getpid()}:{started(os.getpid())}"


def _here() -> Path:
    """Return the folder of this place; another machine may share the data folder."""
    folder: Path = settings.VANTHU_TMP
    return folder / place().replace("/", "-")
