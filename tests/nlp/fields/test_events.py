"""Meetings, courses and periods; deadlines and cited dates are none."""

import pytest

from nlp.fields import events
from nlp.record import Event
from tests.nlp.building import run

CASES = [
    ("Thời gian: 14 giờ 00, ngày 03 tháng 11 năm 2025 (thứ Hai).", ("2025-11-03", None, "14:00")),
    ("Thời gian: từ ngày 02 đến ngày 06/02/2026.", ("2026-02-02", "2026-02-06", None)),
    ("Thời gian tổ chức: từ ngày 28/10/2025 đến ngày 30/10/2025.", ("2025-10-28", "2025-10-30", None)),
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
    ],
)
def test_no_events(text: str) -> None:
    assert not found(text)
