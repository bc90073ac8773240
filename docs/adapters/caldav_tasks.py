"""Deadlines of approved letters as tasks (VTODO) in any CalDAV calendar: Radicale, Nextcloud, ….

    export VANTHU_TOKEN=… CALDAV_URL=http://127.0.0.1:5232/huong/han/
    export CALDAV_USER=… CALDAV_PASSWORD=…
    python caldav_tasks.py

A correction moves its task; what was done in the calendar (ticked off) stays. A deadline that is no
longer in the letter, or whose approval was withdrawn, is taken out.
"""

import base64
import os
import sqlite3
import urllib.error
import urllib.request
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from follow import Answer, deadlines, follow

URL = os.environ["CALDAV_URL"].rstrip("/")
LOGIN = f"{os.environ.get('CALDAV_USER', '')}:{os.environ.get('CALDAV_PASSWORD', '')}"
BASIC = {"Authorization": f"Basic {base64.b64encode(LOGIN.encode()).decode()}"}
ZONE = ZoneInfo(os.environ.get("VANTHU_TIME_ZONE", "Asia/Ho_Chi_Minh"))
TABLES = "CREATE TABLE IF NOT EXISTS task (uid TEXT PRIMARY KEY, letter INTEGER, theirs TEXT);"
THEIRS = ("STATUS", "PERCENT-COMPLETE", "COMPLETED")
"""What people set in their calendar; it is not ours to change."""
OCTETS = 73
GONE = (404, 410)


def handle(event: Answer, db: sqlite3.Connection) -> None:
    """Bring the tasks of the event's letter up to date."""
    if event["type"] == "letter.approved":
        letter, found = deadlines(event["letter"])
    elif event["type"] in ("letter.withdrawn", "letter.discarded"):
        letter, found = {}, []
    else:
        return
    wanted = {f"{letter['sha256'][:32]}-task-{row['position']}": row for row in found}
    rows = db.execute("SELECT uid, theirs FROM task WHERE letter = ?", [event["letter"]]).fetchall()
    known: dict[str, str] = dict(rows)
    for uid in known.keys() | wanted.keys():
        # A correction withdraws the approval first: what was ticked off outlives that.
        theirs = kept(uid) or known.get(uid, "").splitlines()
        if uid in wanted:
            call("PUT", uid, vtodo(uid, letter, wanted[uid], theirs=theirs))
        else:
            call("DELETE", uid)
        note = [uid, event["letter"], "\n".join(theirs)]
        db.execute("INSERT OR REPLACE INTO task VALUES (?, ?, ?)", note)


def vtodo(uid: str, letter: Answer, row: Answer, *, theirs: list[str]) -> str:
    """Return a task as iCalendar (RFC 5545)."""
    value = row["value"]
    about = (letter["code"], letter["issuer"], letter["subject"], value["responsible"])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//vanthu//caldav_tasks//VI",
        "BEGIN:VTODO",
        f"UID:{uid}",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{escaped(value['action'] or letter['subject'] or letter['file'])}",
        f"DESCRIPTION:{escaped(' · '.join(text for text in about if text))}",
        due(value),
        *theirs,
        "END:VTODO",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def due(value: Answer) -> str:
    """Return when it is due: a day, or a moment where the paper names the hour of that day."""
    day = value["last_day"]
    if not value["time"] or value["due_on"] != day:
        return f"DUE;VALUE=DATE:{day.replace('-', '')}"
    moment = datetime.fromisoformat(f"{day}T{value['time']}").replace(tzinfo=ZONE)
    return f"DUE:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Return a text as a value of iCalendar."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", "")):
        text = text.replace(sign, written)
    return text


def folded(line: str) -> str:
    """Return a line cut so that none has more than 75 octets."""
    parts, part = [], ""
    for sign in line:
        if len((part + sign).encode()) > OCTETS:
            parts, part = [*parts, part], ""
        part += sign
    return "\r\n ".join([*parts, part])


def kept(uid: str) -> list[str]:
    """Return the lines of a task that people have set."""
    lines = call("GET", uid).splitlines()
    return [line for line in lines if line.partition(":")[0].partition(";")[0] in THEIRS]


def call(method: str, uid: str, body: str = "") -> str:
    """Do one thing with one task; what is gone already needs no more."""
    headers = BASIC | {"Content-Type": "text/calendar; charset=utf-8"}
    content = body.encode() if body else None
    request = urllib.request.Request(f"{URL}/{uid}.ics", content, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        if error.code not in GONE:
            raise
        return ""


if __name__ == "__main__":
    follow(handle, tables=TABLES)
