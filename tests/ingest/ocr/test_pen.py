"""Number, day and month written into the form of a head: read, left blank, or marked unreadable."""

from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from ingest.ink import Gray
from ingest.ocr.handwriting import DigitString
from ingest.ocr.pen import CAPITAL_IN, capital_px, read_pen
from ingest.ocr.weigh import agreement, days_of, likeliest, weighted, with_name
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Line, Word
from tests.ingest.ocr.hand import written
from tests.ingest.ocr.print import printed

DPI = 200.0
SIZE = (1654, 2339)
# (text, left, right) of the words of the form, 35 px type, base line near y = 330.
NUMBER = (("Số:", 260, 312), ("/KH-SGDĐT", 440, 634))
DATE = (("Hà", 830, 870), ("Nội,", 880, 940), ("ngày", 950, 1018), ("tháng", 1110, 1196),
        ("3", 1210, 1226), ("năm", 1240, 1306), ("2024", 1318, 1388))  # fmt: skip
HEAD = (("SỞ", 300, 350), ("GIÁO", 360, 450), ("DỤC", 460, 530))
MOTTO = tuple(
    (text, 780 + 95 * k, 870 + 95 * k)
    for k, text in enumerate(["CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"])
)


def row(words: tuple[tuple[str, int, int], ...], top: float) -> Line:
    return Line(tuple(Word(t, Box(a, top, b, top + 34), Confidence(0.95)) for t, a, b in words))


def form() -> tuple[Gray, list[Line]]:
    """Return a page with the head of a letter, and its printed lines."""
    page = printed(SIZE, [(a, 300, 35, t) for t, a, _ in (*NUMBER, *DATE)])
    return page, [row(HEAD, 200), row(MOTTO, 200), row(NUMBER, 300), row(DATE, 300)]


def read(page: Gray, lines: list[Line]) -> tuple[str, str]:
    """Return number line and date line."""
    seen = read_pen(lines, Image.fromarray(page), dpi=DPI, options=ReadOptions())
    texts = [one.text for one in seen]
    return next(t for t in texts if t.startswith("Số")), next(t for t in texts if "năm" in t)


def test_what_is_written_is_read_or_left_out_but_hardly_ever_wrong() -> None:
    numbers = days = wrong = 0
    for seed in range(12):
        chance = Random(seed)
        number, day = str(chance.randint(10, 999)), f"{chance.randint(1, 31):02d}"
        page, lines = form()
        page = written(page, number, (330, 296), tall=32, seed=seed)
        page = written(page, day, (1035, 298), tall=30, seed=seed)
        first, second = read(page, lines)
        numbers += first == f"Số: {number} /KH-SGDĐT"
        days += f"ngày {day} tháng 3" in second
        wrong += first not in (f"Số: {number} /KH-SGDĐT", "Số: ? /KH-SGDĐT")
    assert numbers >= 8
    assert days >= 8
    assert wrong <= 1


def test_a_blank_form_stays_blank() -> None:
    page, lines = form()
    number, date = read(page, lines)
    assert number == "Số: /KH-SGDĐT"
    assert "ngày tháng 3" in date


def test_a_scribble_is_marked_unreadable() -> None:
    page, lines = form()
    sheet = page.copy()
    zigzag = [(330 + 9 * k, 300 + 32 * (k % 2)) for k in range(11)]
    cv2.polylines(sheet, [np.array(zigzag, np.int32)], isClosed=False, color=0, thickness=5)
    assert read(sheet, lines)[0] == "Số: ? /KH-SGDĐT"


def test_printed_digits_that_were_read_surely_are_kept() -> None:
    page, lines = form()
    lines[2] = row((("Số:", 260, 312), ("215", 350, 410), NUMBER[1]), 300)
    assert read(page, lines)[0] == "Số: 215 /KH-SGDĐT"


def test_a_year_that_tesseract_misread_is_put_right() -> None:
    page, lines = form()
    words = tuple((("2021" if text == "2024" else text), a, b) for text, a, b in DATE)
    lines[3] = row(words, 300)
    assert read(page, lines)[1].endswith("năm 2024")


def test_a_year_the_reader_cannot_see_is_left_as_tesseract_read_it() -> None:
    page, lines = form()
    page = page.copy()
    page[:, 1310:] = 255
    assert read(page, lines)[1].endswith("năm 2024")


def test_a_sure_but_wrong_tesseract_yields_to_a_reader_as_sure() -> None:
    page, lines = form()
    page = written(page, "27", (1035, 298), tall=30, seed=3)
    lines[3] = row((*DATE[:3], ("21", 1035, 1075), *DATE[3:]), 300)
    assert "ngày 27 tháng 3" in read(page, lines)[1]


