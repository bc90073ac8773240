"""Meetings, courses and periods; deadlines and cited dates are none."""

import pytest

from nlp.fields import events
from nlp.record import Event
from nlp.zones import ZoneName
from tests.nlp.building import run, zone

CASES = [
    ("Thời gian: 14 giờ 00, ngày 03 tháng 11 năm 2025 (thứ Hai).", ("2025-11-03", None, "14:00")),
    ("Thời gian: từ ngày 02 đến ngày 06/02/2026.", ("2026-02-02", "2026-02-06", None)),
    ("Thời gian tổ chức: từ ngày 28/10/2025 đến ngày 30/10/2025.", ("2025-10-28", "2025-10-30", None)),
    ("Trường Mầm non Mẫu Sơn 23/3/2026 8 giờ 00", ("2026-03-23", None, "08:00")),
    ("Thời gian học viên nhập học: 29/9/2025.", ("2025-09-29", None, None)),
    ("Thời gian: hai ngày, ngày 18-19/01/2026, bắt đầu lúc 08 giờ ngày 18/01/2026.", ("2026-01-18", "2026-01-19", "08:00")),
    ("Thời gian ngày 22/10/2025, bắt đầu lúc 14 giờ.", ("2025-10-22", None, "14:00")),
    ("Thời gian: Một ngày, ngày 12/12/2025. Khai mạc vào lúc 7 giờ 30.", ("2025-12-12", None, "07:30")),
    ("- Tổ chức chấm, xét chọn bài: dự kiến từ ngày 30/10/2025 đến 03/11/2025.", ("2025-10-30", "2025-11-03", None)),
    ("Tổ chức 02 lớp bồi dưỡng cho cán bộ tại Trung tâm Chính trị xã Mẫu Sơn (cơ sở 2), từ ngày 09/3/2026 đến ngày 13/3/2026.", ("2026-03-09", "2026-03-13", None)),
    ("Thời gian thi vào ngày 16/5/2026. Địa điểm: mỗi huyện một điểm.", ("2026-05-16", None, None)),
    ("Thi tuyển sinh lớp 10 không chuyên vào ngày 16,17/7/2026.", ("2026-07-16", "2026-07-17", None)),
    ("Đợt 2 dự kiến: làm vét trong 03 ngày (từ ngày 08 đến ngày 10 tháng 12 năm 2026).", ("2026-12-08", "2026-12-10", None)),
]  # fmt: skip


def found(text: str) -> list[Event]:
    values = [one.value for one in run(events.find, text)]
    assert all(isinstance(value, Event) for value in values)
    return values  # type: ignore[return-value]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_events(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert [(one.starts_on, one.ends_on, one.time) for one in found(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo gửi về Sở trước ngày 25/9/2025 để tổng hợp.",
        "Căn cứ Kế hoạch số 45/KH-UBND ngày 10 tháng 7 năm 2025 của Ủy ban nhân dân phường;",
        "Thời gian: thông báo sau.",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Đăng ký và gửi lại Ban Tổ chức trước ngày 23/12/2025.",
        "Thời gian ký: 10:00 ngày 05/01/2026.",
        "Hồ sơ gửi về Sở trước 17 giờ 00 ngày 05/01/2026.",
        "Đoàn đã làm việc lúc 8 giờ 00 ngày 05/01/2026.",
        "Báo cáo phù hợp ngày 05/01/2026.",
        "Thời gian nhận hồ sơ: từ ngày 01/3/2026 đến ngày 10/3/2026.",
        "Nghị quyết này được Hội đồng khóa XVI, Kỳ họp thứ 7 thông qua ngày 29/12/2025.",
        "Điều 24 của Luật Hợp tác xã, áp dụng kể từ ngày 01 tháng 11 năm 2026.",
        "Hộ chiếu do Bộ Ngoại giao và Hợp tác quốc tế cấp ngày 20/02/2026.",
        "Mức thù lao của doanh nghiệp, tổ chức tín dụng từ ngày 01/01/2026 đến ngày 31/7/2026.",
        "Người tham gia bảo hiểm trong khoảng thời gian từ ngày 01/01/2026 đến ngày 31/3/2026.",
        "Doanh nghiệp dừng việc trong thời gian từ ngày 01/5/2026 đến hết ngày 31/5/2026.",
        "Thông tư áp dụng cho năm tài chính bắt đầu từ hoặc sau ngày 01/01/2026.",
        "Nghị quyết này được Hội đồng nhân dân xã thông qua tại Phiên họp thứ 4 ngày 26 tháng 9 năm 2026.",
        "Liên đội đã tổ chức Hội trại vào ngày 28/4/2025.",
    ],
)
def test_no_events(text: str) -> None:
    assert not found(text)


def test_a_day_without_a_year_is_of_the_letter_s_year_or_the_next() -> None:
    head = zone("Huế, ngày 20 tháng 12 năm 2026", ZoneName.HEAD_RIGHT)
    day = [one.value for one in run(events.find, "Thời gian: 8 giờ 00, ngày 25/12.", head)]
    later = [one.value for one in run(events.find, "Thời gian: từ ngày 04 đến ngày 06/01.", head)]
    assert [(one.starts_on, one.ends_on) for one in day + later if isinstance(one, Event)] == [
        ("2026-12-25", None),
        ("2027-01-04", "2027-01-06"),
    ]
    assert not run(events.find, "Thời gian: tăng 8/10 lần.", head)


def test_what_is_long_past_is_told_not_announced() -> None:
    head = zone("Huế, ngày 20 tháng 12 năm 2026", ZoneName.HEAD_RIGHT)
    assert not run(events.find, "Đại hội họp từ ngày 22 đến ngày 25/3/2024.", head)
    assert run(events.find, "Đại hội họp từ ngày 22 đến ngày 25/12/2026.", head)
