"""The text view by finger, by key and by ear; and a desk that stays in its place."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nlp.record import FieldName, Reference
from records.models import Correction
from records.states import Change
from tests.review.conftest import PATIENCE_MS
from tests.review.drawn import letter
from tests.review.letters import field, read
from tests.review.test_life import AXE, RULES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _drawn(settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_PREVIEWS = tmp_path


def test_word_is_put_right_by_finger_on_a_phone(chromium: Browser, live_server: LiveServer) -> None:
    document = letter()
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        base_url=live_server.url,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"/van-ban/{document.pk}/")
    page.locator("#show-text").tap()
    page.locator("#text .mend > button").tap()
    page.get_by_role("button", name="sạch", exact=True).tap()
    expect(page.locator("#text .mend > button")).to_have_text("sạch")
    page.locator("#value-number-0 [data-do=accept]").tap()
    expect(page.locator("#value-number-0 .status")).to_have_text("tin cậy")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert {made.kind for made in Correction.objects.all()} == {Change.WORD, Change.ACCEPT}


def test_focus_goes_into_the_spellings_and_back_to_the_word(tab: Page) -> None:
    tab.goto(f"/van-ban/{letter().pk}/")
    tab.locator(".paper").focus()
    tab.keyboard.press("t")
    expect(tab.locator("#text")).to_be_focused()
    tab.keyboard.press("Tab")
    word = tab.locator("#text .mend > button")
    expect(word).to_be_focused()
    tab.keyboard.press("Enter")
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(tab.locator("#text .ways button").first).to_be_focused()
    tab.keyboard.press("Escape")
    expect(word).to_be_focused()
    expect(word).to_have_attribute("aria-expanded", "false")
    tab.locator("#show-text").press("Enter")
    expect(tab.locator(".paper")).to_be_focused()


def test_text_view_is_told_as_it_is(tab: Page) -> None:
    tab.goto(f"/van-ban/{letter().pk}/")
    tab.locator("#show-text").click()
    tab.locator("#text .mend > button").click()
    expect(tab.locator("#text")).to_match_aria_snapshot("""
        - region "Chữ máy đọc được":
          - heading "Trang 1/1 · 1 chữ máy đã chữa" [level=3]
          - paragraph:
            - button "sách" [expanded]
            - group "Cách viết khác":
              - button "sach"
              - button "sạch"
    """)
    tab.evaluate(AXE.read_text())
    result = tab.evaluate("(rules) => axe.run(document, rules)", RULES)
    found = [one["id"] for one in result["violations"] if one["impact"] in {"serious", "critical"}]
    assert found == [], json.dumps(found)


def test_desk_stays_in_its_place_whatever_is_scrolled_to(tab: Page) -> None:
    cited = [field(FieldName.REFERENCES, Reference(f"{n}/TT-BTC")) for n in range(30)]
    tab.goto(f"/van-ban/{read(cited).pk}/")
    # The section is put in its place once the page stands.
    expect(tab.locator("#around h3").first).to_be_attached()
    tab.evaluate("document.getElementById('around').scrollIntoView()")
    moved = (
        "[document.scrollingElement, document.querySelector('main')].map((one) => one.scrollTop)"
    )
    assert tab.evaluate(moved) == [0, 0]
    expect(tab.locator("#approve")).to_be_in_viewport()
