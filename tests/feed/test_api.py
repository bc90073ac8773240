"""The API gives every record as the contract says, and errors a program can act on."""

import pytest
from django.test import Client

from nlp.record import FieldName, Signer
from records.models import Document
from tests.review.letters import failed, field, read, received

pytestmark = pytest.mark.django_db

META = ["id", "file", "label", "sha256", "pages", "state", "received_at", "error"]


def test_record_has_every_key_in_order(client: Client) -> None:
    letter = read(
        [
            field(FieldName.NUMBER, "15"),
            field(FieldName.SIGNERS, Signer("Trần Thị Mẫu", "GIÁM ĐỐC")),
        ]
    )
    body = client.get(f"/api/v1/letters/{letter.pk}").json()
    assert list(body) == [*META, *map(str, FieldName), "evidence"]
    assert body["number"] == "15"
    assert body["code"] is None
    assert body["deadlines"] == []
    assert body["signers"] == [
        {"name": "Trần Thị Mẫu", "position": "GIÁM ĐỐC", "authority": None, "on_behalf_of": None}
    ]
    assert list(body["evidence"]) == list(map(str, FieldName))
    assert body["evidence"]["number"] == {
        "confidence": 0.95,
        "page": 1,
        "box": [0.1, 0.2, 0.4, 0.23],
        "quote": "15",
        "status": "accepted",
    }


def test_failed_letter_has_its_reason(client: Client) -> None:
    body = client.get(f"/api/v1/letters/{failed(vi='Hỏng', en='Broken').pk}").json()
    assert body["error"] == {
        "code": "ingest.corrupt_file",
        "message": "Hỏng",
        "message_en": "Broken",
    }


def test_list_is_paged_by_key(client: Client) -> None:
    made = [received(f"{n}.pdf").pk for n in range(7)]
    seen: list[int] = []
    address = "/api/v1/letters?limit=3"
    while address:
        part = client.get(address).json()
        seen += [letter["id"] for letter in part["items"]]
        received("new while reading.pdf")
        address = f"/api/v1/letters?limit=3&after={part['next']}" if part["next"] else ""
    assert seen == made[::-1]


def test_list_filters(client: Client) -> None:
    wrong = failed()
    right = read([field(FieldName.SUBJECT, "mở khoá đào tạo")])
    ids = [letter["id"] for letter in client.get("/api/v1/letters?state=failed").json()["items"]]
    assert ids == [wrong.pk]
    ids = [one["id"] for one in client.get("/api/v1/letters?search=khoa dao tao").json()["items"]]
    assert ids == [right.pk]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/letters/999", 404, "feed.no_letter"),
        ("/api/v1/letters/abc", 422, "feed.bad_request"),
        ("/api/v1/letters?state=other", 422, "feed.bad_request"),
        ("/api/v1/letters?limit=0", 422, "feed.bad_request"),
        ("/api/v1/letters?limit=9999", 422, "feed.bad_request"),
        ("/api/v1/letters?after=x", 422, "feed.bad_request"),
    ],
)
def test_errors_are_problems(client: Client, address: str, status: int, code: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["status"]) == (code, status)
    assert problem["detail"]
    assert problem["detail_en"]


def test_openapi_names_every_path(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/v1/letters", "/api/v1/letters/{letter_id}"} <= set(paths)
    assert not Document.objects.exists()
