"""Letters set aside: every try is shown, and they can be read again in another way."""

import os
import time
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from records.errors import WrongValue
from records.models import Document
from records.states import State
from records.wishes import Wishes, wishes_of
from review.views.login import TRIES
from tests.records.receiving import arrive
from tests.review.letters import failed, read
from tests.review.markup import text_of
from workers.options import read_options

pytestmark = pytest.mark.django_db


def test_every_try_is_shown_with_its_ending(client: Client) -> None:
    letter = failed("ingest.page_timeout")
    said = text_of(client.get(f"/van-ban/{letter.pk}/").content.decode())
    assert "đọc lần 1, lỗi, đã dừng: ingest.page_timeout" in " ".join(said.split())


def test_a_letter_is_read_again_in_another_way_and_stays_so(client: Client) -> None:
    letter = failed()
    wanted = {"cach": "1", "doc-anh": "1", "tieng-anh": "1"}
    client.post(f"/van-ban/{letter.pk}/doc-lai", wanted)
    letter.refresh_from_db()
    assert letter.state == State.RECEIVED
    options = read_options(letter)
    assert options.languages == ("vie", "eng")
    assert options.ignores_layer
    Document.objects.filter(pk=letter.pk).update(state=State.FAILED)
    client.post(f"/van-ban/{letter.pk}/doc-lai")
    letter.refresh_from_db()
    assert wishes_of(letter).ignores_layer, "a plain retry changes nothing of that"


def test_unticked_boxes_take_wishes_back(client: Client) -> None:
    letter = failed()
    Document.objects.filter(pk=letter.pk).update(wishes={"ignores_layer": True})
    assert "checked" in client.get(f"/van-ban/{letter.pk}/").content.decode()
    client.post(f"/van-ban/{letter.pk}/doc-lai", {"cach": "1"})
    letter.refresh_from_db()
    assert wishes_of(letter) == Wishes()


def test_settings_hold_where_nothing_is_wished(settings: LazySettings) -> None:
    settings.VANTHU_LANGUAGES = ("vie", "lao")
    assert read_options(failed()).languages == ("vie", "lao")


@pytest.mark.parametrize("typed", ["vie eng", "../x", "vie+" * 9 + "vie", "VIE", "vie;rm"])
def test_what_is_no_language_is_refused(typed: str) -> None:
    with pytest.raises(WrongValue):
        Wishes.typed(typed, ignores_layer=False)


def test_a_read_letter_offers_to_be_read_again(client: Client) -> None:
    letter = read([])
    assert "doc-anh" in client.get(f"/van-ban/{letter.pk}/").content.decode()


@pytest.mark.usefixtures("broker")
def test_reconcile_page_accounts_for_every_file(client: Client, settings: LazySettings) -> None:
    arrive(b"one")
    arrive(b"one")
    said = text_of(client.get("/doi-chieu/").content.decode())
    assert "Mọi tệp đã nhận đều có đủ." in said
    lost = Document.objects.get()
    (Path(settings.VANTHU_STORE) / lost.stored).unlink()
    said = text_of(client.get("/doi-chieu/").content.decode())
    assert "Có chỗ không khớp" in said
    assert f"letter {lost.pk}: original missing" in said


def test_reconcile_page_tells_what_nobody_takes(
    client: Client, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VANTHU_INBOX = tmp_path
    (tmp_path / "sub").mkdir()
    for name in (b"scan.pdf.part", b"sub/\xff<b>.pdf"):
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).touch()
    assert ".part" not in client.get("/doi-chieu/").content.decode(), "it may still grow"
    later = time.time() + 4000
    monkeypatch.setattr(time, "time", lambda: later)
    html = client.get("/doi-chieu/").content.decode()
    assert "scan.pdf.part" in html
    assert "sub/�&lt;b&gt;.pdf" in html


def test_admin_has_no_login_without_a_pause(client: Client) -> None:
    User.objects.create_superuser("sep", password="dung-mat-khau-9")
    typed = {"username": "sep", "password": "sai"}
    for _ in range(TRIES):
        assert client.post("/admin/login/?next=/admin/", typed).status_code == 200
    right = typed | {"password": "dung-mat-khau-9"}
    assert client.post("/admin/login/?next=/admin/", right).status_code == 429


def test_admin_lets_administrators_in(client: Client) -> None:
    User.objects.create_superuser("trang", password="dung-mat-khau-9")
    typed = {"username": "trang", "password": "dung-mat-khau-9"}
    answer = client.post("/admin/login/?next=/admin/", typed)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_admin_keeps_others_out_without_going_in_circles(client: Client) -> None:
    client.force_login(User.objects.create_user("huong"))
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 200
    assert "username" in answer.content.decode()