@pytest.mark.parametrize(
    ("text", "sure", "seen", "agreed"),
    [
        ("12", 0.5, ("12", 0.5), ("12", 0.75)),
        ("8", 0.6, ("08", 0.9), ("8", 0.96)),
        ("12", 0.6, ("17", 0.7), ("17", 0.61)),
        ("12", 0.78, ("17", 0.75), ("12", 0.54)),
        ("12", 0.3, ("17", 0.7), ("17", 0.7)),
        ("12", 0.6, ("17", 0.5), ("12", 0.6)),
        ("12", 0.9, ("17", 0.85), ("12", 0.9)),
        ("12", 0.9, ("17", 0.95), ("17", 0.95)),
        ("12", 0.9, None, ("12", 0.9)),
        ("", 0.0, ("17", 0.2), ("17", 0.2)),
    ],
)
def test_two_readers_are_weighed(
    text: str, sure: float, seen: tuple[str, float] | None, agreed: tuple[str, float]
) -> None:
    found = agreement(text, sure, None if seen is None else DigitString(*seen), int)
    assert found is not None
    assert found.text == agreed[0]
    assert found.probability == pytest.approx(agreed[1], abs=0.005)


def test_readings_of_one_day_are_one() -> None:
    found = [DigitString("08", 0.4), DigitString("18", 0.35), DigitString("8", 0.2)]
    best = likeliest(found, int)
    assert best is not None
    assert best.text == "08"
    assert best.probability == pytest.approx(0.6)
    assert likeliest(found, str) == found[0]
    assert likeliest([], int) is None


@pytest.mark.parametrize(
    ("text", "day", "likely"),
    [
        ("ngày ? tháng 4 năm 2019", "12", 1.0),
        ("ngày ? tháng 4 năm 2019", "14", 0.11),
        ("ngày ? thang 04 nam 2019", "13", 0.26),
        ("ngày ? tháng 4 năm 2019", "31", 0.0),
        ("ngày ? tháng ? năm 2019", "14", 1.0),
        ("ngày ? tháng 14 năm 2019", "14", 1.0),
    ],
)
def test_offices_seldom_date_a_letter_on_a_weekend(text: str, day: str, likely: float) -> None:
    assert days_of(text)(day) == likely


def test_what_is_known_of_the_days_decides_between_like_readings() -> None:
    seen = [DigitString("13", 0.45), DigitString("12", 0.4)]
    best, other = weighted(seen, days_of("ngày ? tháng 4 năm 2019"))
    assert (best.text, other.text) == ("12", "13")
    assert best.probability == pytest.approx(0.4 / (0.4 + 0.45 * 0.26 + 0.15))
    assert weighted([], days_of("")) == ()
    assert weighted([DigitString("31", 1.0)], days_of("tháng 4 năm 2019")) == ()


@pytest.mark.parametrize(
    ("name", "best"),
    [
        ("147_GM-TB.pdf", "147"),
        ("cv so 147 (1).pdf", "147"),
        ("d147.pdf", "142"),
        ("2020147.pdf", "142"),
        ("888.pdf", "142"),
        ("3.pdf", "142"),
        ("", "142"),
    ],
)
def test_a_file_name_speaks_for_what_the_reader_sees_and_for_nothing_else(
    name: str, best: str
) -> None:
    seen = [DigitString("142", 0.5), DigitString("147", 0.3), DigitString("3", 0.01)]
    found = with_name(seen, name)
    assert found[0].text == best
    assert sum(one.probability for one in found) <= 1.0
    assert {one.text for one in found} == {one.text for one in seen}


def test_a_file_name_with_one_digit_otherwise_makes_a_reading_doubtful() -> None:
    seen = [DigitString("1165", 0.7)]
    assert with_name(seen, "1125_NGCB.pdf") == (DigitString("1165", 0.35),)
    assert with_name(seen, "2020_NGCB.pdf") == tuple(seen)
    assert with_name([], "1125_NGCB.pdf") == ()


@pytest.mark.parametrize(("height", "capital"), [(34.0, 25.8), (3.0, 14.85), (400.0, 39.6)])
def test_the_height_of_capitals_is_bounded(height: float, capital: float) -> None:
    word = Word("Giáo", Box(0, 0, 80, height))
    assert capital_px([Line((word,))], DPI) == pytest.approx(capital, rel=0.01)
    assert capital_px([], DPI) == pytest.approx(CAPITAL_IN * DPI)
