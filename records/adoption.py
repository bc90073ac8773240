"""Originals that no letter names: the store goes in, letters that are read anew come out.

A database that lost its last changes (its -wal file was deleted, an older copy was put in its place,
it was moved away since it was damaged) does not know what came in since. The bytes are still there.
"""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from records import store
from records.arrivals import Origin, receive
from records.models import Document
from records.store import Staged


def adopt(*, now: datetime, waiting: Collection[int]) -> int:
    """Make a letter of each whole original that none names; nothing else may take files meanwhile.

    Args:
        now: The time of arrival; when it really came is not known any more.
        waiting: Sizes of the files in the watched folder. One of them may be the same letter, which
            was not removed before its row was kept: it comes in by itself.

    Returns:
        How many letters were made.
    """
    if not isinstance(store.originals(), FileSystemStorage):
        return 0
    known = set(Document.objects.values_list("sha256", flat=True))
    adopted = 0
    for file in _strays(known):
        if file.bytes not in waiting and _sha256(file.path) == file.sha256:
            receive(file, Origin(file.path.name), now=now)
            adopted += 1
    return adopted


def _strays(known: Collection[str]) -> Iterator[Staged]:
    for path in store.files(settings.VANTHU_STORE):
        sha256 = path.name.partition(".")[0]
        if sha256 not in known:
            yield Staged(path, sha256, path.stat().st_size)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
