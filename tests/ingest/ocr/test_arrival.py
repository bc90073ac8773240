"""What a pen wrote into the incoming stamp: told from the stamp's red, cut into number and date."""

from datetime import date

import numpy as np
import pytest

from ingest.ink import Inks
from ingest.ocr.arrival import has_form, issued_since, pen_in, read_arrival, with_margin
from nlp.document import Box, Ink
from tests.ingest.ocr.hand import blank, written
from tests.ingest.ocr.print import line

DPI = 200.0
PLACE = Box(40.0, 40.0, 440.0, 260.0)
RED_WORDS = [
    line((60, 60, 420, 90), "CÔNG VĂN ĐẾN"),
    line((60, 110, 140, 140), "SỐ: CV"),
    line((60, 190, 420, 220), "NGÀY THÁNG NĂM 20"),
]


def inks_of(*entries: tuple[str, float, float]) -> Inks:
    """Return a page with texts written by pen at (x, y)."""
    page = blank(500, 300)
    for at, (text, x, y) in enumerate(entries):
        page = written(page, text, (x, y), tall=40, seed=at + 1)
    none = np.zeros(page.shape, np.bool_)
    return Inks(page, page, none, none)


def texts(inks: Inks) -> list[str]:
    return [one.text for one in read_arrival(RED_WORDS, pen_in(inks, PLACE), PLACE, DPI)]


def test_number_and_date_are_read_in_their_rows() -> None:
    inks = inks_of(("215", 160, 105), ("14", 120, 190), ("3", 240, 190), ("24", 350, 190))
    found = read_arrival(RED_WORDS, pen_in(inks, PLACE), PLACE, DPI)
    assert all(one.ink is Ink.STAMP for one in found)
    assert [one.text.split()[0] for one in found] == ["Số:", "Ngày:"]
    assert found[0].text == "Số: 215"
    assert found[1].text == "Ngày: 14/3/2024"


def test_a_date_that_no_calendar_month_fits_is_not_shown() -> None:
    assert not any(
        "Ngày" in text
        for text in texts(inks_of(("45", 120, 190), ("3", 240, 190), ("24", 350, 190)))
    )


def test_a_date_before_the_letter_was_issued_is_ruled_out() -> None:
    pen = pen_in(inks_of(("14", 120, 190), ("3", 240, 190), ("24", 350, 190)), PLACE)
    later = read_arrival(RED_WORDS, pen, PLACE, DPI, since=date(2024, 4, 1))
    same_month = read_arrival(RED_WORDS, pen, PLACE, DPI, since=date(2024, 3, 1))
    assert not any("14/3/2024" in one.text for one in later)
    assert same_month[-1].text == "Ngày: 14/3/2024"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà Nội, ngày 11 tháng 8 năm 2017", date(2017, 8, 1)),
        ("Hà Giang, ngày ? tháng năm 2019", date(2019, 1, 1)),
        ("ngày 4 tháng 42 năm 2019", date(2019, 1, 1)),
        ("_ tháng 11 năm 2025", date(2025, 11, 1)),
        ("báo cáo tháng 11 năm 2025", None),
        ("Độc lập - Tự do - Hạnh phúc", None),
    ],
)
def test_a_letter_arrives_after_its_printed_month_began(text: str, expected: date | None) -> None:
    assert issued_since([line((0, 0, 400, 30), text)]) == expected


@pytest.mark.parametrize("entries", [(), (("7", 120, 190),)])
def test_an_empty_stamp_gives_no_date(entries: tuple[tuple[str, float, float], ...]) -> None:
    assert not any("Ngày" in text for text in texts(inks_of(*entries)))


def test_the_stamp_itself_is_not_read_as_pen() -> None:
    page = blank(500, 300)
    page[110:140, 150:250] = 90
    red = np.zeros(page.shape, np.bool_)
    red[110:140, 150:250] = True
    light = np.full_like(page, 255)
    inks = Inks(light, page, red, np.zeros_like(red))
    assert read_arrival(RED_WORDS, pen_in(inks, PLACE), PLACE, DPI) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["GÔNGVĂM TIÊN", "sO... -_ GV", "$9 THÁNG 2 NĂM"], True),
        (["14,042 ĐC", "ĐẾN ...."], True),
        (["HỎA TỐC"], False),
        (["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "NGÀY"], False),
    ],
)
def test_the_rows_of_the_form_tell_a_stamp_whose_title_is_worn(
    *, texts: list[str], expected: bool
) -> None:
    lines = [line((60, 60 + 40 * k, 400, 90 + 40 * k), text) for k, text in enumerate(texts)]
    assert has_form(lines) is expected


def test_a_date_that_runs_over_the_stamps_edge_is_read_whole() -> None:
    inks = inks_of(("215", 160, 105), ("14", 160, 190), ("3", 260, 190), ("2024", 340, 190))
    narrow = Box(PLACE.left, PLACE.top, 400.0, PLACE.bottom)
    wide = with_margin(narrow, DPI, 500)
    assert narrow.right < wide.right <= 500
    found = read_arrival(RED_WORDS, pen_in(inks, wide), wide, DPI, edge=narrow.right)
    assert found[-1].text == "Ngày: 14/3/2024"


def test_what_stands_beyond_the_edge_is_not_the_stamps() -> None:
    inks = inks_of(("215", 100, 105), ("7", 420, 105))
    narrow = Box(PLACE.left, PLACE.top, 400.0, PLACE.bottom)
    wide = with_margin(narrow, DPI, 500)
    found = read_arrival(RED_WORDS, pen_in(inks, wide), wide, DPI, edge=narrow.right)
    assert [one.text for one in found] == ["Số: 215"]


def test_print_under_the_stamp_is_not_pen() -> None:
    page = inks_of(("215", 160, 105)).every
    page[190:220, 120:200:10] = 20
    none = np.zeros(page.shape, np.bool_)
    inks = Inks(page, page, none, none)
    before, left = (
        pen_in(inks, PLACE),
        pen_in(inks, PLACE, [line((118, 188, 305, 222), "thành phố")]),
    )
    assert (before[150:180] < 255).any()
    assert (left[150:180] == 255).all()
    assert (left[:130] == before[:130]).all()


def test_a_number_that_lies_in_print_in_part_is_not_read() -> None:
    page = inks_of(("2", 160, 105), ("1", 200, 105), ("5", 230, 105)).every
    none = np.zeros(page.shape, np.bool_)
    inks = Inks(page, page, none, none)
    assert (pen_in(inks, PLACE, [line((150, 95, 195, 170), "NAM")]) == 255).all()


def test_rows_are_told_by_their_shape_where_the_labels_are_worn() -> None:
    inks = inks_of(("7", 60, 45), ("215", 160, 105), ("14/3/2024", 120, 165))
    worn = [line((60, 60, 420, 90), "ĐẾN"), line((60, 110, 140, 140), "xx")]
    found = read_arrival(worn, pen_in(inks, PLACE), PLACE, DPI, since=date(2024, 3, 1))
    assert [one.text for one in found] == ["Số: 215", "Ngày: 14/3/2024"]


def test_a_number_with_a_digit_that_runs_into_print_is_not_read() -> None:
    page = inks_of(("2", 160, 105), ("1", 200, 105), ("5", 230, 105)).every
    assert "Số: 215" in texts(Inks(page, page, page < 0, page < 0))
    page[60:255, 203:210] = 20
    assert not any("Số" in text for text in texts(Inks(page, page, page < 0, page < 0)))
