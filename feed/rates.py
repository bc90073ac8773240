"""How often somebody may ask the API: a name goes in, and either nothing or a wait comes out.

Requests are counted in the cache by whole minutes; the minute before counts for the part of it
that lies within the last sixty seconds. Counting is one atomic step, so threads cannot cheat.
"""

import math
import time

from django.conf import settings
from django.core.cache import cache

from feed.errors import TooMany

MINUTE_S = 60


def count(who: str) -> None:
    """Count one request.

    Raises:
        TooMany: There were `VANTHU_API_RATE` in the last sixty seconds already.
    """
    most = settings.VANTHU_API_RATE
    now = time.time()
    minute, past_s = int(now // MINUTE_S), now % MINUTE_S
    here = f"feed.rate.{who}.{minute}"
    cache.add(here, 0, timeout=2 * MINUTE_S)
    asked = cache.incr(here)
    before = cache.get(f"feed.rate.{who}.{minute - 1}", 0)
    if asked + before * (1 - past_s / MINUTE_S) > most:
        # A refused request does not push the next permitted one further away.
        cache.decr(here)
        raise TooMany(_wait_s(asked - 1, before, past_s, most))


def _wait_s(asked: int, before: int, past_s: float, most: int) -> int:
    """Return after how many whole seconds one more request fits.

    >>> _wait_s(0, 60, 0.0, 60), _wait_s(60, 0, 30.0, 60)
    (1, 31)
    """
    until = past_s
    if asked + 1 <= most and before:
        # Enough of the minute before must have moved out of sight.
        until = MINUTE_S * (before - (most - asked - 1)) / before
    elif asked:
        # This minute is full by itself: it becomes the minute before and moves out.
        until = MINUTE_S + MINUTE_S * (asked - (most - 1)) / asked
    return max(1, math.ceil(until - past_s))
