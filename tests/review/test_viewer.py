"""Who may only look sees the letter and its text, and no button or key that changes anything."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import Page, expect

from records.models import Correction
from records.roles import Role, give
from records.states import State
from tests.review.drawn import letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PASSWORD = "con-meo-nam-tren-mai"


@pytest.fixture(autouse=True)
def _drawn(settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_PREVIEWS = tmp_path
    cache.clear()


def test_viewer_changes_nothing(tab: Page) -> None:
    document = letter()
    give(User.objects.create_user("xem", password=PASSWORD), Role.VIEWER)
    tab.goto(f"/van-ban/{document.pk}/")
    tab.fill("#id_username", "xem")
    tab.fill("#id_password", PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/van-ban/{document.pk}/")  # loaded, so that a click is heard
    expect(tab.locator("#value-subject-0 output")).to_have_text("mua sach")
    buttons = tab.locator(".decide button").all_inner_texts()
    assert buttons == ["?"]
    tab.locator("#show-text").click()
    expect(tab.locator("#text .mend")).to_have_text("sách")
    assert tab.locator("#text button").count() == 0
    for key in ("Control+Enter", "Control+z", "Enter"):
        tab.keyboard.press(key)
    expect(tab.locator("#toast")).to_be_hidden()
    document.refresh_from_db()
    assert document.state == State.NEEDS_REVIEW
    assert not Correction.objects.exists()
