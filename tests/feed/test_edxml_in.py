"""edXML keeps to its schema going out, and makes a letter without OCR coming in."""

import base64
import io
import zipfile
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from feed.edxml import edxml_of
from feed.edxml_in import draft_of, fields_of, must_be_valid, packed_in
from feed.errors import NoEdxml
from nlp.record import FieldName, Reference
from records import services, store
from records.export import record_of
from records.models import Document
from records.states import State
from tests.feed.letters import letter
from tests.review.letters import field, read, received

pytestmark = pytest.mark.django_db

SAME = (
    FieldName.DOCUMENT_TYPE,
    FieldName.NUMBER,
    FieldName.SYMBOL,
    FieldName.CODE,
    FieldName.ISSUER,
    FieldName.ISSUER_PARENT,
    FieldName.PLACE,
    FieldName.ISSUED_ON,
    FieldName.SUBJECT,
    FieldName.ADDRESSEES,
    FieldName.RECIPIENTS,
    FieldName.URGENCY,
)


def hand_in(client: Client, xml: bytes, **headers: str) -> Any:
    return client.generic("POST", "/api/v1/edxml", xml, "application/xml", headers=headers)


def packed(document: Document, content: bytes, *, archive: bytes | None = None) -> bytes:
    """Return a letter with a file; or with an archive of ours in the file's place."""
    xml = edxml_of(document, file=content)
    if archive is None:
        return xml
    start = xml.index(b"<edXML:Content>") + len(b"<edXML:Content>")
    return xml[:start] + base64.b64encode(archive) + xml[xml.index(b"</edXML:Content>") :]


def test_what_goes_out_keeps_to_the_schema() -> None:
    for document in (letter(), letter("một\x01hai"), read([]), received()):
        must_be_valid(edxml_of(document))
        must_be_valid(edxml_of(document, file=b"%PDF-1.4 x"))


def test_message_becomes_a_letter_that_nobody_reads(client: Client) -> None:
    sent = letter()
    answer = hand_in(client, packed(sent, b"%PDF-1.4 other bytes"))
    assert answer.status_code == 202
    made = Document.objects.get(pk=answer.json()["letter"])
    assert made.pk != sent.pk
    assert (made.name, made.state) == ("kế hoạch.pdf", State.DONE)
    before, after = record_of(sent), record_of(made)
    assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}
    assert after[FieldName.SIGNERS][0]["name"] == "Trần Thị Mẫu"  # type: ignore[index, call-overload]
    deadlines = after[FieldName.DEADLINES]
    assert isinstance(deadlines, list)
    assert [one["last_day"] for one in deadlines] == ["2026-03-09"]  # type: ignore[index, call-overload]
    assert made.due_on == "2026-03-09"
    with store.originals().open(made.stored) as file:
        assert file.read() == b"%PDF-1.4 other bytes"
    assert services.claim(made.pk, token="t", reader="", now=timezone.now(), seconds=9) is None
    kinds = list(made.events.values_list("kind", flat=True))
    assert kinds == ["received", "read"]


def test_message_without_a_file_is_its_own_original(client: Client) -> None:
    xml = edxml_of(letter())
    made = Document.objects.get(pk=hand_in(client, xml).json()["letter"])
    with store.originals().open(made.stored) as file:
        assert file.read() == xml


def test_same_message_is_one_letter(client: Client) -> None:
    xml = edxml_of(letter())
    first, second = (hand_in(client, xml, **{"idempotency-key": "k"}).json() for _ in range(2))
    assert first == second
    assert hand_in(client, xml).json() == {**first, "duplicate": True}


def test_export_of_an_import_says_the_same(client: Client) -> None:
    made = Document.objects.get(pk=hand_in(client, edxml_of(letter())).json()["letter"])
    again = draft_of(edxml_of(made))
    record = record_of(made)
    assert [one.value for one in again.of(FieldName.SUBJECT)] == [record[FieldName.SUBJECT]]
    assert len(again.of(FieldName.DEADLINES)) == 1


def bomb() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", b"\0" * (3 * 1024 * 1024))
    return whole.getvalue()


def test_letters_that_are_answered_or_changed_are_named() -> None:
    answered = Reference("7/CV-UBND", issued_on="2026-02-01", role="replies_to")
    other = Reference("9/NĐ-CP", role="amends")
    own = Reference("3/KH-SGDĐT", role="amends")
    cited = [field(FieldName.REFERENCES, one) for one in (answered, other, own)]
    code = field(FieldName.CODE, "15/KH-SGDĐT")
    xml = edxml_of(read([code, *cited]))
    assert b"<edXML:BussinessDocType>2</edXML:BussinessDocType>" in xml
    assert "Sửa đổi, bổ sung 3/KH-SGDĐT<" in xml.decode()
    assert fields_of(xml)[FieldName.REFERENCES] == [
        {"code": "7/CV-UBND", "issued_on": "2026-02-01"}
    ]
    must_be_valid(edxml_of(letter()))
    found = draft_of(xml.replace(b"2026/02/01", b"2026/02/31")).fields
    assert [one.value for one in found if one.name is FieldName.REFERENCES] == [
        Reference("7/CV-UBND", role="replies_to")
    ]
    assert b"BussinessDocType>0<" in edxml_of(read([*cited]))


@pytest.mark.parametrize("archive", [bomb(), b"no archive", b"PK\x05\x06" + b"\0" * 18])
def test_files_that_cannot_be_unpacked_are_refused(
    client: Client, settings: LazySettings, archive: bytes
) -> None:
    settings.VANTHU_MAX_MB = 2
    sent = letter()
    answer = hand_in(client, packed(sent, b"x", archive=archive))
    assert (answer.status_code, answer.json()["code"]) == (422, "feed.no_edxml")
    assert Document.objects.count() == 1


ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<a/>",
        ENTITY.encode(),
        ENTITY.encode("utf-16"),
        ENTITY.encode("utf-16-le"),
        ENTITY.encode("utf-32"),
        ENTITY.replace("<!DOCTYPE", "<!doctype").encode(),
    ],
)
def test_what_is_no_message_is_refused(client: Client, xml: bytes) -> None:
    answer = hand_in(client, xml)
    assert (answer.status_code, answer.json()["code"]) == (422, "feed.no_edxml")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<edXML:Subject>", b"<edXML:Subject/><edXML:Subject>"),
        (b"<edXML:PromulgationDate>2026/02/27", b"<edXML:PromulgationDate>27.02.2026"),
        (b"<edXML:Priority>1", b"<edXML:Priority>urgent"),
        (b"edXML:CodeNumber>", b"edXML:CodeNumer>"),
        (b"QCVN_102_2016", b"QCVN_000"),
    ],
)
def test_message_that_breaks_the_schema_is_refused(right: bytes, wrong: bytes) -> None:
    xml = edxml_of(letter())
    assert right in xml
    with pytest.raises(NoEdxml):
        draft_of(xml.replace(right, wrong))


def test_file_of_a_message_has_its_name() -> None:
    found = packed_in(packed(letter(), b"%PDF-1.4"), most=100)
    assert found is not None
    assert (found.name, found.content) == ("kế hoạch.pdf", b"%PDF-1.4")
