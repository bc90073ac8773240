"""Who gets in and who may change: accounts, roles, wrong passwords, the open desk."""

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.cli.user import command
from nlp.record import FieldName
from records.models import Document
from records.roles import Role, give
from review.views.login import TRIES
from tests.review.letters import failed, field, read

pytestmark = pytest.mark.django_db

PASSWORD = "con-meo-nam-tren-mai"
PLACES = (
    "/",
    "/tong-quan/",
    "/nap-tep/",
    "/van-ban/1/",
    "/van-ban/1/tep",
    "/van-ban/1/trang/1.webp",
)


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    cache.clear()


def account(name: str, role: Role) -> User:
    user = User.objects.create_user(name, password=PASSWORD)
    give(user, role)
    return user


@pytest.mark.parametrize("place", PLACES)
def test_with_accounts_every_page_asks_for_a_login(client: Client, place: str) -> None:
    account("huong", Role.REVIEWER)
    answer = client.get(place)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/dang-nhap/?next=/")


def test_without_accounts_only_this_machine_gets_in(client: Client, settings: LazySettings) -> None:
    assert client.get("/").status_code == 200
    settings.VANTHU_LOCAL_ONLY = False
    assert client.get("/").status_code == 302


def test_login_leads_back_to_the_page(client: Client) -> None:
    account("huong", Role.REVIEWER)
    form = {"username": "huong", "password": PASSWORD, "next": "/tong-quan/"}
    answer = client.post("/dang-nhap/", form)
    assert answer.headers["Location"] == "/tong-quan/"
    assert client.get("/tong-quan/").status_code == 200
    client.post("/dang-xuat/")
    assert client.get("/tong-quan/").status_code == 302


def test_login_never_leads_elsewhere(client: Client) -> None:
    account("huong", Role.REVIEWER)
    form = {"username": "huong", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/dang-nhap/", form).headers["Location"] == "/"


def test_wrong_passwords_make_a_pause(client: Client) -> None:
    account("huong", Role.REVIEWER)
    for _ in range(TRIES):
        assert client.post("/dang-nhap/", {"username": "huong", "password": "x"}).status_code == 200
    form = {"username": "huong", "password": PASSWORD}
    answer = client.post("/dang-nhap/", form)
    assert answer.status_code == 429
    assert "Sai quá nhiều lần" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_viewer_looks_and_changes_nothing(client: Client) -> None:
    letter = read([field(FieldName.SUBJECT, "mua sách", confidence=0.5)])
    broken = failed()
    client.force_login(account("xem", Role.VIEWER))
    page = client.get(f"/van-ban/{letter.pk}/").content.decode()
    assert "mua sách" in page
    assert "<textarea" not in page
    for place in ("sua", "duyet", "mo-lai", "hoan-tac"):
        answer = client.post(f"/van-ban/{letter.pk}/{place}", {}, content_type="application/json")
        assert answer.status_code == 403
    assert client.post(f"/van-ban/{broken.pk}/doc-lai").status_code == 403
    assert client.get("/nap-tep/").status_code == 403
    letter.refresh_from_db()
    assert letter.state == "needs_review"


def test_change_without_login_is_kept_by_the_page(client: Client) -> None:
    letter = read([field(FieldName.SUBJECT, "mua sách")])
    account("huong", Role.REVIEWER)
    answer = client.post(f"/van-ban/{letter.pk}/duyet", {}, content_type="application/json")
    assert answer.status_code == 401


def test_uploaded_file_is_kept_and_known_again(client: Client) -> None:
    client.force_login(account("huong", Role.REVIEWER))
    for message in ("Đã nhận, đang chờ đọc.", "Đã có văn bản này từ trước."):
        file = SimpleUploadedFile("../công văn.pdf", b"%PDF-1.4 a letter")
        answer = client.post("/nap-tep/", {"tep": file, "nhan": "phòng  A"})
        assert answer.status_code == 202
        assert answer.json()["message"] == message
    letter = Document.objects.get()
    assert (letter.name, letter.label) == ("công văn.pdf", "phòng A")
    assert b"".join(client.get(f"/van-ban/{letter.pk}/tep")) == b"%PDF-1.4 a letter"


def test_upload_says_no(client: Client, settings: LazySettings) -> None:
    assert client.post("/nap-tep/").status_code == 400
    settings.VANTHU_MAX_MB = 0
    file = SimpleUploadedFile("a.pdf", b"%PDF")
    assert client.post("/nap-tep/", {"tep": file}).status_code == 413
    assert not Document.objects.exists()


def test_overview_counts(client: Client) -> None:
    read([field(FieldName.SUBJECT, "mua sách", confidence=0.5)])
    failed()
    page = client.get("/tong-quan/").content.decode()
    assert "<b>1</b> cần xem lại" in page
    assert "<b>1</b> không đọc được" in page


def test_choosing_a_language(client: Client) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/tong-quan/"})
    assert answer.headers["Location"] == "/tong-quan/"
    assert '<html lang="en">' in client.get("/").content.decode()
    assert (
        client.post("/ngon-ngu/", {"language": "xx", "next": "//evil/"}).headers["Location"] == "/"
    )
    assert '<html lang="en">' in client.get("/").content.decode()


@pytest.mark.parametrize(("password", "made"), [(PASSWORD, True), ("123", False)])
def test_command_makes_an_account(password: str, *, made: bool) -> None:
    result = CliRunner().invoke(command, ["huong", "--role", "viewer"], input=f"{password}\n")
    assert (result.exit_code == 0) is made
    assert User.objects.filter(username="huong", groups__name="viewer").exists() is made
