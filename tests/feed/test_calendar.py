"""Calendars show deadlines on the right days, and move what was corrected."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from corpus.samples.gold import gold
from corpus.samples.letters import letter_from_toml
from corpus.samples.look import Look
from nlp.record import FieldName
from records import corrections, tokens
from records.desk import Desk, Spot
from records.roles import Role, give
from tests.architecture.tree import ROOT
from tests.feed.letters import letter
from tests.review.letters import NOW, read

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def entries(client: Client, query: str = "") -> list[Any]:
    answer = client.get(f"/api/v1/calendar.ics{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_deadlines_and_events_stand_on_their_days(client: Client) -> None:
    letter()
    found: dict[str, list[object]] = {}
    for one in entries(client):
        found.setdefault(str(one["summary"]), []).append((one["dtstart"].dt, one["dtend"].dt))
    assert found["Hạn: gửi báo cáo"] == [(date(2026, 3, 9), date(2026, 3, 10))]
    clock = datetime(2026, 3, 12, 17, tzinfo=ZONE)
    assert found["Hạn: tổ chức hội thảo đọc sách"] == [(clock - timedelta(hours=1), clock)]
    start = datetime(2026, 3, 25, 8, 30, tzinfo=ZONE)
    assert found["tổ chức hội thảo đọc sách"] == [
        (date(2026, 3, 20), date(2026, 3, 22)),
        (start, start + timedelta(hours=1)),
    ]


def test_deadlines_of_the_sample_letters_stand_on_their_days(client: Client) -> None:
    wanted: list[str] = []
    for path in sorted((ROOT / "corpus" / "samples" / "data").glob("*.toml")):
        truth = gold(letter_from_toml(path.read_text("utf-8"), path.stem), Look())
        document = read([], name=path.stem)
        for position, value in enumerate(truth["deadlines"]):  # type: ignore[arg-type]
            assert isinstance(value, dict)
            evidence = {"confidence": 1.0, "page": 1, "quote": "", "status": "accepted"}
            document.record.values.create(
                name=FieldName.DEADLINES, position=position, value=value, **evidence
            )
            wanted += [str(value["last_day"])] if value["last_day"] else []
        corrections.approve(Desk(document.pk, None, NOW))
    shown = [str(one["dtstart"].dt)[:10] for one in entries(client)]
    assert len(wanted) >= 10
    assert sorted(shown) == sorted(wanted)


def test_each_deadline_has_an_alarm_and_says_where_it_comes_from(client: Client) -> None:
    letter()
    first = entries(client)[0]
    [alarm] = first.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(days=-1)
    text = str(first["description"])
    assert "15/KH-SGDĐT" in text
    assert "Ai làm: Phòng Văn hóa" in text


def test_correction_keeps_the_uid_and_raises_the_sequence(client: Client) -> None:
    document = letter()
    before = entries(client)[0]
    corrections.reopen(Desk(document.pk, None, NOW))
    value = {"due_on": "2026-03-15", "relation": "before", "last_day": "2026-03-14"}
    spot = Spot(FieldName.DEADLINES, 0)
    corrections.correct(Desk(document.pk, None, NOW), spot, {**value}, seen=0)
    corrections.approve(Desk(document.pk, None, NOW))
    [after] = [one for one in entries(client) if one["uid"] == before["uid"]]
    assert after["dtstart"].dt == date(2026, 3, 14)
    assert after["sequence"] > before["sequence"]


def test_guesses_are_shown_only_when_asked_for(client: Client) -> None:
    letter(approved=False)
    assert entries(client) == []
    assert len(entries(client, "?reviewed=false")) == 4


def test_calendar_of_one_unit(client: Client) -> None:
    letter()
    found = entries(client, "?responsible=phòng văn hóa")
    assert [str(one["summary"]) for one in found] == ["Hạn: gửi báo cáo"]


def test_secret_link_works_and_no_other(client: Client) -> None:
    give(User.objects.create_user("quan-tri"), Role.ADMINISTRATOR)
    secret = tokens.issue("điện thoại", [tokens.Scope.CALENDAR], now=timezone.now())
    assert client.get("/api/v1/calendar.ics").status_code == 401
    assert client.get("/api/v1/calendar.ics?token=x").status_code == 401
    assert entries(client, f"?token={secret}") == []
    assert client.get(f"/api/v1/letters?token={secret}").status_code == 401
