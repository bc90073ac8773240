"""Where the private broker lives: a data folder goes in, the path of its Unix socket comes out."""

import hashlib
from pathlib import Path

# The kernel's limit for the path of a Unix socket is 108 bytes with the closing zero.
LONGEST = 100
# Not where temporary files go, which each process may see otherwise (TMPDIR); the folder is private.
SHORT = Path("/tmp")  # noqa: S108


def socket_path(data: Path) -> Path:
    """Return the socket's path: in the data folder, or in /tmp when that path is too long."""
    path = data / "run" / "redis.sock"
    if len(bytes(path)) <= LONGEST:
        return path
    name = hashlib.sha256(bytes(data)).hexdigest()[:16]
    return SHORT / f"vanthu-{name}" / "redis.sock"


def broker_url(data: Path, given: str) -> str:
    """Return the URL of the broker: the one given, else that of the private one.

    >>> broker_url(Path("/srv/vanthu"), "")
    'redis+socket:///srv/vanthu/run/redis.sock'
    """
    return given or f"redis+socket://{socket_path(data)}"
