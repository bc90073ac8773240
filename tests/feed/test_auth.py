"""The API asks for a token or a login, and takes nothing that another site made a browser send."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from records import tokens
from records.models import ApiToken, Arrival, Document
from records.roles import Role, give
from records.tokens import Scope

pytestmark = pytest.mark.django_db

READS = ("/api/v1/letters", "/api/v1/letters/1", "/api/v1/changes", "/api/v1/registers/tasks.csv")


@pytest.fixture
def staff() -> User:
    user = User.objects.create_user("huong")
    give(user, Role.VIEWER)
    return user


def bearer(*scopes: Scope) -> dict[str, str]:
    secret = tokens.issue("phần mềm", scopes, now=timezone.now())
    return {"authorization": f"Bearer {secret}"}


def hand_in(client: Client, headers: dict[str, str], content: bytes = b"%PDF-1.4 a") -> int:
    file = SimpleUploadedFile("a.pdf", content)
    return client.post("/api/v1/letters", {"file": file}, headers=headers).status_code


@pytest.mark.parametrize("address", READS)
def test_with_accounts_reading_needs_a_token_or_a_login(
    client: Client, staff: User, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 401
    assert answer.json()["code"] == "feed.not_allowed"
    assert client.get(address, headers={"authorization": "Bearer x"}).status_code == 401
    assert client.get(address, headers=bearer(Scope.UPLOAD)).status_code == 403
    assert client.get(address, headers=bearer(Scope.READ)).status_code in (200, 404)
    client.force_login(staff)
    assert client.get(address).status_code in (200, 404)


def test_revoked_token_is_worth_nothing(client: Client, staff: User) -> None:
    headers = bearer(Scope.READ)
    tokens.revoke(ApiToken.objects.get().pk, now=timezone.now())
    assert client.get("/api/v1/letters", headers=headers).status_code == 401


def test_upload_needs_its_scope_never_a_cookie(client: Client, staff: User) -> None:
    client.force_login(staff)
    assert hand_in(client, {}) == 401
    assert hand_in(client, bearer(Scope.READ)) == 403
    assert not Document.objects.exists()
    assert hand_in(client, bearer(Scope.UPLOAD)) == 202
    assert Document.objects.get().name == "a.pdf"


def test_open_desk_takes_programs_of_this_machine_but_no_foreign_page(client: Client) -> None:
    assert hand_in(client, {"origin": "https://evil.example"}) == 401
    assert hand_in(client, {}) == 202


def test_same_key_is_the_same_upload(client: Client, staff: User) -> None:
    headers = {**bearer(Scope.UPLOAD), "idempotency-key": "k1"}
    assert hand_in(client, headers) == 202
    assert hand_in(client, headers) == 202
    assert Arrival.objects.count() == 1
    assert hand_in(client, headers, b"%PDF-1.4 other") == 409
    assert hand_in(client, headers, b"") == 400
