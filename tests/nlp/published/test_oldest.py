"""Texts of 1945 to 1990 and texts without title or head, as sites keep them; every person is made up."""

from collections.abc import Sequence

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import FieldName, Signer

MOTTO = "VIỆT NAM DÂN CHỦ CỘNG HOÀ\nĐộc lập - Tự do - Hạnh phúc\n"
SIGNED = "Lê Văn An\n(Đã ký)\n"
DECREE = """{title}
CHỦ TỊCH NƯỚC VIỆT NAM DÂN CHỦ CỘNG HOÀ
Chiểu Sắc lệnh số 7-SL ngày 20-1-1950 tổ chức Văn phòng;
RA SẮC LỆNH:
Điều 1
Nay thành lập một Nha.
{foot}"""
DECISION = """ỦY BAN NHÂN DÂN
TỈNH SÔNG HÀ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Sông Hà, ngày 4 tháng 5 năm 1995
QUYẾT ĐỊNH
VỀ VIỆC ĐẶT TÊN TRẠM BƠM
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền;
QUYẾT ĐỊNH:
Điều 1. Nay đặt tên trạm bơm.
{foot}"""
OF_THE_CHAIRMAN = "SẮC LỆNH\nCỦA CHỦ TỊCH NƯỚC VIỆT NAM DÂN CHỦ CỘNG HOÀ"
SITE = """Số hiệu | {number} |
Loại văn bản | Sắc lệnh |
Ngày ban hành | 26/07/1946 |
Người ký | {signer} |
Tình trạng |
"""
PROSE = (
    "Hiện nay do giá cả đã tăng lên, để bồi dưỡng kịp thời, căn cứ Thông tư số 6-TT/LB ngày 5-3-1987, "
    "Bộ Y tế sửa đổi mức bồi dưỡng như sau:\n"
)
NO_TITLE = f"""BỘ
Y TẾ |
{MOTTO}Số: 8-BYT/TT |
Hà Nội, ngày 05 tháng 4 năm 1988 |
SỐ 8-BYT/TT NGÀY 5-4-1988 QUY ĐỊNH NÂNG MỨC BỒI DƯỠNG
{PROSE}BỘ TRƯỞNG
Lê Văn An
"""
NO_HEAD = """1. Chủ đề: Tìm hiểu 70 năm Ngày thành lập (22/12/1944 - 22/12/2014).
2. Nội dung (theo Kế hoạch số 111-KH/TĐTN ngày 28 tháng 8 năm 2014 của Tỉnh Đoàn) được đăng tải.
Đề nghị các chi đoàn tham gia.
TM. BAN THƯỜNG VỤ
BÍ THƯ
Lê Văn An
"""
MOVED = """Thực hiện Công văn số 1369/BGDĐT-CTHSSV ngày 15 tháng 3 năm 2011 của Bộ về việc đánh giá
UBND TỈNH SÔNG HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ GIÁO DỤC VÀ ĐÀO TẠO Độc lập – Tự do – Hạnh phúc
Số: 327/SGDĐT-KHTC Sông Hà, ngày 29 tháng 4 năm 2011
Kính gửi: Các Phòng Giáo dục và Đào tạo
Thực hiện Công văn số 1369/BGDĐT-CTHSSV ngày 15 tháng 3 năm 2011 của Bộ;
"""
ORDER = f"""CHỦ TỊCH NƯỚC
{MOTTO}LỆNH
CỦA CHỦ TỊCH NƯỚC
Về việc công bố Luật
Nay công bố Luật Đê điều đã được Quốc hội khóa XI, kỳ họp thứ 10 thông qua ngày 29 tháng 11 năm 2006.
{SIGNED}"""


def first(text: str, name: FieldName) -> str | None:
    value = next((one.value for one in draft_text(text, lexicons()).of(name)), None)
    assert value is None or isinstance(value, str)
    return value


