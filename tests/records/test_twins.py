"""Letters with the same code and issuer know of one another."""

import pytest

from nlp.record import FieldName
from records.models import Document
from records.twins import twins
from tests.review.letters import field, read

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def letter(code: str, issuer: str) -> Document:
    return read([field(FieldName.CODE, code), field(FieldName.ISSUER, issuer)])


def test_a_second_scan_of_the_same_paper_is_linked() -> None:
    first = letter("15/SGDĐT-VP", "Sở Giáo dục và Đào tạo An Phú")
    second = letter("15/SGDĐT - VP", "SỞ GIÁO DỤC VÀ ĐÀO TẠO AN PHÚ")
    letter("15/SGDĐT-VP", "Sở Giáo dục và Đào tạo Bình An")
    assert list(twins(first)) == [second]
    assert list(twins(second)) == [first]


def test_letters_without_a_code_are_nobodys_twins() -> None:
    one, _ = letter("", "Sở"), letter("", "Sở")
    assert not twins(one).exists()
