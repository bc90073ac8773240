"""Keeps the private broker usable: what lies under our names and is of another kind goes."""

import logging

from celery import current_app
from django.conf import settings

from records.queue import QUEUES

log = logging.getLogger(__name__)
# As kombu keeps them in Redis; queues of other priorities have names that begin with the queue's.
KINDS = (
    ("unacked_index", b"zset"),
    ("unacked_mutex", b"string"),
    ("unacked", b"hash"),
    ("_kombu.binding_deadlines", b"zset"),  # before the shorter name
    ("_kombu.binding", b"set"),
    *((name, b"list") for name in QUEUES),
)


def remove_wrong_kinds() -> int:
    """Remove what would end every worker; a broker that is shared with others is left alone.

    Returns:
        How many values were removed; the sweep asks again for what was in them.

    Raises:
        RedisError: The broker cannot be reached (see `workers.sweep.connection_errors`).
    """
    if not settings.VANTHU_OWN_BROKER:
        return 0
    removed = 0
    with current_app.connection_for_read() as connection:
        client = connection.default_channel.client  # type: ignore[attr-defined]  # of Redis
        for key in client.scan_iter():
            name = key.decode(errors="replace")
            kind = next((kind for begin, kind in KINDS if name.startswith(begin)), None)
            if kind is not None and client.type(key) != kind:
                log.warning("%r in the broker was no %s and is removed", name, kind.decode())
                client.delete(key)
                removed += 1
    return removed
