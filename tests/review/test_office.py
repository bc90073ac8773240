"""Administration by browser form: who may, what is kept, and what is refused with a sentence."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from nlp.record import FieldName
from records import thresholds, tokens
from records.entries import found
from records.models import ApiToken, Document
from records.roles import Role, give, role_of
from records.tokens import Scope, token_of
from review.words import SCOPES
from tests.review.letters import NOW, field, read
from tests.review.markup import text_of

pytestmark = pytest.mark.django_db

PASSWORD = "con-meo-nam-tren-mai"
PLACES = ("tai-khoan", "nhan", "nguong", "ma", "ma/1/thu-hoi")


@pytest.fixture
def chief(client: Client) -> Client:
    """Log an administrator in."""
    cache.clear()
    user = User.objects.create_user("chief", password=PASSWORD)
    give(user, Role.ADMINISTRATOR)
    client.force_login(user)
    return client


def page(client: Client) -> str:
    return text_of(client.get("/quan-tri/").content.decode())


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER])
def test_only_administrators_get_in(client: Client, role: Role) -> None:
    user = User.objects.create_user("lan", password=PASSWORD)
    give(user, role)
    client.force_login(user)
    assert client.get("/quan-tri/").status_code == 403
    assert [client.post(f"/quan-tri/{place}").status_code for place in PLACES] == [403] * 5
    assert "/quan-tri/" not in client.get("/").content.decode()


def test_first_account_is_an_administrators_and_closes_the_open_desk(client: Client) -> None:
    assert "ai ngồi ở máy này" in page(client)
    form = {"ten": "huong", "mat-khau": PASSWORD, "quyen": "viewer"}
    client.post("/quan-tri/tai-khoan", form)
    assert role_of(User.objects.get()) is Role.ADMINISTRATOR
    assert client.get("/quan-tri/").status_code == 302
    assert client.login(username="huong", password=PASSWORD)
    assert "huong" in page(client)


def test_account_gets_another_role_password_and_lock(chief: Client) -> None:
    form = {"ten": "lan", "mat-khau": PASSWORD, "quyen": "reviewer"}
    chief.post("/quan-tri/tai-khoan", form)
    assert role_of(User.objects.get(username="lan")) is Role.REVIEWER
    changed = {"ten": "lan", "sua": "1", "quyen": "viewer", "mat-khau": "", "khoa": "on"}
    chief.post("/quan-tri/tai-khoan", changed)
    lan = User.objects.get(username="lan")
    assert role_of(lan) is Role.VIEWER
    assert lan.check_password(PASSWORD)
    assert not Client().login(username="lan", password=PASSWORD)


@pytest.mark.parametrize(
    "form",
    [
        {"ten": "lan", "mat-khau": "123", "quyen": "viewer"},
        {"ten": "chief", "mat-khau": PASSWORD, "quyen": "viewer"},
        {"ten": "a b/c", "mat-khau": PASSWORD, "quyen": "viewer"},
        {"ten": "nobody", "sua": "1", "mat-khau": PASSWORD, "quyen": "viewer"},
    ],
)
def test_wrong_account_is_refused_with_a_sentence(chief: Client, form: dict[str, str]) -> None:
    answer = chief.post("/quan-tri/tai-khoan", form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize("change", [{"quyen": "viewer"}, {"quyen": "administrator", "khoa": "on"}])
def test_last_administrator_stays(chief: Client, change: dict[str, str]) -> None:
    answer = chief.post("/quan-tri/tai-khoan", {"ten": "chief", "sua": "1", **change})
    assert answer.status_code == 409
    user = User.objects.get()
    assert (user.is_active, role_of(user)) == (True, Role.ADMINISTRATOR)


def test_label_is_renamed_on_its_letters_and_in_the_search(chief: Client) -> None:
    document = read([field(FieldName.SUBJECT, "mua sách")])
    Document.objects.filter(pk=document.pk).update(label="cu")
    chief.post("/quan-tri/nhan", {"cu": "cu", "moi": " phòng  mới "})
    document.refresh_from_db()
    assert document.label == "phòng mới"
    assert list(found(Document.objects.all(), "phong moi")) == [document]
    chief.post("/quan-tri/nhan", {"cu": "phòng mới", "moi": ""})
    document.refresh_from_db()
    assert document.label == ""


def test_limits_are_kept_and_taken_back(chief: Client) -> None:
    chief.post("/quan-tri/nguong", {"sample": "12,5", "subject": "90", "place": ""})
    assert thresholds.limits() == {"subject": 0.9}
    assert thresholds.share() == 0.125
    html = chief.get("/quan-tri/").content.decode()
    assert 'name="subject" inputmode="decimal" value="90"' in html
    for wrong in ("x", "101", "-1", "nan"):
        assert chief.post("/quan-tri/nguong", {"subject": wrong}).status_code == 422
    chief.post("/quan-tri/nguong", {})
    assert thresholds.limits() == {}
    assert thresholds.share() == thresholds.SHARE


def test_token_is_shown_once_and_can_be_taken_back(chief: Client) -> None:
    answer = chief.post("/quan-tri/ma", {"ten": "sổ văn bản", "viec": ["read", "khac"]})
    secret = answer.content.decode().partition("<code>")[2].partition("</code>")[0]
    made = token_of(secret, Scope.READ, now=NOW)
    assert made is not None
    assert token_of(secret, Scope.UPLOAD, now=NOW) is None
    assert secret not in page(chief)
    chief.post(f"/quan-tri/ma/{made.pk}/thu-hoi")
    assert token_of(secret, Scope.READ, now=NOW) is None
    assert "đã thu hồi" in page(chief)


def test_every_scope_can_be_given_by_its_name(chief: Client) -> None:
    answer = chief.post("/quan-tri/ma", {"ten": "sổ văn bản", "viec": list(Scope)})
    assert answer.status_code == 200
    assert "sửa và duyệt văn bản" in page(chief)
    assert set(SCOPES) == set(Scope)


def test_token_needs_a_name_and_a_scope(chief: Client) -> None:
    assert chief.post("/quan-tri/ma", {"ten": "x"}).status_code == 422
    assert chief.post("/quan-tri/ma", {"ten": " ", "viec": "read"}).status_code == 422
    assert not ApiToken.objects.exists()
    assert tokens.PREFIX not in page(chief)
