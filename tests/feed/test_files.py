"""Registers, edXML and originals: right, inert, and readable by the programs people use."""

import base64
import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from click.testing import CliRunner
from django.core.files.base import ContentFile
from django.test import Client

from config.cli.export import command
from feed.edxml import NAMESPACE, edxml_of
from feed.edxml_in import fields_of
from feed.errors import NoEdxml
from feed.register import HANDLING, INCOMING
from feed.sheets import SHEETS
from feed.tables import csv_lines, inert, xlsx
from records import store
from records.export import record_of
from records.models import Document
from tests.feed.letters import SUBJECT, letter
from tests.review.letters import received

pytestmark = pytest.mark.django_db

FORMULAS = (
    '=HYPERLINK("http://evil.example")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "http://evil.example",
)


def sheet(client: Client, address: str) -> list[tuple[object, ...]]:
    answer = client.get(address)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(b"".join(_bytes(answer))))
    page = book.active
    assert page is not None
    return list(page.iter_rows(values_only=True))


def _bytes(answer: object) -> Iterable[bytes]:
    content: Iterable[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    return content


def test_register_of_incoming_letters(client: Client) -> None:
    letter()
    letter("việc thứ hai")
    heads, first, second = sheet(client, "/api/v1/registers/incoming.xlsx")
    assert heads == INCOMING.heads
    assert len(heads) >= 10
    assert first[:9] == (
        "02/03/2026",
        "1",
        "Sở Giáo dục và Đào tạo",
        "15/KH-SGDĐT",
        "27/02/2026",
        "KH",
        SUBJECT,
        "Như trên; Lưu: VT",
        "09/03/2026",
    )
    assert second[1] == "2"


def test_numbers_stay_whichever_letters_are_shown(client: Client) -> None:
    for n in range(3):
        document = letter(f"việc {n}", approved=n != 1)
        Document.objects.filter(pk=document.pk).update(arrival_year=2026, arrival_number=n + 7)

    def numbers(query: str = "") -> dict[object, object]:
        _heads, *rows = sheet(client, f"/api/v1/registers/incoming.xlsx{query}")
        return {row[6]: row[1] for row in rows}

    assert numbers() == {"việc 0": "7", "việc 1": "8", "việc 2": "9"}
    assert numbers("?reviewed=true") == {"việc 0": "7", "việc 2": "9"}
    Document.objects.filter(arrival_number=7).update(state="failed")
    assert numbers() == {"việc 1": "8", "việc 2": "9"}


def test_report_on_handling_has_a_row_a_deadline(client: Client) -> None:
    letter()
    heads, *rows = sheet(client, "/api/v1/registers/handling.xlsx")
    assert heads == HANDLING.heads
    assert len(heads) >= 7
    assert [row[7] for row in rows] == ["09/03/2026", "12/03/2026", ""]
    assert rows[0][4:6] == ("gửi báo cáo", "Phòng Văn hóa")


def test_tasks_and_reviewed_only(client: Client) -> None:
    letter(approved=False)
    assert len(sheet(client, "/api/v1/registers/tasks.xlsx")) == 2
    assert len(sheet(client, "/api/v1/registers/tasks.xlsx?reviewed=true")) == 1


@pytest.mark.parametrize("text", FORMULAS)
def test_text_of_a_letter_is_never_a_formula(client: Client, text: str) -> None:
    letter(text)
    answer = client.get("/api/v1/registers/incoming.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(_bytes(answer))))
    page = book.active
    assert page is not None
    cell = page.cell(2, 7)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    rows = list(
        csv.reader(
            io.StringIO(
                b"".join(_bytes(client.get("/api/v1/registers/incoming.csv"))).decode("utf-8-sig")
            )
        )
    )
    assert not rows[1][6].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text.strip() in rows[1][6]


def test_a_hundred_thousand_rows_are_never_held_together() -> None:
    alive = 0

    def rows() -> Iterable[tuple[str, ...]]:
        nonlocal alive
        for number in range(3000):
            alive = number
            yield (str(number),) * 14

    lines = csv_lines(INCOMING, rows())
    for _ in range(10):
        next(lines)
    assert alive < 20
    with xlsx(INCOMING, rows()) as file:
        book = openpyxl.load_workbook(file, read_only=True)
        page = book.active
        assert page is not None
        assert sum(1 for _ in page.iter_rows()) == 3001


def test_inert_leaves_plain_text_alone() -> None:
    assert inert("15/KH-UBND") == "15/KH-UBND"


def test_edxml_says_the_same_as_the_record(client: Client) -> None:
    document = letter()
    answer = client.get(f"/api/v1/letters/{document.pk}/edxml")
    assert answer.headers["Content-Type"] == "application/xml"
    record = record_of(document)
    for name, value in fields_of(answer.content).items():
        if name == "signers":
            assert value == [
                {"authority": "KT", "position": "PHÓ GIÁM ĐỐC", "name": "Trần Thị Mẫu"}
            ]
        elif name == "deadlines":
            assert value == [{"due_on": "2026-03-09"}]
        else:
            assert value == record[name], name


def test_edxml_stands_as_the_regulation_says() -> None:
    root = ET.fromstring(edxml_of(letter()))
    found = {"q": NAMESPACE}
    header = root.find("q:edXMLEnvelope/q:edXMLHeader/q:MessageHeader", found)
    assert header is not None
    order = [one.tag.rpartition("}")[2] for one in header]
    assert order == [
        "From",
        "To",
        "DocumentId",
        "Code",
        "PromulgationInfo",
        "DocumentType",
        "Subject",
        "SignerInfo",
        "DueDate",
        "ToPlaces",
        "OtherInfo",
    ]
    assert header.findtext("q:PromulgationInfo/q:PromulgationDate", None, found) == "2026/02/27"
    assert header.findtext("q:DocumentType/q:TypeName", None, found) == "Kế hoạch"
    assert header.findtext("q:DueDate", None, found) == "2026/03/09"
    assert header.findtext("q:OtherInfo/q:Priority", None, found) == "1"


def test_edxml_carries_the_original(client: Client) -> None:
    document = letter()
    stored = store.originals().save("aa/cc/edxml.pdf", ContentFile(b"%PDF-1.4 x"))
    Document.objects.filter(pk=document.pk).update(stored=stored)
    root = ET.fromstring(client.get(f"/api/v1/letters/{document.pk}/edxml?file=true").content)
    content = root.findtext(".//q:Attachment/q:Content", None, {"q": NAMESPACE})
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(content))) as archive:
        assert archive.read(archive.namelist()[0]) == b"%PDF-1.4 x"


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<a/>",
        b"not xml",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a>" * 50,
        b"<a>" + b"x" * 33_000_000 + b"</a>",
    ],
)
def test_what_is_no_edxml_is_refused(xml: bytes) -> None:
    with pytest.raises(NoEdxml):
        fields_of(xml)


