"""Copies of all that is kept: a folder goes in, a verified copy comes out, and back.

A backup is a plain folder: `database` (SQLite's own copy, or pg_dump's), `store/` as in the data
folder, `secret-key`, and `manifest.json` with the sha256 of every file. Originals are never changed
or removed, so a backup into the same folder copies only what is new, and the store, copied after
the database, holds at least what the rows name.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import connection

from records.errors import BackupBroken, NotEmpty
from records.models import Document
from records.store import files, is_whole, local_copy, originals, sync_folder

RESTORING = "restoring"
"""While this file lies in a data folder, what was to be restored there is not whole."""
MANIFEST, DATABASE, STORE, SECRET = "manifest.json", "database", "store", "secret-key"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Attributes:
        folder: Where it lies.
        files: How many originals.
        bytes: Their length.
    """

    folder: Path
    files: int
    bytes: int


def back_up(folder: Path) -> Backup:
    """Copy everything into a folder and verify each copy by its hash; the service may run.

    Args:
        folder: Made if missing; an earlier backup of the same service is brought up to date.

    Raises:
        BackupBroken: An original is not what its name says; the earlier manifest stays.
        OSError: It cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _dump(folder / DATABASE)
    if _in_a_folder():
        _copy_missing(settings.VANTHU_STORE, folder / STORE)
    else:
        _fetch_missing(folder / STORE)
    secret = settings.VANTHU_DATA / SECRET
    if secret.exists():
        _copy(secret, folder / SECRET, mode=0o600)
    _verify_names(folder)
    _write_manifest(folder)
    return _summary(folder)


def restore(folder: Path) -> Backup:
    """Verify a backup and copy it into the data folder of a service that keeps nothing yet.

    Raises:
        BackupBroken: A file is missing or has other bytes; nothing is written.
        NotEmpty: The data folder holds letters already.
    """
    begun: Path = settings.VANTHU_DATA / RESTORING
    if not begun.exists() and (any(files(settings.VANTHU_STORE)) or _has_letters()):
        raise NotEmpty
    _check_manifest(folder)
    connection.close()
    # Killed from here on, it is done again; until then the service does not start.
    begun.touch()
    sync_folder(begun.parent)
    if _in_a_folder():
        _copy_missing(folder / STORE, settings.VANTHU_STORE)
    else:
        _send_missing(folder / STORE)
    if (folder / SECRET).exists():
        _copy(folder / SECRET, settings.VANTHU_DATA / SECRET, mode=0o600)
    _load(folder / DATABASE)
    begun.unlink()
    return _summary(folder)


def _copy_missing(source: Path, target: Path) -> None:
    for path in files(source):
        copy = target / path.relative_to(source)
        if not copy.exists() or copy.stat().st_size != path.stat().st_size:
            copy.parent.mkdir(parents=True, exist_ok=True)
            _copy(path, copy, mode=0o440)


def _in_a_folder() -> bool:
    return isinstance(originals(), FileSystemStorage)


def _fetch_missing(target: Path) -> None:
    """Copy originals from a store elsewhere."""
    for stored, size in Document.objects.order_by("id").values_list("stored", "bytes").iterator():
        copy = target / stored
        if not copy.exists() or copy.stat().st_size != size:
            copy.parent.mkdir(parents=True, exist_ok=True)
            with local_copy(stored) as path:
                _copy(path, copy, mode=0o440)


def _send_missing(source: Path) -> None:
    """Put originals back into a store elsewhere; what lies there and is another is replaced."""
    for path in files(source):
        name = path.relative_to(source).as_posix()
        if not is_whole(name, path.stat().st_size) or not _is_itself(name):
            with path.open("rb") as file:
                originals().save(name, File(file))


def _is_itself(stored: str) -> bool:
    """Tell whether a stored original has the hash that its name says."""
    with local_copy(stored) as path:
        return _sha256(path) == Path(stored).name.partition(".")[0]


def _copy(source: Path, target: Path, *, mode: int) -> None:
    aside = target.with_name(f".{target.name}.part")
    with source.open("rb") as read, aside.open("wb") as write:
        shutil.copyfileobj(read, write)
        write.flush()
        os.fsync(write.fileno())
    aside.chmod(mode)
    aside.rename(target)
    sync_folder(target.parent)


def _verify_names(folder: Path) -> None:
    """Check that each original has the hash that its name says."""
    for path in files(folder / STORE):
        if _sha256(path) != path.name.partition(".")[0]:
            raise BackupBroken(str(path))


def _write_manifest(folder: Path) -> None:
    hashes = {str(path.relative_to(folder)): _sha256(path) for path in _kept(folder)}
    aside = folder / f".{MANIFEST}.part"
    aside.write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    aside.rename(folder / MANIFEST)
    sync_folder(folder)


def _check_manifest(folder: Path) -> None:
    try:
        hashes = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupBroken(MANIFEST) from error
    for name, sha256 in hashes.items():
        path = folder / name
        if not path.is_file() or _sha256(path) != sha256:
            raise BackupBroken(name)


def _kept(folder: Path) -> Iterator[Path]:
    yield folder / DATABASE
    if (folder / SECRET).exists():
        yield folder / SECRET
    yield from files(folder / STORE)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _summary(folder: Path) -> Backup:
    sizes = [path.stat().st_size for path in files(folder / STORE)]
    return Backup(folder, len(sizes), sum(sizes))


def _has_letters() -> bool:
    tables = connection.introspection.table_names()
    if "records_document" not in tables:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_document")
        return bool(cursor.fetchone()[0])


def _dump(target: Path) -> None:
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", f"--file={target}")
        return
    aside = target.with_name(f".{target.name}.part")
    aside.unlink(missing_ok=True)
    source = settings.DATABASES["default"]["NAME"]
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(aside)) as copy:
        live.backup(copy)
    aside.chmod(0o600)
    aside.rename(target)


def _load(source: Path) -> None:
    if connection.vendor == "postgresql":
        _run("pg_restore", "--clean", "--if-exists", "--single-transaction", str(source))
        return
    target = Path(settings.DATABASES["default"]["NAME"])
    for beside in ("-wal", "-shm"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    _copy(source, target, mode=0o600)


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes through its environment."""
    database: Mapping[str, object] = settings.DATABASES["default"]
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    own = {given: str(database[key]) for key, given in names.items() if database.get(key)}
    subprocess.run(  # noqa: S603 - a fixed program, no shell
        [program, f"--dbname={database['NAME']}", *arguments],
        env={**os.environ, **own},
        check=True,
    )
