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
