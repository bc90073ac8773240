"""The signing key: a data folder goes in, the key kept there comes out."""

import contextlib
import os
import secrets
from pathlib import Path

NAME = "secret-key"


def secret_key(data: Path) -> str:
    """Return the key of a data folder; the first call makes it, readable by its owner only.

    Several processes may start at once: the first to link its file wins, the others read it.
    """
    path = data / NAME
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        own = data / f".{NAME}.{os.getpid()}"
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    return path.read_text(encoding="ascii")
