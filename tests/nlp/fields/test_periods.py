"""Months, quarters and labels: when something is due, and what the thing is about."""

import pytest

from tests.nlp.building import deadlines_in

PERIODS = [
    # sentence, due_on, relation, time, last_day
    (
        "Thời hạn nộp báo cáo tháng 7 năm 2026 là ngày 05/8/2026.",
        "2026-08-05",
        "by",
        None,
        "2026-08-05",
    ),
    (
        "l) Khẩn trương báo cáo Ủy ban nhân dân thành phố trong tháng 5 năm 2026 nội dung trình.",
        "2026-05",
        "during",
        None,
        "2026-05-31",
    ),
    (
        "k) Trong quý II năm 2026, nghiên cứu, ban hành cơ chế thu hút giáo viên.",
        "2026-06",
        "during",
        None,
        "2026-06-30",
    ),
    (
        "a) Đẩy nhanh tiến độ lập quy hoạch, hoàn thành việc phê duyệt quy hoạch trong quý II năm 2026, bảo đảm đồng bộ.",
        "2026-06",
        "during",
        None,
        "2026-06-30",
    ),
    ("Hạn gửi số liệu quý III/2026: ngày 10/10/2026.", "2026-10-10", "by", None, "2026-10-10"),
    ("Thời hạn hoàn thành: tháng 7/2026.", "2026-07", "by", None, "2026-07-31"),
]


@pytest.mark.parametrize(("text", "due_on", "relation", "time", "last_day"), PERIODS)
def test_a_period_is_due_at_its_end(
    text: str, due_on: str, relation: str, time: str | None, last_day: str
) -> None:
    found = [(one.due_on, str(one.relation), one.time, one.last_day) for one in deadlines_in(text)]
    assert found == [(due_on, relation, time, last_day)]


def test_two_tasks_with_like_labels_are_two_deadlines() -> None:
    label = "Thời gian hoàn thành: Trước ngày 15/4/2026."
    found = deadlines_in(
        f"- Tổng hợp kết quả kiểm kê gửi Sở Tài chính.\n{label}\n- Hướng dẫn các trường kiểm kê thiết bị.\n{label}"
    )
    assert [one.due_on for one in found] == ["2026-04-15", "2026-04-15"]
    assert found[0].action != found[1].action


@pytest.mark.parametrize(
    "text",
    [
        "Trong quý II năm 2026, Sở đã ban hành 12 văn bản.",
        "Trong năm 2025, đã hoàn thành việc phê duyệt quy hoạch trong quý II năm 2025, bảo đảm đồng bộ.",
    ],
)
def test_what_was_done_in_a_period_is_no_deadline(text: str) -> None:
    assert not list(deadlines_in(text))
