"""Is there room for more letters: the data folder goes in, free bytes come out."""

import os
import shutil

from django.conf import settings

MIB = 1024 * 1024
FEWEST_FILES = 1000
"""With fewer inodes left no letters are taken: a file system can be full of names alone."""
GONE_BYTES, GONE_FILES = 16 * MIB, 16
"""With less than this a program that reads a page may have failed for nothing else."""


def free_bytes() -> int:
    """Return how much is free where letters are kept."""
    return shutil.disk_usage(settings.VANTHU_DATA).free


def free_files() -> int | None:
    """Return how many more files there may be; None where there is no such limit."""
    found = os.statvfs(settings.VANTHU_DATA)
    return found.f_favail if found.f_files else None


def is_low() -> bool:
    """Tell whether less is free than `VANTHU_FREE_MB`, or hardly any inode: then no letters are taken."""
    return _is_below(settings.VANTHU_FREE_MB * MIB, FEWEST_FILES)


def is_gone() -> bool:
    """Tell whether so little is free that programs fail."""
    return _is_below(GONE_BYTES, GONE_FILES)


def _is_below(least_bytes: int, least_files: int) -> bool:
    files = free_files()
    return free_bytes() < least_bytes or (files is not None and files < least_files)
