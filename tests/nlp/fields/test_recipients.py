"""Who gets a copy, and to whom the letter is sent: one entry each."""

import pytest

from nlp.fields import addressees, recipients
from nlp.zones import ZoneName
from tests.nlp.building import NO_LEXICONS, doc_of, zone

RECIPIENTS = [
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT, VP.", ["Như trên", "Lưu: VT, VP"]),
    (
        "Nơi nhận:\n- Các bộ, cơ quan ngang bộ,\ncơ quan thuộc Chính phủ;\n- Lưu: VT.",
        ["Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ", "Lưu: VT"],
    ),
    ("Nơi nhận: Như trên;\n- Thường trực Tỉnh ủy (để b/c);", ["Như trên", "Thường trực Tỉnh ủy (để b/c)"]),
    (
        "Nơi nhận:\n- Sở Y tế (để b/c);\n- Lưu: VT, MK.\nChương trình số 30-CTr/TU về dân số;",
        ["Sở Y tế (để b/c)", "Lưu: VT, MK"],
    ),
    ("Nơi nhận:\n- Lưu: VT.\nNhư kính gửi.", ["Lưu: VT", "Như kính gửi"]),
]  # fmt: skip
ADDRESSEES = [
    ("Kính gửi: Sở Y tế tỉnh A.", ["Sở Y tế tỉnh A"]),
    ("Kính gửi:\nÔng Nguyễn Văn Bảy\nBà Trần Thị Cúc", ["Ông Nguyễn Văn Bảy", "Bà Trần Thị Cúc"]),
    ("Kính gửi:\n- UBND các xã, phường;\n- Các trường THPT.", ["UBND các xã, phường", "Các trường THPT"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), RECIPIENTS)
def test_recipients(text: str, names: list[str]) -> None:
    found = recipients.find(doc_of(zone(text, ZoneName.RECIPIENTS)), NO_LEXICONS)
    assert [one.value for one in found] == names


@pytest.mark.parametrize(("text", "names"), ADDRESSEES)
def test_addressees(text: str, names: list[str]) -> None:
    found = addressees.find(doc_of(zone(text, ZoneName.ADDRESSEES)), NO_LEXICONS)
    assert [one.value for one in found] == names


def test_a_letter_without_lists_has_none() -> None:
    doc = doc_of(zone("Căn cứ kế hoạch năm học;"))
    assert not list(recipients.find(doc, NO_LEXICONS))
    assert not list(addressees.find(doc, NO_LEXICONS))
