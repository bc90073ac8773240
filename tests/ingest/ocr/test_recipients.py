"""The list of recipients is read by itself where the first reading tore it."""

import pytest

from ingest.ocr.recipients import reread_recipients
from ingest.options import ReadOptions
from nlp.document import Line
from tests.ingest.ocr.print import in_black, line, printed

SIZE = (1654, 2339)
LIST = ("Nơi nhận:", "- Như trên;", "- Thường trực Tỉnh ủy (để báo cáo);", "- Lưu: VT, VP.")
PAGE = printed(
    SIZE,
    [(240, 1000 + 34 * k, 30, text) for k, text in enumerate(LIST)]
    + [
        (1050, 985, 38, "KT. GIÁM ĐỐC"),
        (1030, 1035, 38, "PHÓ GIÁM ĐỐC"),
        (1050, 1300, 38, "Trần Văn Mẫu"),
    ],
)
SIGNED = (
    line((1050, 990, 1330, 1025), "KT. GIÁM ĐỐC"),
    line((1030, 1040, 1340, 1075), "PHÓ GIÁM ĐỐC"),
    line((1050, 1305, 1300, 1340), "Trần Văn Mẫu"),
)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [one.text for one in lines]


@pytest.mark.engine
def test_a_torn_list_is_read_again() -> None:
    torn = (line((240, 1000, 400, 1060), "RG ii", sure=0.2), line((240, 1068, 700, 1100), "rên"))
    found = reread_recipients((*SIGNED, *torn), in_black(PAGE), dpi=200, options=ReadOptions())
    assert "Nơi nhận:" in texts(found)
    assert "- Thường trực Tỉnh ủy (để báo cáo);" in texts(found)
    assert "rên" not in texts(found)
    assert set(texts(SIGNED)) <= set(texts(found))


def test_a_list_read_well_is_left_alone() -> None:
    well = tuple(
        line((240, 1000 + 34 * k, 700, 1030 + 34 * k), text) for k, text in enumerate(LIST)
    )
    lines = (*SIGNED, *well)
    assert reread_recipients(lines, in_black(PAGE), dpi=200, options=ReadOptions()) == lines


@pytest.mark.engine
def test_a_second_reading_without_a_list_changes_nothing() -> None:
    blank = in_black(printed(SIZE, []))
    lines = (*SIGNED, line((240, 1000, 700, 1030), "chữ mờ", sure=0.3))
    assert reread_recipients(lines, blank, dpi=200, options=ReadOptions()) == lines


def test_an_unsigned_page_is_left_alone() -> None:
    lines = (line((240, 300, 1500, 340), "Căn cứ chương trình công tác năm của cơ quan"),)
    assert reread_recipients(lines, in_black(PAGE), dpi=200, options=ReadOptions()) == lines
