"""Deadlines that come again: every week, month, quarter or year."""

import pytest

from tests.nlp.building import deadlines_in

REPEATING = [
    (
        "Kế hoạch hằng năm phải được ban hành trước ngày 15 tháng 12 của năm trước.",
        "before",
        "year",
    ),
    ("Các cơ sở báo cáo Sở Công Thương trước ngày15 tháng 01 hằng năm.", "before", "year"),
    ("Các cơ quan phải trình đề án trước ngày 20 của tháng.", "before", "month"),
    ("Báo cáo gửi về Văn phòng trước ngày 25 hằng tháng.", "before", "month"),
    ("Báo cáo quý gửi trước ngày 20 của tháng cuối quý.", "before", "quarter"),
    ("Các sở nộp báo cáo chậm nhất ngày 15 của tháng đầu quý sau.", "by", "quarter"),
    ("Báo cáo năm gửi trước ngày 15/12 hằng năm.", "before", "year"),
    ("Định kỳ 6 tháng, các sở báo cáo kết quả về UBND tỉnh.", "ongoing", "half_year"),
    ("Định kỳ hằng quý gửi báo cáo về Sở Nội vụ.", "ongoing", "quarter"),
    ("Báo cáo tiến độ về Sở Nội vụ vào thứ Sáu hằng tuần.", "by", "week"),
    ("Định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo kết quả về Sở Xây dựng.", "before", "year"),
    ("Hằng năm, trước ngày 15/12, các trường báo cáo Phòng Nội vụ.", "before", "year"),
    ("Báo cáo gửi trước ngày 15 tháng 6 và 15 tháng 12 hằng năm.", "before", "year"),
    ("Báo cáo quý: ngày 15 của tháng thứ hai quý kế tiếp.", "by", "quarter"),
]


@pytest.mark.parametrize(("text", "relation", "repeats"), REPEATING)
def test_terms_that_come_again(text: str, relation: str, repeats: str) -> None:
    found = [(one.due_on, str(one.relation), one.repeats) for one in deadlines_in(text)]
    assert found == [(None, relation, repeats)]


def test_the_terms_of_reports_of_every_month_quarter_and_year() -> None:
    text = "Báo cáo định kỳ: tháng (trước ngày 20), quý (trước ngày 15), năm (trước ngày 10/12)."
    assert [(one.due_on, one.repeats) for one in deadlines_in(text)] == [
        (None, "month"),
        (None, "quarter"),
        (None, "year"),
    ]
