"""Stamps give urgency, secrecy and arrival; never the letter's own number and date."""

import pytest

from nlp.fields import marks
from nlp.record import Arrival, FieldName
from nlp.zones import ZoneName
from tests.nlp.building import NO_LEXICONS, doc_of, zone


def found(text: str, name: ZoneName = ZoneName.STAMPS) -> dict[FieldName, object]:
    return {one.name: one.value for one in marks.find(doc_of(zone(text, name)), NO_LEXICONS)}


@pytest.mark.parametrize("mark", ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"])
def test_urgency(mark: str) -> None:
    assert found(mark)[FieldName.URGENCY] == mark


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_secrecy(mark: str) -> None:
    assert found(mark)[FieldName.SECRECY] == mark


def test_the_incoming_stamp() -> None:
    stamp = "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nCÔNG VĂN ĐẾN\nSố: 1094\nNgày: 06/10/2025\nChuyển:"
    assert found(stamp)[FieldName.ARRIVAL] == Arrival("1094", "2025-10-06")


def test_a_stamp_without_number_and_date_says_nothing() -> None:
    assert FieldName.ARRIVAL not in found("CÔNG VĂN ĐẾN\nSố:\nNgày:\nChuyển:")


def test_words_of_the_body_are_no_stamp() -> None:
    assert not found("KHẨN\nCÔNG VĂN ĐẾN\nSố: 12", ZoneName.BODY)
