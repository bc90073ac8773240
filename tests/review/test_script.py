"""The scripted clerk (`bench.clerk`) at a real desk: how many keys a letter costs."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page

from bench.clerk import Clerk
from nlp.record import Json
from records.export import record_of
from records.states import State
from tests.review.drawn import letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MOST_KEYS = 6


@pytest.fixture(autouse=True)
def _drawn(settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_PREVIEWS = tmp_path


def test_letter_that_is_read_right_costs_few_keys(tab: Page) -> None:
    document = letter()
    gold = record_of(document)
    tab.goto(f"/van-ban/{document.pk}/")
    work = Clerk(tab, gold).check()
    tab.wait_for_url("**/?xem=can-xem")
    assert (work.stops, work.wrong) == (3, 0)
    assert work.keys == work.stops + 1 <= MOST_KEYS
    document.refresh_from_db()
    assert document.state == State.APPROVED
    assert record_of(document)["subject"] == gold["subject"]


def test_wrong_values_are_picked_or_typed_until_the_record_is_the_gold_one(tab: Page) -> None:
    document = letter()
    gold: dict[str, Json] = {**record_of(document), "number": "75", "subject": "mua sách mới"}
    tab.goto(f"/van-ban/{document.pk}/")
    work = Clerk(tab, gold).check()
    tab.wait_for_url("**/?xem=can-xem")
    # One key takes the offered number; the subject is typed and confirmed; then the signer, Ctrl+Enter.
    assert work.keys == 1 + len("mua sách mới") + 1 + 1 + 1
    assert work.wrong == 2
    document.refresh_from_db()
    record = record_of(document)
    assert (record["code"], record["subject"]) == ("75/KH-SGDĐT", "mua sách mới")
