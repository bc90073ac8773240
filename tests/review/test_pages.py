"""Every page shows what is stored, whatever a letter or its sender says."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.test import Client

from nlp.record import Deadline, FieldName, Reference, Relation, Signer
from records import corrections, store
from records.desk import Desk
from records.models import Document
from records.previews import preview_path
from records.states import State
from tests.review.letters import NOW, failed, field, read, reading, received
from tests.review.markup import runs_inline, tags_of, text_of

pytestmark = pytest.mark.django_db

HOSTILE = (
    '"><script src="//evil.example/x.js"></script>',
    "<img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7|add:7 }}{% debug %}",
    "'\"`<svg onload=alert(1)>",
    "\u202efdp.exe\u2066",
)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def rich(text: str = "mở lớp bồi dưỡng") -> Document:
    return read(
        [
            field(FieldName.DOCUMENT_TYPE, "KH"),
            field(FieldName.CODE, "15/KH-SGDĐT"),
            field(FieldName.ISSUER, "Sở Giáo dục và Đào tạo"),
            field(FieldName.ISSUED_ON, "2026-02-27"),
            field(FieldName.SUBJECT, text, confidence=0.5, quote=text),
            field(FieldName.SIGNERS, Signer(text, "GIÁM ĐỐC", "KT", None), quote=text),
            field(FieldName.REFERENCES, Reference(text)),
            field(
                FieldName.DEADLINES,
                Deadline("2026-03-10", Relation.BEFORE, last_day="2026-03-09", action=text),
                quote=text,
            ),
        ],
        name=text,
    )


def test_empty_list_says_what_to_do(client: Client) -> None:
    assert "thả tệp quét" in text_of(page(client, "/"))


def test_list_shows_each_state_and_progress(client: Client) -> None:
    received("cho.pdf")
    reading(received("dang.pdf"), page=3, pages=12)
    failed(vi="Tệp hỏng, hãy quét lại.")
    rich()
    text = text_of(page(client, "/"))
    for shown in ("đã nhận, chờ đọc", "trang 3/12", "Tệp hỏng, hãy quét lại.", "1 ô nghi ngờ"):
        assert shown in text
    assert "15/KH-SGDĐT" in text
    assert "27/02/2026" in text
    assert "T2 09/03/2026" in text


def test_part_for_polling_is_the_list_alone(client: Client) -> None:
    rich()
    part = page(client, "/?xem=can-xem&phan=dong")
    names = [tag for tag, _attrs in tags_of(part)]
    assert names[0] == "section"
    assert "html" not in names
    assert "15/KH-SGDĐT" in part


def test_views_keep_states_apart(client: Client) -> None:
    wrong = failed()
    right = rich("việc đúng")
    queue = page(client, "/?xem=can-xem")
    assert f"/van-ban/{right.pk}/" in queue
    assert f"/van-ban/{wrong.pk}/" not in queue
    assert f"/van-ban/{wrong.pk}/" in page(client, "/?xem=loi")
    corrections.approve(Desk(right.pk, None, NOW))
    assert f"/van-ban/{right.pk}/" in page(client, "/?xem=da-duyet")
    assert f"/van-ban/{right.pk}/" not in page(client, "/?xem=can-xem")


def test_queue_has_the_most_urgent_first_and_pages_by_key(client: Client) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (5, 4, 3) for day in range(1, 29)]
    for due in days:
        due_on = Deadline(due, Relation.BY, last_day=due)
        read([field(FieldName.DEADLINES, due_on, confidence=0.5)])
    read([field(FieldName.SUBJECT, "không hạn", confidence=0.5)])
    shown: list[str] = []
    address = "/?xem=can-xem"
    while address:
        links = tags_of(page(client, address))
        shown += [
            str(attrs["id"]) for tag, attrs in links if str(attrs.get("id")).startswith("letter-")
        ]
        address = next(
            (str(attrs["href"]) for tag, attrs in links if attrs.get("id") == "more"), ""
        )
    letters = Document.objects.in_bulk([int(one.removeprefix("letter-")) for one in shown])
    order = [letters[int(one.removeprefix("letter-"))].due_on for one in shown]
    assert len(shown) == len(set(shown)) == len(days) + 1
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ("tim=mo lop", True),
        ("tim=mở lớp", True),
        ("tim=khac", False),
        ("loai=KH", True),
        ("loai=CV", False),
        ("ban-hanh=Giáo dục", True),
        ("nghi-ngo=subject", True),
        ("nghi-ngo=code", False),
        ("tu=2026-02-01&den=2026-02-28", True),
        ("tu=2026-03-01", False),
        ("den=2026-01-01", False),
        ("sau=zzz", True),
        ("sau=²", True),
    ],
)
def test_filters(client: Client, asked: str, *, hit: bool) -> None:
    letter = rich()
    assert (f"/van-ban/{letter.pk}/" in page(client, f"/?{asked}")) is hit


def test_letter_page_shows_values_with_evidence(client: Client) -> None:
    letter = rich()
    html = page(client, f"/van-ban/{letter.pk}/")
    text = text_of(html)
    for shown in ("15/KH-SGDĐT", "Sở Giáo dục và Đào tạo", "95%", "50%", "cần xem lại", "không có"):
        assert shown in text
    boxes = {
        str(attrs["id"]): attrs["data-box"]
        for _tag, attrs in tags_of(html)
        if attrs.get("data-box")
    }
    assert boxes["value-subject-0"] == "0.1000,0.2000,0.4000,0.2300"
    assert f"/api/v1/letters/{letter.pk}" in html


def test_waiting_letter_updates_itself_and_reloads_when_read(client: Client) -> None:
    letter = received()
    reading(letter, page=1, pages=2)
    assert "trang 1/2" in text_of(page(client, f"/van-ban/{letter.pk}/"))
    assert "trang 1/2" in text_of(page(client, f"/van-ban/{letter.pk}/?phan=tien-do"))
    Document.objects.filter(pk=letter.pk).update(state=State.DONE)
    answer = client.get(f"/van-ban/{letter.pk}/?phan=tien-do")
    assert answer.headers["HX-Refresh"] == "true"


def test_failed_letter_says_why_and_can_be_read_again(client: Client) -> None:
    letter = failed(vi="Tệp cần mật khẩu.")
    html = page(client, f"/van-ban/{letter.pk}/")
    assert "Tệp cần mật khẩu." in text_of(html)
    answer = client.post(f"/van-ban/{letter.pk}/doc-lai")
    assert answer.status_code == 302
    letter.refresh_from_db()
    assert letter.state == State.RECEIVED
    again = client.post(f"/van-ban/{letter.pk}/doc-lai")
    assert again.status_code == 409
    assert "trạng thái khác" in text_of(again.content.decode())


def test_letter_is_discarded_with_a_reason_and_kept(client: Client) -> None:
    letter = failed()
    assert client.post(f"/van-ban/{letter.pk}/bo", {"ly-do": " "}).status_code == 409
    client.post(f"/van-ban/{letter.pk}/bo", {"ly-do": "quét nhầm <b>"})
    html = page(client, f"/van-ban/{letter.pk}/")
    assert "quét nhầm <b>" in text_of(html)
    assert runs_inline(html) == []
    assert f"/van-ban/{letter.pk}/" in page(client, "/?xem=da-bo")
    client.post(f"/van-ban/{letter.pk}/doc-lai")
    letter.refresh_from_db()
    assert letter.state == State.RECEIVED


def test_twins_warn_each_other(client: Client) -> None:
    first, second = rich(), rich("mở lớp bồi dưỡng lần hai")
    assert f"/van-ban/{first.pk}/" in page(client, f"/van-ban/{second.pk}/")
    assert "Cùng số, ký hiệu" in page(client, f"/van-ban/{first.pk}/")


def test_forms_need_a_token() -> None:
    letter = failed()
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/van-ban/{letter.pk}/doc-lai")
    assert answer.status_code == 403
    assert "tải lại" in text_of(answer.content.decode())
    letter.refresh_from_db()
    assert letter.state == State.FAILED


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_letter_never_becomes_markup(client: Client, text: str) -> None:
    letter = rich(text)
    for address in ("/", "/?xem=can-xem&phan=dong", f"/van-ban/{letter.pk}/", f"/?tim={text}"):
        html = page(client, address)
        assert runs_inline(html) == []
    shown = text_of(page(client, f"/van-ban/{letter.pk}/"))
    assert " ".join(text.split()) in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_reason_of_a_failure_never_becomes_markup(client: Client, text: str) -> None:
    letter = failed(code=text[:60], vi=text)
    for address in ("/", f"/van-ban/{letter.pk}/"):
        html = page(client, address)
        assert runs_inline(html) == []
        assert " ".join(text.split()) in text_of(html)


@pytest.mark.parametrize(
    "name",
    [
        "công văn.pdf",
        'a"; filename="x.html',
        "a\r\nSet-Cookie: x=1.pdf",
        "../../etc/passwd",
        "\u202efdp",
    ],
)
def test_original_is_saved_never_opened(client: Client, name: str) -> None:
    stored = store.originals().save("aa/bb/test.pdf", ContentFile(b"<script>alert(1)</script>"))
    letter = received(name)
    Document.objects.filter(pk=letter.pk).update(stored=stored)
    answer = client.get(f"/van-ban/{letter.pk}/tep")
    assert b"".join(answer) == b"<script>alert(1)</script>"
    answer.close()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_original_that_is_gone_is_not_found(client: Client) -> None:
    letter = received()
    Document.objects.filter(pk=letter.pk).update(stored="no/such/file.pdf")
    page(client, f"/van-ban/{letter.pk}/tep", status=404)


def test_page_image_and_words(client: Client, settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_PREVIEWS = tmp_path
    letter = rich()
    page(client, f"/van-ban/{letter.pk}/trang/1.webp", status=404)
    drawn = preview_path(tmp_path, letter.sha256, 0)
    drawn.parent.mkdir(parents=True)
    drawn.write_bytes(b"RIFF")
    answer = client.get(f"/van-ban/{letter.pk}/trang/1.webp")
    assert answer.headers["Content-Type"] == "image/webp"
    assert b"".join(answer) == b"RIFF"
    words = client.get(f"/van-ban/{letter.pk}/trang/1.json").json()["words"]
    assert words[0] == ["Kính", 0.1, 0.2, 0.19, 0.2143]
    page(client, f"/van-ban/{letter.pk}/trang/2.json", status=404)


@pytest.mark.parametrize("address", ["/van-ban/999/", "/khong-co", "/van-ban/999/tep"])
def test_what_is_not_there_says_so(client: Client, address: str) -> None:
    assert "Không tìm thấy" in text_of(page(client, address, status=404))


def test_every_page_forbids_inline_script(client: Client) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_language_follows_the_choice_not_the_browser(client: Client) -> None:
    rich()
    html = client.get("/", headers={"accept-language": "en-US"}).content.decode()
    assert '<html lang="vi">' in html
    client.cookies["django_language"] = "en"
    assert '<html lang="en">' in page(client, "/")
