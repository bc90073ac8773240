"""To whom a letter is sent: each addressee once, whatever stands around the list."""

import pytest

from nlp.fields import addressees
from nlp.zones import ZoneName
from tests.nlp.building import NO_LEXICONS, doc_of, zone

CASES = [
    ("Kính gửi: Ủy ban nhân dân tỉnh", ["Ủy ban nhân dân tỉnh"]),
    ("Kinh gui: Sở Nội vụ;", ["Sở Nội vụ"]),
    ("Kính gửi: Các sở, ban; Công an\ntỉnh; UBND các xã (qua Phòng A; Phòng B).",
     ["Các sở, ban", "Công an tỉnh", "UBND các xã (qua Phòng A; Phòng B)"]),
    ("Kính gửi:\n- Các sở, ban, ngành;\n- UBND các xã, phường,\nđặc khu.",
     ["Các sở, ban, ngành", "UBND các xã, phường, đặc khu"]),
    ("Kính gửi:\n- Các trường THPT;\n(Sau đây gọi chung là các đơn vị)", ["Các trường THPT"]),
    ("THỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng Bộ Y tế;\n- Chủ tịch UBND các tỉnh.",
     ["Bộ trưởng Bộ Y tế", "Chủ tịch UBND các tỉnh"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), CASES)
def test_each_addressee_stands_by_itself(text: str, names: list[str]) -> None:
    found = list(addressees.find(doc_of(zone(text, ZoneName.ADDRESSEES)), NO_LEXICONS))
    assert [one.value for one in found] == names


def test_a_list_cut_apart_neatly_is_surer_than_a_guess() -> None:
    neat = "Kính gửi:\n- Sở Y tế;\n- Sở Tài chính."
    loose = "Kính gửi: Sở Y tế\nSở Tài chính"
    sure, unsure = (
        min(
            one.certainty
            for one in addressees.find(doc_of(zone(text, ZoneName.ADDRESSEES)), NO_LEXICONS)
        )
        for text in (neat, loose)
    )
    assert sure > unsure
