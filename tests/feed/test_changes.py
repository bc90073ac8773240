"""A tracker that follows the change feed sees every event once, however often it dies."""

import random

import pytest
from django.test import Client

from nlp.record import FieldName
from records import corrections
from records.desk import Desk, Spot
from records.models import Event
from tests.feed.letters import letter
from tests.review.letters import NOW, failed

pytestmark = pytest.mark.django_db


def test_events_of_a_letters_life_in_order(client: Client) -> None:
    document = letter()
    desk = Desk(document.pk, None, NOW)
    corrections.reopen(desk)
    corrections.correct(Desk(document.pk, None, NOW), Spot(FieldName.SUBJECT), "việc khác", seen=0)
    broken = failed()
    items = client.get("/api/v1/changes").json()["items"]
    assert [(one["letter"], one["type"]) for one in items] == [
        (document.pk, "letter.read"),
        (document.pk, "letter.approved"),
        (document.pk, "letter.withdrawn"),
        (document.pk, "letter.corrected"),
        (broken.pk, "letter.quarantined"),
    ]
    assert items[3]["data"]["field"] == "subject"


def test_nothing_new_keeps_the_cursor(client: Client) -> None:
    letter()
    last = client.get("/api/v1/changes").json()["next"]
    assert client.get(f"/api/v1/changes?after={last}").json() == {"items": [], "next": last}


def test_consumer_that_dies_at_random_misses_and_repeats_nothing(client: Client) -> None:
    chance = random.Random(7)
    kept: list[int] = []
    cursor = 0
    for round_ in range(100):
        if round_ % 10 == 0:
            letter(approved=bool(round_ % 20))
        answer = client.get(f"/api/v1/changes?after={cursor}&limit={chance.randint(1, 3)}").json()
        if chance.random() < 0.5:
            continue  # it dies before it has stored what it got
        kept += [one["id"] for one in answer["items"]]
        cursor = answer["next"]
    while answer := client.get(f"/api/v1/changes?after={cursor}").json():
        if not answer["items"]:
            break
        kept += [one["id"] for one in answer["items"]]
        cursor = answer["next"]
    assert kept == list(Event.objects.order_by("id").values_list("id", flat=True))


def test_waiting_ends(client: Client) -> None:
    assert client.get("/api/v1/changes?wait=0.1").json() == {"items": [], "next": 0}
    assert client.get("/api/v1/changes?wait=6").status_code == 422
