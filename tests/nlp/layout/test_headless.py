"""Texts that have no letter's head: nothing of a head is made up, and their bodies are read."""

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import Deadline, Draft, FieldName

NEWS = """Bảo tàng thành phố mở cửa trở lại
Bảo tàng được khởi công ngày 12 tháng 5 năm 2019 và đón khách từ ngày 2 tháng 9 năm 2021. Hãng AXN/TVX quay phim tại đây.
Vườn quốc gia bên cạnh đã có từ lâu, theo Nghị định 43/2008/NĐ-CP của Chính phủ; nay do một công ty trông coi."""
TORN = """Bộ phận một cửa tiếp nhận hồ sơ trong giờ hành chính
Các trường gửi báo cáo về Phòng Giáo dục và Đào tạo trước ngày 15/12/2026, kèm danh sách học sinh."""
LABELLED = "Hạn nộp báo cáo tháng 11/2026: 05 ngày đầu tháng 12/2026"
TAIL_AND_HEAD = """- Sở Nội vụ: Giám đốc; các Phó Giám đốc; các phòng chuyên môn;
- Lưu: VT, TCHC (12).
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 31/BC-SNV
Hải Phòng, ngày 03 tháng 11 năm 2026
BÁO CÁO
Kết quả kiểm tra"""
HEAD = {FieldName.ISSUER, FieldName.ISSUER_PARENT, FieldName.PLACE, FieldName.ISSUED_ON,
        FieldName.NUMBER, FieldName.SYMBOL, FieldName.CODE, FieldName.SUBJECT}  # fmt: skip


def read(text: str) -> Draft:
    return draft_text(text, lexicons())


@pytest.mark.parametrize(
    "text", [NEWS, TORN, NEWS.replace("\n", " "), LABELLED, "\n".join([TORN] * 20)]
)
def test_what_has_no_head_is_given_none(text: str) -> None:
    assert not HEAD & {field.name for field in read(text).fields}


def test_a_body_without_its_head_is_read() -> None:
    days = [one.value for one in read(TORN).fields if one.name is FieldName.DEADLINES]
    assert [day.due_on for day in days if isinstance(day, Deadline)] == ["2026-12-15"]


def test_the_end_of_another_letter_above_the_head_is_no_issuer() -> None:
    found = {one.name: one.value for one in read(TAIL_AND_HEAD).fields}
    assert FieldName.ISSUER not in found
    assert found[FieldName.CODE] == "31/BC-SNV"


@pytest.mark.parametrize(
    "text",
    [
        "BỘ Y TẾ\nTHÔNG TƯ\nQuy định việc trực tại trạm y tế xã\nĐiều 1. Các trạm y tế xã trực ngày đêm.",
        "UBND XÃ A\n15/KH-UBND\nCác thôn dọn đường làng trước ngày 20/11/2026.",
        "BỘ Y TẾ\nHà Nội, ngày 03 tháng 11 năm 2026\nKính gửi: Các bệnh viện",
    ],
)
def test_a_short_head_without_its_motto_stays_one(text: str) -> None:
    assert FieldName.ISSUER in {one.name for one in read(text).fields}
