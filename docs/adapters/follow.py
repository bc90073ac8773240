"""Follows the changes of vanthu: each event goes to a function, once it has returned never again.

Needs nothing but Python. The place in the feed and what the function stores in `db` are committed
together; what it does elsewhere must bear being done twice.
"""

import json
import os
import sqlite3
import sys
import time
import urllib.request
from collections.abc import Callable
from typing import Any

API = os.environ.get("VANTHU_API", "http://127.0.0.1:8000/api/v1")
HEADERS = {"Authorization": f"Bearer {os.environ.get('VANTHU_TOKEN', '')}"}
STORE = os.environ.get("ADAPTER_STORE", "adapter.sqlite3")
Answer = dict[str, Any]
Handle = Callable[[Answer, sqlite3.Connection], None]


def get(path: str) -> Answer:
    """Return the JSON at an address of the API."""
    request = urllib.request.Request(f"{API}{path}", headers=HEADERS)  # noqa: S310 - our own API
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        found: Answer = json.load(answer)
        return found


def follow(handle: Handle, *, tables: str) -> None:
    """Hand every event to `handle`, for ever; with `--once` until nothing is left.

    Args:
        handle: Gets the event and the database.
        tables: SQL that makes its tables, if they are not there yet.
    """
    once = "--once" in sys.argv
    db = sqlite3.connect(STORE)
    db.executescript(f"CREATE TABLE IF NOT EXISTS place (cursor INTEGER);{tables}")
    while True:
        (cursor,) = db.execute("SELECT cursor FROM place").fetchone() or (0,)
        part = get(f"/changes?after={cursor}&wait={0 if once else 5}")
        for event in part["items"]:
            with db:
                handle(event, db)
                db.execute("DELETE FROM place")
                db.execute("INSERT INTO place VALUES (?)", [event["id"]])
        if once and not part["items"]:
            return
        time.sleep(0 if part["items"] else 1)


def deadlines(letter_id: int) -> tuple[Answer, list[Answer]]:
    """Return a letter, and its deadlines that have a last day; `position` names each for good."""
    letter = get(f"/letters/{letter_id}")
    rows = get(f"/letters/{letter_id}/fields")["items"]
    dated = [row for row in rows if row["name"] == "deadlines" and row["value"]["last_day"]]
    return letter, dated
