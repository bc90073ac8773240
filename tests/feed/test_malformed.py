"""What a program does wrong is told as its mistake, and a busy database as one: never as a fault."""

import io
import sqlite3
from contextlib import closing
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from config.wsgi import application
from feed.errors import PROBLEM
from records import store
from records.arrivals import Origin, receive
from records.models import Arrival, Document
from records.states import Source
from tests.feed.letters import letter

UPLOAD = "/api/v1/letters"
FORM = "multipart/form-data; boundary=cut"
FILE = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nabc\r\n'
PART = b"--cut\r\nContent-Disposition: form-data; %s\r\n\r\nabc\r\n"
END = b"--cut--\r\n"


def sent(body: bytes, kind: str = FORM, **environ: str) -> tuple[int, dict[str, str]]:
    """Ask the application as gunicorn does; return status and headers."""
    asked: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost"}
    setup_testing_defaults(asked)
    asked |= {"REQUEST_METHOD": "POST", "PATH_INFO": UPLOAD, "CONTENT_TYPE": kind}
    asked |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)} | environ
    told: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: Any, _error: Any = None) -> Any:
        told.append((status, dict(headers)))

    b"".join(application(asked, start))
    [(status, headers)] = told
    return int(status.split()[0]), headers


def handed_in(client: Client, content: bytes, key: str) -> int:
    file = SimpleUploadedFile("a.pdf", content)
    return client.post(UPLOAD, {"file": file}, headers={"idempotency-key": key}).status_code


@pytest.mark.django_db
def test_an_empty_key_is_none(client: Client) -> None:
    assert [handed_in(client, content, "") for content in (b"a", b"b", b"b")] == [202] * 3
    assert Document.objects.count() == 2
    assert list(Arrival.objects.values_list("key", flat=True)) == [None] * 3


@pytest.mark.django_db
def test_a_key_that_comes_twice_at_once_is_used(client: Client) -> None:
    assert handed_in(client, b"a", "k") == 202
    origin = Origin("a.pdf", source=Source.API, key="k")
    with store.staged(io.BytesIO(b"b")) as copy, pytest.raises(IntegrityError):
        receive(copy, origin, now=timezone.now())
    assert handed_in(client, b"b", "k") == 409


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PART % b'name="file"; filename*=a; filename*0=b' + END, FORM),
        (PART % b"name=\"file\"; filename*=nonsense''a" + END, FORM),
        (PART % b"name=\"file\"; filename*=idna''%%ff" + END, FORM),
        (PART % b'name=""; filename=""' + END, FORM),
        (PART % b"" + END, FORM),
        (FILE[:-9], FORM),
        (b"", FORM),
        (b"--cut", FORM),
        (FILE + END, "multipart/form-data"),
        (FILE + END, "multipart/form-data; boundary*=a; boundary*0=b"),
        (FILE + END, "multipart/form-data; boundary*=nonsense''cut"),
        (FILE + END, "multipart/form-data; boundary=ă"),
        (FILE + END, "text/plain; charset=nonsense"),
        (FILE.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"), FORM),
        (b"".join(PART % b'name="f%d"' % at for at in range(1200)) + END, FORM),
    ],
)
def test_malformed_uploads_are_refused(body: bytes, kind: str) -> None:
    status, headers = sent(body, kind)
    assert 400 <= status < 500
    assert headers["Content-Type"] == PROBLEM
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nameless_parts_beside_a_file_do_no_harm() -> None:
    status, _ = sent(PART % b'name=""; filename=""' + PART % b'name=""' + FILE + END)
    assert status == 202
    assert Document.objects.get().name == "a.pdf"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("query", ["label=%00", "label=%ED%A0%80", "label=%FF"])
def test_labels_that_are_no_text_are_taken_or_refused(query: str) -> None:
    status, _ = sent(FILE + END, QUERY_STRING=query)
    assert status in (202, 422)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", ["\\u0000", "\\ud800"])
def test_values_that_are_no_text_are_taken_or_refused(client: Client, text: str) -> None:
    document = letter(approved=False)
    answer = client.put(
        f"{UPLOAD}/{document.pk}/fields/subject/0",
        f'{{"value": "{text}"}}',
        content_type="application/json",
        headers={"if-match": "*"},
    )
    assert answer.status_code in (200, 422)


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_says_when_to_come_back(client: Client) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no lock of the whole database")
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
    path = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.post(UPLOAD, {"file": SimpleUploadedFile("a.pdf", b"a")})
        assert client.get(UPLOAD).status_code == 200  # who only reads does not wait
        page = client.post("/nap-tep/", {"tep": SimpleUploadedFile("a.pdf", b"a")})
        other.execute("ROLLBACK")
    assert (answer.status_code, answer.json()["code"]) == (503, "records.database_busy")
    assert (page.status_code, page.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert int(answer.headers["Retry-After"]) > 0
    assert int(page.headers["Retry-After"]) > 0
    connection.close()
    assert client.post(UPLOAD, {"file": SimpleUploadedFile("a.pdf", b"a")}).status_code == 202


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["letters", "letters/999", "changes", "registers/incoming.csv", "calendar.ics", "nothing"],
)
def test_head_gives_what_get_gives_but_its_body(client: Client, address: str) -> None:
    head: Any = client.head(f"/api/v1/{address}")
    whole: Any = client.get(f"/api/v1/{address}")
    assert head.status_code == whole.status_code
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]
    assert b"".join(head.streaming_content if head.streaming else [head.content]) == b""
    if not whole.streaming:
        assert head.headers["Content-Length"] == str(len(whole.content))


@pytest.mark.django_db
def test_head_is_allowed_where_get_is(client: Client) -> None:
    assert client.delete("/api/v1/changes").headers["Allow"] == "GET, HEAD"
    assert client.head("/api/v1/edxml").status_code == 405
