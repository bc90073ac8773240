"""The letter's page leads to the letters it cites and to those that cite it."""

import pytest
from django.test import Client

from nlp.record import FieldName, Reference
from records.models import Document
from tests.review.letters import field, read
from tests.review.markup import tags_of, text_of

pytestmark = pytest.mark.django_db


def written(code: str, *cited: str, role: str | None = "basis") -> Document:
    values = [field(FieldName.CODE, code), field(FieldName.SUBJECT, f"việc {code}")]
    return read(
        [*values, *(field(FieldName.REFERENCES, Reference(one, role=role)) for one in cited)]
    )


def around(client: Client, letter: Document) -> str:
    return client.get(f"/van-ban/{letter.pk}/vien-dan").content.decode()


def links(html: str) -> list[str | None]:
    return [attrs["href"] for tag, attrs in tags_of(html) if tag == "a"]


def test_page_leads_both_ways(client: Client) -> None:
    plan = written("15/KH-SGDĐT")
    report = written("3/BC-THPT", "15/KH-SGDĐT", "99/NĐ-CP", role="replies_to")
    html = around(client, report)
    assert links(html) == [f"/van-ban/{plan.pk}/"]
    assert "trả lời: 15/KH-SGDĐT việc 15/KH-SGDĐT" in text_of(html)
    assert "1 văn bản được dẫn chưa có trong sổ" in text_of(html)
    html = around(client, plan)
    assert links(html) == [f"/van-ban/{report.pk}/"]
    assert "Được dẫn bởi trả lời: 3/BC-THPT" in text_of(html)


def test_letter_alone_says_so(client: Client) -> None:
    text = text_of(around(client, written("15/KH-SGDĐT", "15/KH-SGDĐT")))
    assert "không có văn bản nào trong sổ" in text
    assert "chưa có văn bản nào" in text


def test_letter_page_asks_for_the_letters_around_it(client: Client) -> None:
    letter = written("15/KH-SGDĐT")
    html = client.get(f"/van-ban/{letter.pk}/").content.decode()
    asked = [attrs["hx-get"] for _tag, attrs in tags_of(html) if "hx-get" in attrs]
    assert asked == [f"/van-ban/{letter.pk}/vien-dan"]
