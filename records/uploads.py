"""Takes files sent by browsers and programs: a stream goes in, a stored letter or an error comes out."""

from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import IntegrityError

from records import room, store
from records.arrivals import Origin, receive
from records.errors import DiskFull, KeyUsed, NoBytes
from records.models import Arrival
from records.store import Staged

MIB = 1024 * 1024


def take(source: IO[bytes], origin: Origin, *, now: datetime) -> Arrival:
    """Keep an upload; when this returns, original and rows are on the disk: the time to answer 202.

    The same upload sent again under its key gives the same arrival, not a second one.

    Args:
        source: Read piece by piece, never held in memory; at most `VANTHU_MAX_MB`.
        origin: Name, label, source and, for programs, the key.
        now: The time of arrival.

    Raises:
        DiskFull: There is no room.
        KeyUsed: The key came with other bytes before.
        NoBytes: The upload is empty.
        TooLarge: It is larger than the limit; what was copied is gone.
    """
    if room.is_low():
        raise DiskFull
    with store.staged(source, most=settings.VANTHU_MAX_MB * MIB) as copy:
        if copy.bytes == 0:
            raise NoBytes
        known = _known(copy, origin.key)
        if known is not None:
            return known
        try:
            return receive(copy, origin, now=now)
        except IntegrityError:
            # The same key came in twice at once; the other one was quicker.
            known = _known(copy, origin.key)
            if known is None:
                raise
            return known


def _known(copy: Staged, key: str | None) -> Arrival | None:
    """Return what an earlier upload under the same key has become."""
    known = Arrival.objects.filter(key=key).first() if key else None
    if known is not None and known.sha256 != copy.sha256:
        raise KeyUsed
    return known
