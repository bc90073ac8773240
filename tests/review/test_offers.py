"""What the desk offers in a real browser: other values, reasons, earlier values, repaired words."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from records.models import Correction
from records.states import Change
from tests.review.drawn import letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _drawn(settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_PREVIEWS = tmp_path


def test_one_key_takes_another_value_and_goes_on(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    expect(tab.locator("#value-number-0 .others")).to_contain_text("Alt+1 75")
    tab.keyboard.press("Alt+1")
    expect(tab.locator("#value-number-0 .status")).to_have_text("đã sửa")
    expect(tab.locator("#value-number-0 input")).to_have_value("75")
    expect(tab.locator("#value-subject-0")).to_have_class(
        "value needs_review chosen",
    )
    tab.keyboard.press("Enter")
    tab.keyboard.press("Alt+1")
    expect(tab.locator("#value-signers-0 textarea").first).to_have_value("Trần Thị Mậu")
    document.refresh_from_db()
    assert document.code == "75/KH-SGDĐT"
    # The first reading is one of the others now; nothing is offered that stands there already.
    expect(tab.locator("#value-number-0 .others li")).to_have_count(1)


def test_key_of_nothing_offered_does_nothing(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.keyboard.press("Alt+4")
    tab.keyboard.press("Enter")
    expect(tab.locator("#value-number-0 .status")).to_have_text("tin cậy")
    assert {made.kind for made in Correction.objects.all()} == {Change.ACCEPT}


def test_chosen_value_says_why(tab: Page) -> None:
    tab.goto(f"/van-ban/{letter().pk}/")
    reasons = tab.locator("#value-number-0 .reasons")
    expect(reasons).to_be_visible()
    expect(reasons).to_contain_text("Chữ khó đọc nhất: “l5” (41%).")
    expect(tab.locator("#value-symbol-0 .reasons")).to_be_hidden()
    tab.locator("#value-symbol-0 input").focus()
    expect(tab.locator("#value-symbol-0 .reasons")).to_contain_text("Không khớp với loại văn bản")


def test_one_earlier_value_is_taken_back_from_the_history(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    for text in ("mua sách", "mua sách mới"):
        tab.locator("#value-subject-0 textarea").fill(text)
        tab.locator("#value-subject-0 textarea").press("Enter")
        expect(tab.locator("#value-subject-0")).not_to_have_class("sending")
    tab.reload()
    tab.locator("#history summary").click()
    expect(tab.locator("#history li")).to_have_count(2)
    tab.get_by_role("button", name="Lấy lại: mua sach", exact=True).click()
    expect(tab.locator("#value-subject-0 textarea")).to_have_value("mua sach")
    expect(tab.locator("#history li")).to_have_count(3)
    document.refresh_from_db()
    assert document.subject == "mua sach"


def test_repaired_word_is_marked_and_taken_back_by_keyboard(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.locator("#show-text").press("Enter")
    word = tab.locator("#text .mend > button")
    expect(word).to_have_text("sách")
    expect(word).to_have_attribute("title", "máy đọc được: sach")
    expect(tab.locator("#text")).to_contain_text("1 chữ máy đã chữa")
    word.press("Enter")
    tab.get_by_role("button", name="sạch", exact=True).press("Enter")
    expect(word).to_have_text("sạch")
    expect(word).to_be_focused()
    tab.reload()
    tab.locator("#show-text").click()
    expect(word).to_have_text("sạch")
    tab.locator(".paper").evaluate("one => document.activeElement.blur()")
    tab.keyboard.press("Control+z")
    expect(word).to_have_text("sách")
    tab.locator("#text").press("t")
    expect(tab.locator(".paper")).to_be_visible()
    kinds = Correction.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [Change.WORD, Change.UNDO]


def test_respelt_word_is_kept_while_the_server_is_away(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.locator("#show-text").click()
    word = tab.locator("#text .mend > button")
    word.click()
    tab.context.set_offline(True)
    tab.get_by_role("button", name="sạch", exact=True).click()
    expect(tab.locator("#away")).to_contain_text("1 thay đổi đang chờ")
    tab.context.set_offline(False)
    expect(tab.locator("#away")).to_be_hidden()
    [made] = Correction.objects.filter(document=document)
    assert made.after == {"page": 1, "line": 0, "word": 1, "text": "sạch"}
