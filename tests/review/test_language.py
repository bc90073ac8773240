"""English is whole: no text without a translation, no Vietnamese word left on an English page."""

import io
import re

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.test import Client

from nlp.record import Deadline, FieldName, Relation, Signer
from nlp.taught import Lesson, Taught
from records import gazetteer
from records.models import Document
from tests.review.letters import NOW, failed, field, read, reading, received
from tests.review.markup import tags_of, text_of
from tests.review.messages import CATALOG, message_ids

VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
READ_ALOUD = (
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-left",
    "data-failed",
    "data-none",
    "data-typed",
)

PLACES = (
    "/",
    "/?tim=x",
    "/tong-quan/",
    "/nap-tep/",
    "/lich/",
    "/quan-tri/",
    "/danh-muc/",
    "/noi-nhan/",
    "/da-hoc/",
    "/doi-chieu/",
    "/khong-co",
)
PARTS = ("vien-dan", "lich-su", "chu", "tra-loi")


def catalog() -> dict[str, str]:
    with (CATALOG / "django.po").open("rb") as file:
        messages = read_po(file, locale="en")
    return {_first(one.id): _first(one.string) for one in messages if one.id}


def _first(text: object) -> str:
    """Return a text; of plurals the first form."""
    return str(text[0] if isinstance(text, (list, tuple)) else text or "")


def test_every_text_has_a_translation_and_no_other() -> None:
    known = catalog()
    assert set(known) == message_ids()
    assert [text for text, english in known.items() if not english] == []


def test_compiled_catalog_is_the_written_one() -> None:
    with (CATALOG / "django.po").open("rb") as file:
        messages = read_po(file, locale="en")
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    with (CATALOG / "django.mo").open("rb") as file:
        shipped = {str(one.id): one.string for one in read_mo(file) if one.id}
    assert shipped == {str(one.id): one.string for one in read_mo(compiled) if one.id}


def english_letter() -> Document:
    """Store a letter whose own words are English."""
    due = Deadline("2026-03-10", Relation.BEFORE, last_day="2026-03-09")
    return read(
        [
            field(FieldName.DOCUMENT_TYPE, "KH"),
            field(FieldName.SUBJECT, "buying books", confidence=0.5),
            field(FieldName.SIGNERS, Signer("A Name", "DIRECTOR")),
            field(FieldName.DEADLINES, due),
        ],
        words="books",
    )


@pytest.mark.django_db
def test_no_vietnamese_is_left_on_an_english_page(client: Client) -> None:
    letter, broken, half = english_letter(), failed(vi="Hỏng", en="Broken."), received("half.pdf")
    reading(half, page=1, pages=2)
    gazetteer.add(Taught(Lesson.ABBREVIATION, "BTC", "Treasury"), by=None, now=NOW)
    client.cookies["django_language"] = "en"
    client.post(f"/van-ban/{letter.pk}/duyet")
    client.post(f"/van-ban/{letter.pk}/hoan-tac")
    letters = [f"/van-ban/{one.pk}/" for one in (letter, broken, half)]
    parts = [f"/van-ban/{letter.pk}/{part}" for part in PARTS]
    for place in (*PLACES, *letters, *parts):
        html = client.get(place).content.decode()
        html = html.replace("Tiếng Việt", "").replace("vanthu user TÊN", "")
        heard = [attrs.get(name) or "" for _tag, attrs in tags_of(html) for name in READ_ALOUD]
        shown = f"{text_of(html)} {' '.join(heard)}"
        left = [word for word in shown.split() if VIETNAMESE.search(word)]
        assert left == [], place
