"""Kinds of published texts whose number, date or signer stands elsewhere than in head and foot."""

from typing import Any

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import FieldName, FieldStatus, Signer

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
PAGE_NAME = """Thông tư số 41/2025/TT-BXD Quy định về cấp phép
cho cầu cảng nội địa
Ngày có hiệu lực:15/09/2025
Ngày cập nhật:20/08/2025
BỘ XÂY DỰNG
Số: 41/2025/TT-BXD
"""
LAW = f"""QUỐC HỘI
{MOTTO}Luật số: 47/2024/QH15
LUẬT
QUY HOẠCH VÙNG BIỂN
Quốc hội ban hành Luật Quy hoạch vùng biển.
Điều 58. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.
Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 8 thông qua ngày 26 tháng 11 năm 2024.
CHỦ TỊCH QUỐC HỘI
Trịnh Quang Mậu
"""
CONSOLIDATED = f"""BỘ CÔNG THƯƠNG
{MOTTO}THÔNG TƯ
Quy định về quản lý website
Thông tư số 47/2014/TT-BCT ngày 05 tháng 12 năm 2014 quy định về website, được sửa đổi bởi:
Thông tư số 04/2016/TT-BCT ngày 06 tháng 6 năm 2016;
Điều 1. Phạm vi điều chỉnh
BỘ CÔNG THƯƠNG
Số: 09/VBHN-BCT
XÁC THỰC VĂN BẢN HỢP NHẤT
Hà Nội, ngày 18 tháng 9 năm 2025
BỘ TRƯỞNG
Nguyễn Hồng Diện
1 Thông tư số 42/2019/TT-BCT có căn cứ ban hành như sau
"""
ONE_LINE = """BỘ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Hà Nội, ngày 14 tháng 10 năm 2024 Số: 12/2024/TT-BYT
THÔNG TƯ Ban hành Quy chế trực
Điều 1. Ban hành kèm theo Thông tư này Quy chế trực.
KT. BỘ TRƯỞNG THỨ TRƯỞNG (Đã ký) Phạm Ngọc Hiền
"""
RULED = """CHÍNH PHỦ_______ Số: 172/2025/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập – Tự do – Hạnh phúc_____ Hà Nội, ngày 30 tháng 6 năm 2025
NGHỊ ĐỊNH
Quy định về xử lý kỷ luật
Chính phủ ban hành Nghị định quy định về xử lý kỷ luật.
Nơi nhận:- Ban Bí thư;- Lưu: VT. | TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG[daky]Lưu Bá Trọng
"""
OLD = f"""HỘI ĐỒNG BỘ TRƯỞNG
{MOTTO}NGHỊ ĐỊNH
CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 147-HĐBT NGÀY 16-5-1991 BAN HÀNH BẢN QUY ĐỊNH VỀ KHAI THÁC MỎ
HỘI ĐỒNG BỘ TRƯỞNG
Căn cứ Luật tổ chức Hội đồng Bộ trưởng ngày 4 tháng 7 năm 1981;
NGHỊ ĐỊNH:
Điều 1. Ban hành kèm theo Nghị định này bản quy định.
Tố Văn Kiên
(Đã ký)
"""
DECREE = """CHỦ TỊCH CHÍNH PHỦ
SẮC LỆNH
CỦA CHỦ TỊCH CHÍNH PHỦ SỐ 29/SL NGÀY 12 THÁNG 3 NĂM 1947
Điều thứ 1: Sắc lệnh này quy định việc làm công.
"""
OF_THE_PARTY = f"""CHÍNH PHỦ
Số: 66.7/2025/NQ-CP
{MOTTO}Hà Nội, ngày 15 tháng 11 năm 2025
NGHỊ QUYẾT
Cắt giảm thủ tục hành chính
Chính phủ ban hành Nghị quyết.
"""
JOINT = f"""CHÍNH PHỦ
Số: 5/2025/NQLT-CP
{MOTTO}Hà Nội, ngày 15 tháng 11 năm 2025
NGHỊ QUYẾT LIÊN TỊCH
Hướng dẫn hiệp thương
Điều 1. Tổ chức hội nghị.
TM.CHÍNH PHỦ
PHÓ THỦ TƯỚNG
Phạm Thị Thanh Tú
TM.ĐOÀN CHỦ TỊCH
CHỦ TỊCH
Đỗ Văn Chiên
"""
CASES = {
    "page-name": (f"{PAGE_NAME}{MOTTO}THÔNG TƯ\nQuy định\n", "41/2025/TT-BXD", "TT", None, ()),
    "law": (LAW, "47/2024/QH15", "L", "2024-11-26", ("Trịnh Quang Mậu",)),
    "consolidated": (CONSOLIDATED, "09/VBHN-BCT", "VBHN", "2025-09-18", ("Nguyễn Hồng Diện",)),
    "one-line": (ONE_LINE, "12/2024/TT-BYT", "TT", "2024-10-14", ("Phạm Ngọc Hiền",)),
    "ruled": (RULED, "172/2025/NĐ-CP", "NĐ", "2025-06-30", ("Lưu Bá Trọng",)),
    "old": (OLD, "147-HĐBT", "NĐ", "1991-05-16", ("Tố Văn Kiên",)),
    "decree": (DECREE, "29/SL", "SL", "1947-03-12", ()),
    "of-the-party": (OF_THE_PARTY, "66.7/2025/NQ-CP", "NQ", "2025-11-15", ()),
    "joint": (JOINT, "5/2025/NQLT-CP", "NQLT", "2025-11-15", ("Phạm Thị Thanh Tú", "Đỗ Văn Chiên")),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_code_type_date_and_signers(
    case: tuple[str, str, str, str | None, tuple[str, ...]],
) -> None:
    text, code, kind, day, names = case
    draft = draft_text(text, lexicons())

    def first(name: FieldName) -> Any:
        return next((one.value for one in draft.of(name)), None)

    assert first(FieldName.CODE) == code
    assert first(FieldName.DOCUMENT_TYPE) == kind
    assert first(FieldName.ISSUED_ON) == day
    signers = [one.value for one in draft.of(FieldName.SIGNERS)]
    assert tuple(one.name for one in signers if isinstance(one, Signer)) == names


def test_what_a_site_writes_above_a_text_is_no_issuer() -> None:
    draft = draft_text(CASES["page-name"][0], lexicons())
    assert draft.of(FieldName.ISSUER)[0].value == "Bộ Xây dựng"
    assert draft.of(FieldName.ISSUER_PARENT) == ()


@pytest.mark.parametrize(("year", "day"), [("2024", ["2024-11-26"]), ("2025", [])])
def test_a_day_left_blank_is_offered_from_the_adoption_of_that_year(
    year: str, day: list[str]
) -> None:
    blank = LAW.replace("LUẬT\n", f"Hà Nội, ngày   tháng   năm {year}\nLUẬT\n", 1)
    found = draft_text(blank, lexicons()).of(FieldName.ISSUED_ON)
    assert [one.value for one in found] == day
    assert all(one.status is FieldStatus.NEEDS_REVIEW for one in found)


def test_entries_of_recipients_are_no_names_and_names_may_be_in_capitals() -> None:
    text = (
        OF_THE_PARTY
        + "Nơi nhận:\nNhư Điều 3;\nLưu: VT.\nTM. CHÍNH PHỦ\nPHÓ THỦ TƯỚNG\nNGUYỄN HỒNG TRƯỜNG SƠN\n"
    )
    signers = [one.value for one in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert [one.name for one in signers if isinstance(one, Signer)] == ["Nguyễn Hồng Trường Sơn"]


def test_a_name_may_stand_behind_what_says_it_was_signed() -> None:
    text = OF_THE_PARTY + "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nĐã ký: Lê Thành Hưng\n"
    signers = [one.value for one in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert [one.name for one in signers if isinstance(one, Signer)] == ["Lê Thành Hưng"]


def test_a_number_may_stand_below_its_word() -> None:
    text = LAW.replace("Luật số: 47", "Luật số:\n47")
    assert draft_text(text, lexicons()).of(FieldName.CODE)[0].value == "47/2024/QH15"


def test_posts_of_older_letters_are_printed_small() -> None:
    text = OLD.replace("Tố Văn Kiên\n(Đã ký)", "K.T. THỦ TƯỚNG\nPhó Thủ tướng\nHUỲNH TẤN PHÁC")
    signers = [one.value for one in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert [(one.name, one.position) for one in signers if isinstance(one, Signer)] == [
        ("Huỳnh Tấn Phác", "PHÓ THỦ TƯỚNG")
    ]
