"""Programs correct letters only as they have seen them, and the history says which program it was."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from nlp.record import FieldName
from records import tokens
from records.models import Correction, Document, Event
from records.roles import Role, give
from records.states import State
from records.tokens import Scope
from review.history import history_of
from tests.feed.letters import letter
from tests.review.letters import failed, field, read

pytestmark = pytest.mark.django_db


class Program:
    """Another program: its token, its letter, the version it has seen."""

    def __init__(self, client: Client, letter: Document, *scopes: Scope) -> None:
        secret = tokens.issue(
            "sổ của phòng", scopes or (Scope.REVIEW, Scope.READ), now=timezone.now()
        )
        self.client, self.address = client, f"/api/v1/letters/{letter.pk}"
        self.headers = {"authorization": f"Bearer {secret}"}
        self.tag = str(self.ask("GET", "").headers.get("ETag", '"none"'))

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        return self.client.generic(
            method,
            f"{self.address}{path}",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    def change(self, method: str, path: str, body: object = None) -> Any:
        answer = self.ask(method, path, body, **{"if-match": self.tag})
        self.tag = answer.headers.get("ETag", self.tag)
        return answer


@pytest.fixture
def program(client: Client) -> Program:
    give(User.objects.create_user("quan-tri"), Role.ADMINISTRATOR)
    return Program(client, letter(approved=False))


def test_correction_is_stored_told_and_signed_with_the_program(program: Program) -> None:
    answer = program.change("PUT", "/fields/subject/0", {"value": "việc khác"})
    assert answer.status_code == 200
    assert answer.json()["subject"] == "việc khác"
    assert answer.json()["evidence"]["subject"]["status"] == "corrected"
    made = Correction.objects.get()
    assert (made.program, made.by) == ("sổ của phòng", None)
    assert history_of(made.document)[0].who == "sổ của phòng"
    assert Event.objects.latest("id").kind == "corrected"


def test_change_without_the_version_or_to_an_old_one_is_refused(program: Program) -> None:
    body = {"value": "việc khác"}
    assert program.ask("PUT", "/fields/subject/0", body).json()["code"] == "feed.no_version"
    assert program.ask("PUT", "/fields/subject/0", body).status_code == 428
    old = program.tag
    assert program.change("PUT", "/fields/subject/0", body).status_code == 200
    answer = program.ask("PUT", "/fields/subject/0", body, **{"if-match": old})
    assert (answer.status_code, answer.json()["code"]) == (412, "feed.old_version")
    assert Correction.objects.count() == 1
    assert program.ask("PUT", "/fields/subject/0", body, **{"if-match": "*"}).status_code == 200


def test_unchanged_letter_is_not_sent_again(program: Program) -> None:
    answer = program.ask("GET", "", **{"if-none-match": f"W/{program.tag}"})
    assert (answer.status_code, answer.content) == (304, b"")
    program.change("PUT", "/fields/subject/0", {"value": "việc khác"})
    assert program.ask("GET", "", **{"if-none-match": '"old"'}).status_code == 200


def test_list_values_are_added_confirmed_and_removed_by_position(program: Program) -> None:
    added = program.change("POST", "/fields/recipients", {"value": "Phòng Kế hoạch"}).json()
    assert added["recipients"] == ["Như trên", "Lưu: VT", "Phòng Kế hoạch"]
    rows = program.ask("GET", "/fields").json()["items"]
    [spot] = [row["position"] for row in rows if row["value"] == "Như trên"]
    removed = program.change("DELETE", f"/fields/recipients/{spot}").json()
    assert removed["recipients"] == ["Lưu: VT", "Phòng Kế hoạch"]
    assert program.change("POST", "/fields/subject/0/acceptance").status_code == 200
    assert program.change("DELETE", "/fields/recipients/99").status_code == 409


def test_deadline_gets_its_last_day(program: Program) -> None:
    body = {"value": {"due_on": "2026-04-10", "relation": "before"}, "evidence": {"page": 1}}
    after = program.change("PUT", "/fields/deadlines/0", body).json()
    assert after["deadlines"][0]["last_day"] == "2026-04-09"
    assert Document.objects.get().due_on == "2026-03-12"


@pytest.mark.parametrize(
    ("path", "value", "status", "code"),
    [
        ("/fields/issued_on/0", "2026-02-30", 422, "feed.bad_request"),
        ("/fields/deadlines/0", "ngày mai", 422, "feed.bad_request"),
        ("/fields/deadlines/0", {"due_on": "2026-13-01"}, 422, "feed.bad_request"),
        ("/fields/no_such_field/0", "x", 422, "feed.bad_request"),
        ("/fields/code/0", "1/KH", 422, "records.wrong_value"),
        ("/fields/subject/1", "x", 404, "feed.no_value"),
        ("/fields/recipients/50", "x", 404, "feed.no_value"),
    ],
)
def test_wrong_values_and_places_change_nothing(
    program: Program, path: str, value: object, status: int, code: str
) -> None:
    answer = program.change("PUT", path, {"value": value})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Correction.objects.exists()


def test_approval_and_its_withdrawal(program: Program) -> None:
    assert program.change("POST", "/approval").json()["state"] == State.APPROVED
    assert program.change("POST", "/approval").json()["code"] == "records.wrong_state"
    assert program.change("PUT", "/fields/subject/0", {"value": "x"}).status_code == 409
    assert program.change("DELETE", "/approval").json()["state"] == State.NEEDS_REVIEW


def test_failed_letter_is_read_again(client: Client) -> None:
    program = Program(client, failed())
    assert program.change("POST", "/retry").json()["state"] == State.RECEIVED
    assert program.change("POST", "/retry").status_code == 409


def test_no_such_letter(program: Program) -> None:
    program.address = "/api/v1/letters/99999"
    assert program.change("POST", "/approval").json()["code"] == "feed.no_letter"


def test_reading_tokens_and_cookies_change_nothing(client: Client, program: Program) -> None:
    other = Program(client, read([field(FieldName.SUBJECT, "a")]), Scope.READ, Scope.UPLOAD)
    assert other.change("POST", "/approval").json()["code"] == "feed.wrong_scope"
    client.force_login(User.objects.get())
    answer = client.post(f"{other.address}/approval", headers={"if-match": "*"})
    assert answer.status_code == 401
    assert not Correction.objects.exists()
