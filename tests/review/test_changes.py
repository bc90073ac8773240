"""A change from the page is stored once, answered with the field as it is, and refused safely."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from nlp.record import FieldName, Reference, Signer
from records import corrections
from records.models import Correction, Document
from records.roles import Role, give
from records.states import State
from tests.review.letters import failed, field, read

pytestmark = pytest.mark.django_db

ACT = "0123456789abcdef" * 2


def letter() -> Document:
    return read(
        [
            field(FieldName.NUMBER, "15", confidence=0.4),
            field(FieldName.SYMBOL, "KH-SGDĐT"),
            field(FieldName.SUBJECT, "mua sach", confidence=0.5),
            field(FieldName.SIGNERS, Signer("Trần Thị Mẫu", "GIÁM ĐỐC")),
            field(FieldName.REFERENCES, Reference("1/TT")),
        ]
    )


def send(client: Client, document: Document, status: int = 200, **change: Any) -> dict[str, Any]:
    body = {"act": ACT, "kind": "set", "name": "subject", "typed": {"": "mua sách"}} | change
    address = f"/van-ban/{document.pk}/sua"
    answer = client.post(address, data=body, content_type="application/json")
    assert answer.status_code == status, answer.content
    result: dict[str, Any] = answer.json()
    return result


def test_change_is_stored_and_shown(client: Client) -> None:
    document = letter()
    answer = send(client, document)
    assert "mua sách" in answer["fields"]["subject"]
    assert "đã sửa" in answer["fields"]["subject"]
    assert answer["seen"] == Correction.objects.get().pk
    assert answer["doubtful"] == 1


def test_same_change_twice_is_stored_once(client: Client) -> None:
    document = letter()
    send(client, document)
    send(client, document)
    assert Correction.objects.count() == 1


def test_change_sent_again_while_it_is_being_stored_is_stored_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, store = letter(), corrections.correct

    def overtaken(*what: Any, **more: Any) -> Correction:
        store(*what, **more)
        return store(*what, **more)

    monkeypatch.setattr("records.corrections.correct", overtaken)
    answer = send(client, document)
    assert Correction.objects.count() == 1
    assert answer["seen"] == Correction.objects.get().pk


def test_who_changed_it_is_kept(client: Client) -> None:
    user = User.objects.create_user("huong")
    give(user, Role.REVIEWER)
    client.force_login(user)
    document = letter()
    send(client, document)
    made = Correction.objects.get()
    assert made.by is not None
    assert made.by.get_username() == "huong"
    html = client.get(f"/van-ban/{document.pk}/lich-su").content.decode()
    assert "<b>huong</b> sửa Trích yếu: <del>mua sach</del> <ins>mua sách</ins>" in html


def test_second_reviewer_sees_what_the_first_wrote(client: Client) -> None:
    document = letter()
    send(client, document, typed={"": "người thứ nhất"})
    answer = send(client, document, 409, act=ACT[::-1], typed={"": "người thứ hai"})
    assert answer["code"] == "records.stale_version"
    assert "người thứ nhất" in answer["fields"]["subject"]
    assert answer["message"]


def test_number_changes_the_code_too(client: Client) -> None:
    answer = send(client, letter(), name="number", typed={"": "16"})
    assert "16/KH-SGDĐT" in answer["fields"]["code"]


def test_emptied_box_takes_the_value_away(client: Client) -> None:
    document = letter()
    send(client, document, typed={"": " "})
    assert client.get(f"/api/v1/letters/{document.pk}").json()["subject"] is None


def test_pointing_keeps_page_and_box(client: Client) -> None:
    document = letter()
    shown = {"page": 1, "box": [0.1, 0.1, 0.2, 0.2], "quote": "mua sách"}
    send(client, document, evidence=shown)
    evidence = client.get(f"/api/v1/letters/{document.pk}").json()["evidence"]["subject"]
    assert evidence["box"] == [0.1, 0.1, 0.2, 0.2]
    assert evidence["status"] == "corrected"


def test_rows_are_added_and_removed(client: Client) -> None:
    document = letter()
    send(client, document, kind="add", name="signers", typed={"name": "Lê Văn Thử"})
    send(client, document, act=ACT[::-1], kind="remove", name="signers", typed={})
    signers = client.get(f"/api/v1/letters/{document.pk}").json()["signers"]
    assert [signer["name"] for signer in signers] == ["Lê Văn Thử"]


def test_undo_and_approval(client: Client) -> None:
    first, second = letter(), letter()
    send(client, first)
    answer = client.post(f"/van-ban/{first.pk}/hoan-tac").json()
    assert "mua sach" in answer["fields"]["subject"]
    assert client.post(f"/van-ban/{first.pk}/hoan-tac").status_code == 409
    assert client.post(f"/van-ban/{first.pk}/duyet").json() == {"next": second.pk}
    page = client.get(f"/van-ban/{first.pk}/").content.decode()
    assert "Mở lại để sửa" in page
    assert "<textarea" not in page
    assert client.post(f"/van-ban/{first.pk}/duyet").status_code == 409
    send(client, first, 409, act=ACT[::-1])
    assert client.post(f"/van-ban/{first.pk}/mo-lai").status_code == 200
    first.refresh_from_db()
    assert first.state == State.NEEDS_REVIEW
    assert client.post(f"/van-ban/{second.pk}/duyet").json() == {"next": first.pk}


@pytest.mark.parametrize(
    "change",
    [
        {"act": "x"},
        {"kind": "drop"},
        {"name": "unknown"},
        {"position": -1},
        {"typed": {"": 5}},
        {"evidence": {"page": 0, "box": [0, 0, 1, 1], "quote": ""}},
        {"evidence": {"page": 1, "box": [0, 0, 9, 1], "quote": ""}},
        {"name": "issued_on", "typed": {"": "31/2/2026"}},
        {"name": "code", "typed": {"": "1/A"}},
        {"name": "signers", "typed": {"salary": "1"}},
        {"other": 1},
    ],
)
def test_what_makes_no_sense_is_refused(client: Client, change: dict[str, Any]) -> None:
    document = letter()
    answer = send(client, document, 422, **change)
    assert answer["code"] == "records.wrong_value"
    assert not Correction.objects.exists()


def test_failed_letter_has_nothing_to_change(client: Client) -> None:
    send(client, failed(), 409)