def test_control_signs_do_not_break_the_xml() -> None:
    document = letter("một\x01hai\x0bba")
    assert ET.fromstring(edxml_of(document)) is not None


def test_original_is_saved_never_opened(client: Client) -> None:
    document = received("<script>.html")
    Document.objects.filter(pk=document.pk).update(stored="no/such.pdf")
    assert client.get(f"/api/v1/letters/{document.pk}/file").status_code == 404
    stored = store.originals().save("aa/dd/file.html", ContentFile(b"<script>"))
    Document.objects.filter(pk=document.pk).update(stored=stored)
    answer = client.get(f"/api/v1/letters/{document.pk}/file")
    assert b"".join(_bytes(answer)) == b"<script>"
    answer.close()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "ics", "edxml"])
def test_command_writes_every_form(kind: str, tmp_path: Path) -> None:
    document = letter()
    out = tmp_path / "out"
    result = CliRunner().invoke(command, ["--format", kind, "--out", str(out)])
    assert result.exit_code == 0, result.output
    wanted = out / f"{document.pk}.edxml" if kind == "edxml" else out
    content = wanted.read_bytes()
    if kind == "xlsx":
        assert zipfile.is_zipfile(io.BytesIO(content))
    else:
        assert "15" in content.decode()
        assert ("tổ chức" in content.decode()) or kind == "ics"


def test_every_register_has_a_head_for_each_column() -> None:
    document = letter()
    for one in SHEETS.values():
        for row in one.rows(document):
            assert len(row) == len(one.heads)
