"""A whole page is read at the best resolution, and what rulings and stiff type do to words is mended."""

import pytest

from ingest.ocr.fit import mended, page_lines
from nlp.document import Line
from tests.ingest.ocr.print import line, printed


@pytest.mark.engine
def test_boxes_are_those_of_the_page_given() -> None:
    page = printed((2480, 600), [(300, 200, 58, "Thực hiện kế hoạch của Ủy ban nhân dân")])
    (found,) = page_lines(page, languages=["vie"], timeout_s=60, dpi=300)
    assert found.text == "Thực hiện kế hoạch của Ủy ban nhân dân"
    assert found.box.left == pytest.approx(300, abs=8)
    assert found.box.bottom == pytest.approx(268, abs=14)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO _", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        ("SỞ Y TẾ __ —", "SỞ Y TẾ"),
        ("trước ngày 15/12I2025, đồng thời", "trước ngày 15/12/2025, đồng thời"),
        ("hạn cuối 28I02|2026.", "hạn cuối 28/02/2026."),
    ],
)
def test_misread_rulings_and_slashes(read: str, text: str) -> None:
    assert mended(line((0, 0, 900, 30), read)).text == text


@pytest.mark.parametrize(
    "text",
    ["_ Như trên;", "- Lưu: VT.", "họp từ 8 giờ -", "Khối 1112I2025", "45I13I2025", "12I2025", "—"],
)
def test_what_is_left_alone(text: str) -> None:
    same: Line = line((0, 0, 900, 30), text)
    assert mended(same) is same