def names(text: str) -> Sequence[str | None]:
    signers = [one.value for one in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    return [one.name for one in signers if isinstance(one, Signer)]


@pytest.mark.parametrize(
    "number", ["60C-1946", "325-NV-DC-ND", "611-VP18", "01NQ/UBTVQH9", "1735-P/4", "8-BYT/TT"]
)
def test_numbers_of_older_forms(number: str) -> None:
    assert first(DECISION.format(number=number, foot=SIGNED), FieldName.CODE) == number


@pytest.mark.parametrize(
    ("title", "code", "day"),
    [
        (f"{OF_THE_CHAIRMAN} SỐ 39-SLNGÀY 21 THÁNG 5 NĂM 1949", "39-SL", "1949-05-21"),
        (f"{OF_THE_CHAIRMAN} SỐ 105NGÀY 1 THÁNG 1 NĂM 1948", "105", "1948-01-01"),
        (f"{OF_THE_CHAIRMAN}\nSỐ 80 NGÀY 4 THÁNG 9 NĂM 1947", "80", "1947-09-04"),
        ("SẮC LỆNH SỐ 63\nNGÀY 22 THÁNG 11 NĂM 1945", "63", "1945-11-22"),
        (
            f"Nội dung toàn văn Sắc lệnh 105/SL cử Giám đốc\n{OF_THE_CHAIRMAN} SỐ 105 NGÀY 1 THÁNG 1 NĂM 1948",
            "105/SL",
            "1948-01-01",
        ),
    ],
)
def test_a_decree_is_named_by_its_title(title: str, code: str, day: str) -> None:
    text = DECREE.format(title=title, foot=SIGNED)
    assert first(text, FieldName.CODE) == code
    assert first(text, FieldName.ISSUED_ON) == day
    assert names(text) == ["Lê Văn An"]


def test_a_printed_symbol_stays_whatever_the_title() -> None:
    text = DECISION.format(number="138/TT-UB", foot=SIGNED).replace(
        "\nQUYẾT ĐỊNH\n", "\nTỜ TRÌNH\n"
    )
    assert first(text, FieldName.CODE) == "138/TT-UB"


def test_the_type_stands_in_the_symbol_and_prose_opens_the_body() -> None:
    assert first(NO_TITLE, FieldName.DOCUMENT_TYPE) == "TT"
    assert first(NO_TITLE, FieldName.CODE) == "8-BYT/TT"
    assert names(NO_TITLE) == ["Lê Văn An"]


def test_a_text_without_a_head_is_dated_by_no_letter_it_cites_but_signed() -> None:
    assert first(NO_HEAD, FieldName.ISSUED_ON) is None
    assert first(NO_HEAD, FieldName.CODE) is None
    assert names(NO_HEAD) == ["Lê Văn An"]


def test_a_sentence_above_the_head_is_not_its_date() -> None:
    assert first(MOVED, FieldName.ISSUED_ON) == "2011-04-29"


def test_an_order_is_not_dated_by_what_it_makes_known() -> None:
    assert first(ORDER, FieldName.ISSUED_ON) is None


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("Hải Triều\n(Đã ký)", "Hải Triều"),
        ("(Đã ký)\nHải Triều", "Hải Triều"),
        ("| Hải Triều (Đã ký)\n|", "Hải Triều"),
        ("ỦY BAN HÀNH CHÍNH\nChủ tịch\nHẢI TRIỀU", "Hải Triều"),
        ("CHỦ TỊCH\nTRƯỜNG GIANG", "Trường Giang"),
        ("Trường Giang\n(Đã ký)\nQUY CHẾ\nVỀ TRẠM BƠM\nĐiều 1. Phạm vi", "Trường Giang"),
        ("TM. ỦY BAN\nPHÓ CHỦ TỊCH\nK’ Brôi", "K’ Brôi"),
    ],
)
def test_names_whose_family_no_list_holds(foot: str, name: str) -> None:
    assert names(DECISION.format(number="5-UB", foot=foot)) == [name]
    assert names(DECREE.format(title=f"{OF_THE_CHAIRMAN} SỐ 80", foot=foot)) == [name]


@pytest.mark.parametrize(
    "foot",
    [
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)",
        "Thủ Tướng\n(Đã ký)",
        "GIÁM ĐỐC\nTRƯỜNG MẦM NON",
        "Chủ tịch\nHỘI ĐỒNG NHÂN DÂN",
    ],
)
def test_a_body_or_a_post_is_no_name(foot: str) -> None:
    assert not any(names(DECISION.format(number="5-UB", foot=foot)))


def test_a_site_names_the_signer_whom_the_foot_lacks() -> None:
    text = DECREE.format(title=f"{OF_THE_CHAIRMAN} SỐ 80", foot="| KT. CHỦ TỊCH |\n")
    told, blank = (SITE.format(number="80-B", signer=signer) for signer in ("Lê Văn An", ""))
    assert names(told + text) == names(text + told) == ["Lê Văn An"]
    assert first(told + text, FieldName.CODE) == "80-B"
    assert not any(names(blank + text))
