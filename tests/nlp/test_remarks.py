"""A file as a whole: blank pages, what is no letter, and a second letter behind the first."""

from dataclasses import replace

import pytest

from corpus.load import lexicons
from nlp.document import Box, Confidence, Line, Remark, TextLayer, Word
from nlp.draft import draft
from tests.nlp.layout.paper import HEIGHT_PX, WIDTH_PX, at

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def page(index: int, *lines: Line) -> TextLayer:
    return TextLayer(index, WIDTH_PX, HEIGHT_PX, lines)


DATED = "Hà Nội, ngày 05 tháng 3 năm 2026"


def letter(index: int, number: str, dated: str = DATED) -> TextLayer:
    """Return a page with a whole letter."""
    return page(
        index,
        at(300, 200, "SỞ Y TẾ"),
        at(860, 200, MOTTO),
        at(960, 240, "Độc lập - Tự do - Hạnh phúc"),
        at(300, 300, number),
        at(900, 300, dated),
        at(330, 550, "Căn cứ chương trình công tác năm của Ủy ban nhân dân và tình hình chung"),
        at(232, 590, "của phường, các đơn vị báo cáo."),
        at(1000, 900, "GIÁM ĐỐC"),
        at(1000, 1200, "Nguyễn Văn Mẫu"),
        at(230, 905, "Nơi nhận:"),
        at(230, 940, "- Như trên;", tall=26),
        at(230, 970, "- Lưu: VT.", tall=26),
    )


FIRST = letter(0, "Số: 15/SYT-VP")
UNSIGNED = replace(FIRST, lines=FIRST.lines[:8])
FORM = "Số: ...../QĐ-...."
SEVERAL = Remark.SEVERAL_LETTERS


@pytest.mark.parametrize(
    ("layers", "remark"),
    [
        ([FIRST], None),
        ([FIRST, letter(1, "Số: 29/TB-SYT")], SEVERAL),
        ([FIRST, letter(1, "Số: 4⁄# /TB-SYT", "Hà Nội, ngày ⁄2 tháng 3 năm 2026")], SEVERAL),
        ([FIRST, letter(1, "/TB-SYT", "Hà Nội, ngày - tháng 04 năm 2026")], SEVERAL),
        ([UNSIGNED, letter(1, "Số: 29/TB-SYT")], SEVERAL),
        ([UNSIGNED, letter(1, FORM)], None),
        ([FIRST, letter(1, FORM)], None),
        ([FIRST, letter(1, "Số:     /BC-THCS", "Hà Nội, ngày    tháng    năm 2026")], None),
        ([FIRST, letter(1, "Số: ..../BC", "..., ngày ... tháng ... năm 20...")], None),
        ([FIRST, page(1, at(700, 200, "DANH SÁCH"), at(300, 300, "1. Nguyễn Văn Thử"))], None),
        ([page(0)], Remark.BLANK),
        ([page(0), page(1)], Remark.BLANK),
        ([page(0, at(300, 300, "lorem ipsum dolor sit amet"))], Remark.NO_LETTER),
    ],
)
def test_a_file_as_a_whole(layers: list[TextLayer], remark: Remark | None) -> None:
    assert draft(layers, lexicons()).remark is remark


def test_specks_are_no_words() -> None:
    specks = Line(tuple(Word("x", Box(k, 0, k + 5, 9), Confidence(0.2)) for k in range(40)))
    assert draft([page(0, specks)], lexicons()).remark is Remark.BLANK
