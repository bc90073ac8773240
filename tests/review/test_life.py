"""A letter's whole life in the browser, the pages' accessibility, and two hundred letters in a row."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from corpus.samples.write import write_samples
from nlp.record import FieldName
from records.models import Correction, Document
from records.states import Change, State
from tests.review.letters import failed, field, read, received
from workers import tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.mark.engine
@pytest.mark.timeout(900)
def test_from_drop_to_approval_by_keyboard(
    tab: Page, settings: LazySettings, tmp_path: Path
) -> None:
    settings.VANTHU_PREVIEWS = tmp_path / "pages"
    [scan] = [
        path
        for path in write_samples(tmp_path, names=["giay-moi-hoi-nghi"])
        if path.suffix == ".pdf"
    ]
    tab.goto("/nap-tep/")
    tab.locator("#files").set_input_files(scan)
    expect(tab.locator("#sent .kept")).to_contain_text("Đã nhận")
    tab.locator("#sent a").press("Enter")
    expect(tab.locator("#progress")).to_contain_text("đã nhận, chờ đọc")
    document = Document.objects.get()
    tasks.read_document(document.pk)
    tasks.draw_pages(document.pk)
    expect(tab.locator("#approve")).to_be_visible()
    expect(tab.locator("#page-1 img")).to_have_js_property("complete", value=True)
    keys = 0
    while document.state != State.APPROVED and keys < 30:
        tab.keyboard.press("Enter")
        keys += 1
        if (
            tab.locator("#approve").count()
            and tab.evaluate("document.activeElement.id") == "approve"
        ):
            tab.keyboard.press("Control+Enter")
            tab.wait_for_url("**/?xem=can-xem")
        document.refresh_from_db()
    assert document.state == State.APPROVED
    assert document.doubtful == 0
    made = Correction.objects.filter(document=document).values_list("kind", flat=True)
    assert set(made) <= {Change.ACCEPT, Change.APPROVE}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_trouble_for_a_screen_reader(tab: Page, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_letter = read(
        [field(FieldName.NUMBER, "15", confidence=0.3), field(FieldName.SUBJECT, "mua sách")]
    )
    approved = read([field(FieldName.SUBJECT, "mua sách")])
    Document.objects.filter(pk=approved.pk).update(state=State.APPROVED)
    letters = [f"/van-ban/{one.pk}/" for one in (open_letter, approved, failed(), received())]
    found = []
    for place in (
        "/",
        "/?xem=loi",
        "/tong-quan/",
        "/nap-tep/",
        "/lich/",
        "/quan-tri/",
        "/danh-muc/",
        "/noi-nhan/",
        *letters,
        "/khong-co",
    ):
        tab.goto(place)
        # Evaluated by the test, not loaded by the page: our own policy stays as it is.
        tab.evaluate(AXE.read_text())
        result = tab.evaluate("(rules) => axe.run(document, rules)", RULES)
        found += [
            (place, one["id"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in result["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
    assert found == [], json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.timeout(1800)
def test_two_hundred_letters_in_a_row_need_no_more_memory(tab: Page) -> None:
    for n in range(200):
        read([field(FieldName.SUBJECT, f"việc thứ {n}", confidence=0.5)])
    session = tab.context.new_cdp_session(tab)

    def heap() -> float:
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in metrics if one["name"] == "JSHeapUsedSize")

    session.send("Performance.enable")
    tab.goto(f"/van-ban/{Document.objects.earliest('id').pk}/")
    early = 0.0
    for n in range(200):
        here = tab.url
        tab.keyboard.press("Control+Enter")
        tab.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
        if n == 20:
            early = heap()
    assert not Document.objects.exclude(state=State.APPROVED).exists()
    assert heap() < 2 * early
