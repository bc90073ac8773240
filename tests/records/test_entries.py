"""Search finds a letter however its words are typed."""

import unicodedata

import pytest

from nlp.record import FieldName
from records.entries import found
from records.models import Document
from tests.review.letters import field, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        "khoá đào tạo",
        "khóa đào tạo",
        "khoa dao tao",
        unicodedata.normalize("NFD", "khoá đào tạo"),
        "KHOA DAO",
        "đào tạ",
        "15/KH-SGDĐT",
        "15/kh-sgddt",
        "kính gửi mẫu giáo",
    ],
)
def test_every_spelling_finds_the_letter(query: str) -> None:
    letter = read(
        [field(FieldName.SUBJECT, "mở khoá đào tạo"), field(FieldName.CODE, "15/KH-SGDĐT")],
        words="Kính gửi: trường mẫu giáo",
    )
    read([field(FieldName.SUBJECT, "việc khác")])
    assert list(found(Document.objects.all(), query)) == [letter]


@pytest.mark.parametrize(
    "query", ['"', "* OR 1", "NEAR(a b)", "'; DROP TABLE", "(", "khac AND zzz"]
)
def test_query_signs_are_words_not_commands(query: str) -> None:
    read([field(FieldName.SUBJECT, "việc khác")])
    assert list(found(Document.objects.all(), query)) in ([], list(Document.objects.all()))


@pytest.mark.parametrize("few", [0, 1, 1000])
def test_common_words_are_found_as_rare_ones_are(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.entries.FEW", few)
    letters = [read([field(FieldName.SUBJECT, "mua sách")]) for _ in range(2)]
    read([field(FieldName.SUBJECT, "việc khác")])
    rows = Document.objects.filter(state="needs_review").order_by("id")
    assert list(found(rows, "mua sach")) == letters
    assert found(rows, "mua sách")[:1].get() == letters[0]
    assert found(rows, "mua khác").count() == 0
