"""Citations and answers as programs, staff and spreadsheets see them."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from records.citations import code_key
from records.models import Document
from tests.records.test_citations import CODE, UNITS, plan, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Document:
    document = plan(*UNITS)
    report("TRƯỜNG TRUNG HỌC PHỔ THÔNG MẪU A", "2026-03-09")
    report("Trung tâm Mẫu", "2026-03-11")
    return document


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_answers_for_programs(client: Client, asked: Document) -> None:
    told = client.get(f"/api/v1/letters/{asked.pk}/replies").json()
    assert (told["letter"], told["due_on"]) == (asked.pk, "2026-03-10")
    shown = [(one["unit"], one["expected"], one["answered"], one["code"]) for one in told["items"]]
    assert shown == [
        (UNITS[0], True, True, "2/BC-THPT"),
        (UNITS[1], True, False, None),
        (UNITS[2], True, False, None),
        ("Trung tâm Mẫu", False, True, "3/BC-THPT"),
    ]
    assert [one["late"] for one in told["items"]] == [False, True, True, True]


def test_answers_as_tables(client: Client, asked: Document) -> None:
    address = f"/api/v1/letters/{asked.pk}/replies"
    text = content(client.get(f"{address}.csv")).decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(text))
    assert len(heads) == len(rows[0])
    assert [row[7] for row in rows] == [
        "đã trả lời",
        "quá hạn, chưa trả lời",
        "quá hạn, chưa trả lời",
        "trả lời muộn",
    ]
    book = openpyxl.load_workbook(io.BytesIO(content(client.get(f"{address}.xlsx"))))
    page = book.active
    assert page is not None
    assert [tuple(row) for row in page.iter_rows(min_row=2, max_col=3, values_only=True)] == [
        tuple(row[:3]) for row in rows
    ]
    assert [row[3:6] for row in rows[:1]] == [["10/03/2026", "gửi báo cáo", UNITS[0]]]
    every = content(client.get("/api/v1/registers/replies.csv")).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(every)))[1:] == rows


def test_answers_by_deadline(client: Client, asked: Document) -> None:
    [due] = client.get(f"/api/v1/letters/{asked.pk}/replies").json()["deadlines"]
    assert (due["position"], due["last_day"], due["action"]) == (0, "2026-03-10", "gửi báo cáo")
    shown = [(one["unit"], one["code"], one["late"]) for one in due["items"]]
    assert shown == [
        (UNITS[0], "2/BC-THPT", False),
        (UNITS[1], None, True),
        (UNITS[2], None, True),
    ]


def test_page_of_answers(client: Client, asked: Document) -> None:
    letter = client.get(f"/van-ban/{asked.pk}/").content.decode()
    assert f"/van-ban/{asked.pk}/tra-loi" in letter
    page = client.get(f"/van-ban/{asked.pk}/tra-loi").content.decode()
    assert "1/3 đơn vị đã trả lời." in page
    assert "Phòng GD&amp;ĐT huyện Mẫu" in page
    assert "quá hạn, chưa trả lời" in page
    assert client.get("/van-ban/99999/tra-loi").status_code == 404


def test_references_as_a_graph(client: Client, asked: Document) -> None:
    second = Document.objects.get(code="2/BC-THPT")
    report("Ủy ban Mẫu", "2026-03-12", code="77/QĐ-BGDĐT", role="basis")
    graph = client.get(f"/api/v1/letters/{asked.pk}/references").json()
    assert [node["code"] for node in graph["nodes"]] == [CODE, "2/BC-THPT", "3/BC-THPT"]
    assert graph["edges"][0] == {
        "source": f"letter:{second.pk}",
        "target": f"letter:{asked.pk}",
        "role": "replies_to",
        "status": "accepted",
    }
    outside = Document.objects.get(code="4/BC-THPT")
    graph = client.get(f"/api/v1/letters/{outside.pk}/references").json()
    [edge] = graph["edges"]
    assert edge["target"] == f"code:{code_key('77/QĐ-BGDĐT')}"
    assert graph["nodes"][1]["letter"] is None
    assert client.get(f"/api/v1/letters/{asked.pk}/references?depth=9").status_code == 422
