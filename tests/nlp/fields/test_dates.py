"""Dates and hours as offices write them, and as OCR returns them."""

from datetime import date

import pytest

from nlp.fields.dates import dates_in, first_date, period
from nlp.folding import fold


def read(text: str, year: int | None = None) -> list[tuple[str, str | None]]:
    return [(one.iso, one.time) for one in dates_in(fold(text), year=year)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 05 tháng 12 năm 2025", "2025-12-05"),
        ("Ngày 5 tháng 12 năm 2025", "2025-12-05"),
        ("ngày 05 tháng 12/2025", "2025-12-05"),
        ("ngay 05 thang 12 nam 2025", "2025-12-05"),
        ("ngày05 tháng12 năm2025", "2025-12-05"),
        ("ngày  05  tháng  12  năm  2025", "2025-12-05"),
        ("05/12/2025", "2025-12-05"),
        ("05/ 12 /2025", "2025-12-05"),
        ("5-12-2025", "2025-12-05"),
        ("05.12.2025", "2025-12-05"),
        ("ngày 10/3 năm 2026", "2026-03-10"),
        ("ngày 10/3/26", "2026-03-10"),
        ("tháng 02/2026", "2026-02"),
        ("tháng 02 năm 2026", "2026-02"),
        ("tháng 2-2026", "2026-02"),
        ("quý III/2026", "2026-09"),
        ("quý I năm 2026", "2026-03"),
        ("quý 4/2026", "2026-12"),
        ("năm 2026", "2026"),
        ("29/02/2028", "2028-02-29"),
        ("l5/O3/2026", "2026-03-15"),
        ("30/1 1/2025", "2025-11-30"),
    ],
)
def test_every_form_of_a_date_is_read(text: str, iso: str) -> None:
    assert read(f"gửi {text}, để tổng hợp") == [(iso, None)]


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "29/02/2026",
        "ngày 31 tháng 4 năm 2026",
        "00/12/2025",
        "10/13/2025",
        "tháng 13/2026",
        "năm học 2025-2026",
        "giai đoạn 2026-2030",
        "10/3",
        "ngày 10/3",
        "ngày 10 tháng 3",
        "tháng 3",
        "số 354/KH-UBND",
        "0974.930.683",
        "Điều 12.5.1",
        "06 tháng",
        "ngày … tháng … năm …",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("trước ngày 10/3", "2026-03-10"),
        ("trước 10/3", "2026-03-10"),
        ("ngày 10 tháng 3", "2026-03-10"),
        ("trong tháng 3", "2026-03"),
    ],
)
def test_a_date_without_a_year_takes_the_year_given(text: str, iso: str) -> None:
    assert read(text) == []
    found = dates_in(fold(text), year=2026)
    assert [(one.iso, one.bare_year) for one in found] == [(iso, True)]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("17 giờ 00 ngày 06/02/2026", "17:00"),
        ("17h00 ngày 06/02/2026", "17:00"),
        ("17h ngày 06/02/2026", "17:00"),
        ("17h00' ngày 06/02/2026", "17:00"),
        ("16 giờ 30 phút ngày 06/02/2026", "16:30"),
        ("16 giờ 30 phút, ngày 06/02/2026", "16:30"),
        ("8:00 ngày 06/02/2026", "08:00"),
        ("14 giờ 00 phút, thứ Sáu, ngày 06/02/2026", "14:00"),
        ("14 giờ, (thứ Sáu) ngày 06/02/2026", "14:00"),
        ("14 giờ chiều thứ 6 ngày 06/02/2026", "14:00"),
        ("2 giờ 30 chiều ngày 06/02/2026", "14:30"),
        ("8 giờ sáng ngày 06/02/2026", "08:00"),
        ("ngày 06/02/2026 lúc 9 giờ 15", "09:15"),
        ("ngày 06/02/2026 (trước 17h00)", "17:00"),
        ("25 giờ 00 ngày 06/02/2026", None),
        ("17 giờ 75 ngày 06/02/2026", None),
        ("3 giờ học; ngày 06/02/2026", None),
    ],
)
def test_the_hour_beside_a_date_is_read(text: str, time: str | None) -> None:
    assert read(text) == [("2026-02-06", time)]


def test_dates_come_in_order_and_do_not_overlap() -> None:
    text = "từ ngày 02/02/2026 đến ngày 06 tháng 02 năm 2026, quý I/2026"
    assert [iso for iso, _ in read(text)] == ["2026-02-02", "2026-02-06", "2026-03"]


def test_spans_leave_the_words_before_the_date_to_the_reader() -> None:
    text = fold("chậm nhất 17 giờ 00 ngày 06/02/2026.")
    (one,) = dates_in(text)
    assert text[one.start : one.end] == "06/02/2026"
    assert text[one.from_time : one.start] == "17 gio 00 ngay "


def test_first_date_is_none_without_one() -> None:
    assert first_date("hai phong, ngay thang nam 2026".replace("nam 2026", "")) is None


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2026-02-06", date(2026, 2, 6), date(2026, 2, 6)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_period_spans_the_precision_of_the_paper(iso: str, first: date, last: date) -> None:
    assert period(iso) == (first, last)
