"""Is there room for more letters: the data folder goes in, free bytes come out."""

import shutil

from django.conf import settings

MIB = 1024 * 1024


def free_bytes() -> int:
    """Return how much is free where letters are kept."""
    return shutil.disk_usage(settings.VANTHU_DATA).free


def is_low() -> bool:
    """Tell whether less is free than `VANTHU_FREE_MB`: then no letters are taken."""
    return free_bytes() < settings.VANTHU_FREE_MB * MIB
