"""Keeps originals under their own hash: bytes go in, a durable name comes out."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from records.errors import TooLarge

CHUNK = 1024 * 1024
# What a suffix may look like; anything else in a file's name is data and stays out of the path.
LONGEST_SUFFIX = 6
# Where files lie that are not whole yet, and how their names begin.
INCOMING, UNFINISHED = ".incoming", "in-"


@dataclass(frozen=True, slots=True)
class Staged:
    """A whole copy of a received file that is not in the store yet.

    Attributes:
        path: The copy.
        sha256: Of its bytes, in hexadecimal.
        bytes: Its length.
    """

    path: Path
    sha256: str
    bytes: int


class ContentStorage(FileSystemStorage):
    """A folder whose files are never changed: written aside, made durable, then renamed."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        aside = Path(self.path(INCOMING))
        _make_folders(target.parent)
        _make_folders(aside)
        with tempfile.NamedTemporaryFile(dir=aside, prefix=UNFINISHED, delete=False) as copy:
            try:
                for chunk in content.chunks(CHUNK):
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
                Path(copy.name).chmod(0o440)
                Path(copy.name).rename(target)
            except OSError:
                Path(copy.name).unlink(missing_ok=True)
                raise
        sync_folder(target.parent)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the same name: equal names mean equal bytes."""
        return name


@contextmanager
def staged(source: IO[bytes], *, most: int | None = None) -> Iterator[Staged]:
    """Copy a stream aside while hashing it; the copy is gone afterwards.

    Args:
        source: Read to its end.
        most: How many bytes it may have.

    Raises:
        TooLarge: It has more.
    """
    settings.VANTHU_TMP.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.VANTHU_TMP, prefix=UNFINISHED) as copy:
        digest, size = hashlib.sha256(), 0
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if most is not None and size > most:
                raise TooLarge
            copy.write(chunk)
        copy.flush()
        yield Staged(Path(copy.name), digest.hexdigest(), size)


def keep(file: Staged, *, name: str) -> str:
    """Put a staged file into the store; it is on the disk when this returns.

    Args:
        file: The copy.
        name: The name it came with; only a plain suffix is taken from it.

    Returns:
        Its name in the store, such as `ab/cd/abcd….pdf`.
    """
    stored = stored_name(file.sha256, name)
    if not is_whole(stored, file.bytes):
        with file.path.open("rb") as copy:
            originals().save(stored, File(copy))
    return stored


def stored_name(sha256: str, name: str) -> str:
    """Return the name under which a file is stored.

    >>> stored_name("abcdef", "../Công văn.PDF"), stored_name("abcdef", "x.p/df")
    ('ab/cd/abcdef.pdf', 'ab/cd/abcdef')
    """
    suffix = Path(name).suffix.lower()
    plain = suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= LONGEST_SUFFIX
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}{suffix if plain else ''}"


def originals() -> Storage:
    """Return the store of originals."""
    return storages["originals"]


def is_whole(stored: str, size: int) -> bool:
    """Tell whether an original lies in the store in full length."""
    return originals().exists(stored) and originals().size(stored) == size


def files(folder: Path) -> Iterator[Path]:
    """Yield every whole file of a store that is a folder, or of a copy of one."""
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).parts[0] != INCOMING:
            yield path


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it, each entry durable."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(missing):
        part.mkdir(exist_ok=True)
        sync_folder(part.parent)


def sync_folder(folder: Path) -> None:
    """Make the entries of a folder durable (a rename is not, before this)."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def local_copy(stored: str) -> Iterator[Path]:
    """Give an original as a local file: itself, or a copy where the store is elsewhere."""
    store = originals()
    if isinstance(store, FileSystemStorage):
        yield Path(store.path(stored))
        return
    with store.open(stored) as source, staged(source) as copy:
        yield copy.path
