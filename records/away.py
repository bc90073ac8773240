"""Is the database away for now: an error goes in, yes or no comes out."""

import sqlite3

from django.db import InterfaceError, OperationalError

PASSING: frozenset[int] = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
"""SQLite's primary codes for what may be gone at the next try; `no such table` is none of them."""
PRIMARY = 0xFF
RETRY_AFTER_S = 5
AWAY = (OperationalError, InterfaceError)
"""What a database raises, among others, that is locked or cannot be reached."""


def is_away(error: BaseException | None) -> bool:
    """Tell whether an error means a database that is locked, full, or cannot be reached.

    >>> is_away(OperationalError("server closed the connection")), is_away(ValueError())
    (True, False)
    """
    if not isinstance(error, AWAY):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is None or code & PRIMARY in PASSING
