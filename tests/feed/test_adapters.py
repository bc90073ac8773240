"""The adapters of docs/adapters against a real CalDAV server (Radicale) and a real HTTP receiver."""

import csv
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs

import caldav
import pytest
from django.utils import timezone
from icalendar import Calendar
from pytest_django.live_server_helper import LiveServer

from nlp.record import FieldName
from records import corrections, tokens
from records.desk import Desk, Spot
from records.models import Document
from tests.architecture.tree import ROOT
from tests.feed.letters import letter
from tests.feed.receiver import listening
from tests.review.letters import NOW

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ADAPTERS = ROOT / "docs" / "adapters"
PATIENCE_S = 60


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    """Run a CalDAV server of its own and return its address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    options: tuple[str, ...] = (
        "--config",
        "",
        "--server-hosts",
        f"127.0.0.1:{port}",
        "--auth-type",
        "none",
    )
    options += ("--storage-filesystem-folder", str(tmp_path / "radicale"))
    server = subprocess.Popen(
        [sys.executable, "-m", "radicale", *options], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/.web/").close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    server.terminate()
    server.wait()


def run(name: str, api: LiveServer, folder: Path, **more: str) -> None:
    """Run an adapter until it has nothing left to do."""
    secret = tokens.issue(name, [tokens.Scope.READ], now=timezone.now())
    environ = {**os.environ, "VANTHU_API": f"{api.url}/api/v1", "VANTHU_TOKEN": secret, **more}
    program = [sys.executable, str(ADAPTERS / f"{name}.py"), "--once"]
    done = subprocess.run(program, cwd=folder, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def moved(document: Document, day: str) -> None:
    """Correct the first deadline of an approved letter, and take the second away."""
    corrections.reopen(Desk(document.pk, None, NOW))
    value = {"due_on": day, "relation": "by", "last_day": day, "action": "gửi báo cáo"}
    corrections.correct(Desk(document.pk, None, NOW), Spot(FieldName.DEADLINES), {**value}, seen=0)
    corrections.remove(Desk(document.pk, None, NOW), Spot(FieldName.DEADLINES, 1), seen=0)
    corrections.approve(Desk(document.pk, None, NOW))


def test_deadlines_become_tasks_of_a_caldav_server(
    live_server: LiveServer, tmp_path: Path, radicale: str
) -> None:
    with caldav.DAVClient(f"{radicale}/", username="huong", password="-") as client:
        calendar = client.principal().make_calendar(cal_id="han", supported_calendar_component_set=["VTODO"])  # fmt: skip

        def tasks(*, done: bool = True) -> dict[str, object]:
            found = [one.icalendar_component for one in calendar.todos(include_completed=done)]
            return {str(one["summary"]): one["due"].dt for one in found}

        def adapt() -> None:
            place = {
                "CALDAV_URL": str(calendar.url),
                "CALDAV_USER": "huong",
                "CALDAV_PASSWORD": "-",
            }
            run("caldav_tasks", live_server, tmp_path, **place)

        subject = "họp; bàn, và quyết định" + " rất dài" * 20
        document = letter(subject)
        adapt()
        five = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
        assert tasks() == {"gửi báo cáo": date(2026, 3, 9), subject: five}
        [task] = [one for one in calendar.todos() if "gửi báo cáo" in one.data]
        task.complete()
        assert list(tasks(done=False)) == [subject]
        moved(document, "2026-03-20")
        adapt()
        assert tasks() == {"gửi báo cáo": date(2026, 3, 20)}
        assert tasks(done=False) == {}
        adapt()
        assert len(tasks()) == 1
        corrections.reopen(Desk(document.pk, None, NOW))
        adapt()
        assert tasks() == {}


def test_deadlines_become_rows_of_a_file_and_of_a_form(
    live_server: LiveServer, tmp_path: Path
) -> None:
    with listening() as receiver:
        document = letter("=HYPERLINK(1)")
        run("csv_rows", live_server, tmp_path, ROWS_URL=receiver.url)

        def rows() -> list[dict[str, str]]:
            with (tmp_path / "deadlines.csv").open(encoding="utf-8-sig") as file:
                return list(csv.DictReader(file))

        def sent() -> list[tuple[str, str]]:
            forms = [parse_qs(body.decode()) for _headers, body in receiver.got]
            return [(form["change"][0], form["due"][0]) for form in forms]

        assert [(row["due"], row["time"]) for row in rows()] == [
            ("2026-03-09", ""),
            ("2026-03-12", "17:00"),
        ]
        assert rows()[0]["subject"] == "'=HYPERLINK(1)"
        assert sent() == [("set", "2026-03-09"), ("set", "2026-03-12")]
        moved(document, "2026-03-20")
        run("csv_rows", live_server, tmp_path, ROWS_URL=receiver.url)
        assert [row["due"] for row in rows()] == ["2026-03-20"]
        # The withdrawal that went before is followed, too: nothing stays that is not approved.
        gone = [("gone", "2026-03-09"), ("gone", "2026-03-12")]
        assert sorted(sent()[2:4]) == gone
        assert sent()[4:] == [("set", "2026-03-20")]


def test_calendar_feed_is_what_a_calendar_server_takes(
    live_server: LiveServer, tmp_path: Path, radicale: str
) -> None:
    letter()
    with urllib.request.urlopen(f"{live_server.url}/api/v1/calendar.ics") as answer:
        feed = Calendar.from_ical(answer.read())
    with caldav.DAVClient(f"{radicale}/", username="huong", password="-") as client:
        calendar = client.principal().make_calendar(cal_id="lich")
        for entry in feed.walk("VEVENT"):
            one = Calendar()
            one.add("prodid", "-//vanthu//test//VI")
            one.add("version", "2.0")
            one.add_component(entry)
            calendar.save_event(one.to_ical().decode())
        week = calendar.search(
            start=datetime(2026, 3, 9), end=datetime(2026, 3, 13), event=True, expand=False
        )
        days = sorted(str(one.icalendar_component["dtstart"].dt)[:10] for one in week)
        assert days == ["2026-03-09", "2026-03-12"]
        assert len(calendar.events()) == 4
