"""What sites write above, beside and into a text they publish: never part of it; every person is made up."""

from collections.abc import Sequence

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import FieldName, Signer

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DAY = "Sông Hà, ngày 26 tháng 5 năm 2017\n"
PLAN = "KẾ HOẠCH\nTriển khai trạm bơm\nThực hiện Luật Thủy lợi, ủy ban ban hành kế hoạch như sau:\n"
HEADS = {
    "capitals": f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG HÀ\n-------\n{MOTTO}-----\nSố: 155/KH-UBND\n{DAY}{PLAN}",
    "small": f"Sở Y tế tỉnh Sông Hà\nSố: 155/KH-UBND\n{MOTTO}{DAY}{PLAN}",
    "cells": f"ỦY BAN NHÂN DÂN | {MOTTO[:34]} |\nSố: 155/KH-UBND | {DAY[:-1]} |\n{PLAN}",
    "term": f"HỘI ĐỒNG NHÂN DÂN\nNhiệm kỳ 2016 - 2021\nSố: 155/KH-UBND\n{MOTTO}{DAY}{PLAN}",
}
ABOVE = {
    "nothing": "",
    "cut": """Tải bản đầy đủ (.pdf) (12 trang)
BÁO CÁO TRIỂN KHAI TRẠM BƠM
Bạn đang xem bản rút gọn của tài liệu. Xem và tải ngay bản đầy đủ của tài liệu tại đây (491 KB)
""",
    "properties": """Kế hoạch 155/KH-UBND năm 2017 triển khai trạm bơm
Số hiệu: 155/KH-UBND Loại văn bản: Văn bản khác
Nơi ban hành: Tỉnh Sông Hà Người ký: Lê Văn An
Ngày ban hành: 26/05/2017 Ngày hiệu lực: Đang cập nhật
""",
    "cells": """Kế hoạch 155/KH-UBND năm 2017 về trạm bơm
Số hiệu: | 155/KH-UBND | Loại văn bản: | Kế hoạch |
Nơi ban hành: | Tỉnh Sông Hà | Người ký: | Lê Văn An |
Ngày ban hành: | 26/05/2017 | Ngày hiệu lực: | Đang cập nhật |
""",
    "news": """Kế hoạch trạm bơm năm 2017
(Báo Sông Hà) - Tại Kế hoạch số 155/KH-UBND ngày 26/5/2017 của Ủy ban nhân dân tỉnh đã đề cập một điểm mới.
Đoàn khảo sát làm việc ngày 1/12/2022
""",
    "list": """cơ sở dữ liệu pháp lý
  • Số hiệu văn bản: 155/KH-UBND
  • Ngày bị bãi bỏ, thay thế: 15-12-2019
  • Thời gian duy trì hiệu lực: 1736 ngày (4 năm 9 tháng 6 ngày)
""",
    "blog": "Thứ Ba, 29 tháng 7, 2014\nKế hoạch Số: 155/KH-UBND V/v: trạm bơm.\n",
}
TOLD = ("properties", "cells")


def first(text: str, name: FieldName) -> str | None:
    value = next((one.value for one in draft_text(text, lexicons()).of(name)), None)
    assert value is None or isinstance(value, str)
    return value


def names(text: str) -> Sequence[str | None]:
    signers = [one.value for one in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    return [one.name for one in signers if isinstance(one, Signer)]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("site", ABOVE, ids=ABOVE.keys())
def test_lines_of_a_site_above_the_head_are_no_head(site: str, head: str) -> None:
    text = f"{ABOVE[site]}{head}Điều 1. Giao các sở.\n"
    assert first(text, FieldName.CODE) == "155/KH-UBND"
    assert first(text, FieldName.DOCUMENT_TYPE) == "KH"
    assert first(text, FieldName.ISSUED_ON) == "2017-05-26"
    assert names(text) == (["Lê Văn An"] if site in TOLD else [])
    assert names(f"{text}TM. ỦY BAN\nCHỦ TỊCH\nTrần Văn Bình\n") == ["Trần Văn Bình"]


def test_a_day_that_a_site_explains_stands_in_the_next_cell() -> None:
    text = """Số hiệu: | 155/QĐ-UBND | Ngày đăng công báo: | Đã biết |
Ngày ban hành: Ngày ban hành là ngày, tháng, năm văn bản được ký. | 07/11/2006 |
"""
    assert first(text, FieldName.ISSUED_ON) == "2006-11-07"


def test_a_motto_glued_to_the_number_is_cut_off() -> None:
    text = (
        f"BAN CHẤP HÀNH***Số: 36 - QĐ/TWĐTN-VPĐOÀN TNCS HỒ CHÍ MINH {DAY}QUYẾT ĐỊNH\nVề trạm bơm\n"
    )
    assert first(text, FieldName.CODE) == "36-QĐ/TWĐTN-VP"


def test_about_may_stand_alone_on_its_line() -> None:
    text = f"TỔNG CỤC THUẾ\n{MOTTO}Số: 27/TCT-DNL\nV/v\n: hóa đơn.\n{DAY}Kính gửi: Cục Thuế.\nTrả lời công văn;\n"
    assert first(text, FieldName.DOCUMENT_TYPE) == "CV"
    assert first(text, FieldName.ISSUED_ON) == "2017-05-26"


def test_a_subject_printed_small_makes_no_official_letter_of_a_conclusion() -> None:
    text = f"TỈNH ỦY SÔNG HÀ\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 445-KL/TU\n{DAY}K ÉT LUẬN\nHỘI NGHỊ\nvề xây dựng\nvà đưa vào sử dụng\n"
    assert first(text, FieldName.DOCUMENT_TYPE) == "KL"


def test_a_province_is_no_signer() -> None:
    text = f"{HEADS['cells']}| TM. ỦY BAN NHÂN DÂN |\n(Ban hành theo Quyết định số 63/QĐ-UBND của UBND tỉnh Bình Thuận)\n"
    assert not any(names(text))


def test_a_year_glued_to_its_neighbours_is_cut_off() -> None:
    day = DAY.replace("năm 2017\n", "năm2017")
    text = f"UBND HUYỆN SÔNG HÀ {MOTTO.replace(chr(10), ' ')}{day}BÁO CÁO KIỂM TRA TRẠM BƠM\nTheo Luật Thủy lợi;\n"
    assert first(text, FieldName.ISSUED_ON) == "2017-05-26"


def test_who_signed_may_be_told_below_the_text_alone() -> None:
    text = f"{HEADS['capitals']}Điều 1. Giao các sở.\n"
    assert names(f"{text}Người ký: Lê Văn An\n") == ["Lê Văn An"]
    assert names(f"{text}Người ký: Văn phòng tỉnh\n") == []
