"""To whom a letter is sent: each addressee once, whatever stands around the list."""

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.fields import addressees
from nlp.record import FieldName
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


HEAD = (
    "UBND TỈNH HÒA AN\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 77/SNV-TH\nV/v báo cáo\nHòa An, ngày 09 tháng 01 năm 2026\n"
)
BODY = "\nThực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026, Sở Nội vụ đề nghị các đơn vị báo cáo.\n"
IN_TEXT = [
    ("Kính gửi: Các\nThuế tỉnh, thành phố.", ["Các Thuế tỉnh, thành phố"]),
    (
        "Kính gửi: - Ủy ban nhân dân huyện,\n - Các cơ quan tham mưu, giúp việc\n Huyện ủy Bình Lâm,\n"
        " - Các chi bộ cơ sở.",
        ["Ủy ban nhân dân huyện", "Các cơ quan tham mưu, giúp việc Huyện ủy Bình Lâm", "Các chi bộ cơ sở"],
    ),
    ("Kính gửi:\nÔng Nguyễn Văn Bảy\nBà Trần Thị Cúc", ["Ông Nguyễn Văn Bảy", "Bà Trần Thị Cúc"]),
    (
        "Kính gửi: Chủ tịch Ủy ban nhân dân các huyện, thành phố Trong thời gian qua, Ủy ban nhân dân các "
        "huyện đã chỉ đạo các phòng chủ trì, phối hợp với các ban, ngành liên quan tạo mọi điều kiện thuận "
        "lợi về nhân lực, cơ sở vật chất để cấp chứng chỉ hành nghề cho người hành nghề trên địa bàn tỉnh.",
        ["Chủ tịch Ủy ban nhân dân các huyện, thành phố"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("dear", "names"), IN_TEXT)
def test_addressees_of_a_letter_given_as_text(dear: str, names: list[str]) -> None:
    found = draft_text(HEAD + dear + BODY, lexicons()).of(FieldName.ADDRESSEES)
    assert [one.value for one in found] == names
