"""The review desk in a real browser: keys, corrections, undo, two people, a server that is away."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from records.models import Correction
from records.states import State
from tests.review.drawn import letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _drawn(settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_PREVIEWS = tmp_path


def focused(tab: Page) -> str:
    name: str = tab.evaluate(
        "document.activeElement.closest('.value')?.dataset.key ?? document.activeElement.id"
    )
    return name


def test_letter_is_checked_with_enter_alone(tab: Page) -> None:
    first, second = letter(), letter()
    tab.goto(f"/van-ban/{first.pk}/")
    expect(tab.locator("#doubtful")).to_have_text("còn 4 ô nghi ngờ")
    seen = []
    for _ in range(3):
        seen.append(focused(tab))
        tab.keyboard.press("Enter")
    assert seen == ["number-0", "subject-0", "signers-0"]
    assert focused(tab) == "approve"
    expect(tab.locator("#doubtful")).to_have_text("không còn ô nghi ngờ")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/van-ban/{second.pk}/")
    first.refresh_from_db()
    assert first.state == State.APPROVED
    assert first.doubtful == 0


def test_correction_and_undo(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.keyboard.press("Enter")
    tab.keyboard.type("mua sách mới")
    tab.keyboard.press("Enter")
    value = tab.locator("#value-subject-0")
    expect(value.locator(".status")).to_have_text("đã sửa")
    document.refresh_from_db()
    assert document.subject == "mua sách mới"
    tab.keyboard.press("Control+z")
    expect(value.locator("textarea")).to_have_value("mua sach")
    tab.keyboard.press("Control+z")
    expect(tab.locator("#value-number-0 .status")).to_have_text("cần xem lại")
    document.refresh_from_db()
    assert document.subject == "mua sach"
    assert Correction.objects.filter(document=document).count() == 6


def test_approval_is_undone_from_the_next_letter(tab: Page) -> None:
    first, second = letter(), letter()
    tab.goto(f"/van-ban/{first.pk}/")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_url(f"**/van-ban/{second.pk}/")
    tab.keyboard.press("Control+z")
    tab.wait_for_url(f"**/van-ban/{first.pk}/")
    expect(tab.locator("#approve")).to_be_visible()
    first.refresh_from_db()
    assert first.state == State.NEEDS_REVIEW


def test_two_people_on_one_letter(tab: Page) -> None:
    document = letter()
    other = tab.context.new_page()
    for one in (tab, other):
        one.goto(f"/van-ban/{document.pk}/")
    tab.locator("#value-subject-0 textarea").fill("người thứ nhất")
    tab.keyboard.press("Enter")
    expect(tab.locator("#value-subject-0 .status")).to_have_text("đã sửa")
    other.locator("#value-subject-0 textarea").fill("người thứ hai")
    other.keyboard.press("Enter")
    expect(other.locator("#value-subject-0 .trouble")).to_contain_text("“người thứ hai”")
    document.refresh_from_db()
    assert document.subject == "người thứ nhất"
    other.locator("#value-subject-0 textarea").fill("thống nhất")
    other.locator("#value-subject-0 textarea").press("Enter")
    expect(other.locator("#value-subject-0 .trouble")).to_be_hidden()
    document.refresh_from_db()
    assert document.subject == "thống nhất"


def test_nothing_is_lost_while_the_server_is_away(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.context.set_offline(True)
    tab.locator("#value-subject-0 textarea").fill("viết lúc mất mạng")
    tab.keyboard.press("Enter")
    expect(tab.locator("#away")).to_contain_text("1 thay đổi đang chờ")
    document.refresh_from_db()
    assert document.subject == "mua sach"
    tab.context.set_offline(False)
    expect(tab.locator("#value-subject-0 .status")).to_have_text("đã sửa")
    expect(tab.locator("#away")).to_be_hidden()
    document.refresh_from_db()
    assert document.subject == "viết lúc mất mạng"


def test_unsent_change_survives_a_reload(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.route("**/sua", lambda route: route.abort())
    tab.locator("#value-subject-0 textarea").fill("gõ rồi đóng")
    tab.keyboard.press("Enter")
    expect(tab.locator("#away")).to_be_visible()
    tab.unroute("**/sua")
    tab.reload()
    expect(tab.locator("#value-subject-0 textarea")).to_have_value("gõ rồi đóng")
    document.refresh_from_db()
    assert document.subject == "gõ rồi đóng"


def test_dragging_over_words_fills_the_field(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.locator("#value-subject-0 textarea").focus()
    tab.locator('[data-view="fit"]').click()
    tab.locator("#value-subject-0 textarea").focus()
    # Scrolling follows the chosen box; drag from the first word into the second.
    sheet = tab.locator("#page-1 svg").bounding_box()
    assert sheet is not None
    across = [sheet["x"] + sheet["width"] * part for part in (0.12, 0.28)]
    down = sheet["y"] + sheet["height"] * 0.207
    tab.mouse.move(across[0], down)
    tab.mouse.down()
    tab.mouse.move(across[1], down + 2, steps=4)
    tab.mouse.up()
    expect(tab.locator("#value-subject-0 textarea")).to_have_value("mua sách")
    expect(tab.locator("#value-subject-0 .status")).to_have_text("đã sửa")
    made = Correction.objects.get()
    assert made.after is not None
    assert made.after["quote"] == "mua sách"
    assert made.after["box"] == [0.1, 0.2, 0.29, 0.2143]


def test_choosing_a_field_zooms_to_its_box(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.locator("#value-signers-0 textarea").first.focus()
    chosen = tab.locator("rect.chosen")
    expect(chosen).to_have_attribute("data-key", "signers-0")
    expect(chosen).to_be_in_viewport()


def test_rows_are_added_by_keyboard(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.locator("#field-signers .add").press("Enter")
    tab.keyboard.type("Lê Văn Thử")
    tab.keyboard.press("Enter")
    expect(tab.locator("#value-signers-1 textarea").first).to_have_value("Lê Văn Thử")
    tab.locator("#value-signers-0 textarea").first.press("Alt+Delete")
    expect(tab.locator("#value-signers-0")).to_have_count(0)


def test_wrong_date_says_so_and_keeps_the_text(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    day = tab.locator("#value-issued_on-0 input")
    day.fill("31/2/26")
    day.press("Enter")
    expect(tab.locator("#value-issued_on-0 .trouble")).to_be_visible()
    expect(tab.locator("#value-issued_on-0 input")).to_have_value("31/2/26")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#value-issued_on-0 input")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#toast")).to_contain_text("không hợp lệ")
    document.refresh_from_db()
    assert document.state == State.NEEDS_REVIEW
    assert not Correction.objects.filter(name="issued_on").exists()
    tab.locator("#value-issued_on-0 input").fill("28/2/26")
    tab.locator("#value-issued_on-0 input").press("Enter")
    expect(tab.locator("#value-issued_on-0 small")).to_have_text("T7")
    document.refresh_from_db()
    assert document.issued_on == "2026-02-28"


def test_escape_gives_the_stored_value_back(tab: Page) -> None:
    tab.goto(f"/van-ban/{letter().pk}/")
    tab.locator("#value-issued_on-0 input").fill("31/2/26")
    tab.locator("#value-issued_on-0 input").press("Enter")
    expect(tab.locator("#value-issued_on-0 .trouble")).to_be_visible()
    tab.locator("#value-issued_on-0 input").press("Escape")
    expect(tab.locator("#value-issued_on-0 input")).to_have_value("27/02/2026")
    expect(tab.locator("#value-issued_on-0 .trouble")).to_be_hidden()
    tab.keyboard.press("Control+Enter")
    tab.wait_for_url("**/?xem=can-xem")


def test_refused_row_stays_to_be_put_right(tab: Page) -> None:
    document = letter()
    tab.goto(f"/van-ban/{document.pk}/")
    tab.locator("#field-deadlines .add").press("Enter")
    tab.keyboard.type("45/45/2026")
    tab.keyboard.press("Enter")
    row = tab.locator("#field-deadlines .value.new")
    expect(row.locator(".trouble")).to_be_visible()
    expect(row.locator("[data-part=due_on]")).to_have_value("45/45/2026")
    row.locator("[data-part=due_on]").fill("12/3/2026")
    row.locator("[data-part=due_on]").press("Enter")
    expect(tab.locator("#field-deadlines .value[id]")).to_have_count(2)
    expect(row).to_have_count(0)


def test_question_mark_shows_the_keys(tab: Page) -> None:
    tab.goto(f"/van-ban/{letter().pk}/")
    tab.keyboard.press("?")
    expect(tab.locator("#keys")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("#keys")).to_be_hidden()
    assert focused(tab) == "number-0"


def test_page_turns_and_zooms(tab: Page) -> None:
    tab.goto(f"/van-ban/{letter().pk}/")
    for _ in range(2):
        tab.locator('[data-view="turn"]').click()
        tab.locator('[data-view="in"]').click()
    frame = tab.locator("#page-1 .frame").bounding_box()
    assert frame is not None
    assert frame["height"] > frame["width"]
    tab.locator('[data-view="turn"]').click()
    frame = tab.locator("#page-1 .frame").bounding_box()
    assert frame is not None
    assert frame["height"] < frame["width"]
