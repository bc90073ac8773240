"""The places that a pen fills: found by the words of the form, whatever is glued to them."""

import pytest

from ingest.ocr.gaps import (
    DAY,
    MONTH,
    YEAR,
    gap_between,
    labelless_gap,
    middle_of,
    number_gap,
    print_edges,
    words_in,
)
from nlp.document import Box, Confidence, Line, Word
from tests.ingest.ocr.print import line

CAPITAL = 24.0


def words(*texts: tuple[str, float, float]) -> Line:
    """Return a line of words given with their left and right edges."""
    return Line(tuple(Word(text, Box(a, 100, b, 130), Confidence(0.9)) for text, a, b in texts))


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("Số: 12 /KH-SGDĐT", ["12"]),
        ("Số:45Z#/QĐ-UBND", ["45Z#"]),
        ("Số: 4f }#GM-TB", ["4f", "}#"]),
        ("Số 05 -CTr/TU", ["05"]),
        ("Số: /SYT-NVY", []),
        ("Số: 7/2020/TT-BGDĐT", ["7"]),
    ],
)
def test_the_number_stands_between_its_word_and_the_symbol(text: str, between: list[str]) -> None:
    row = line((200, 100, 600, 130), text)
    gap = number_gap(row)
    assert gap is not None
    assert [word.text for word in words_in(row, gap)] == between


@pytest.mark.parametrize("text", ["Sở Y tế", "V/v hướng dẫn số 5/CT-TTg", "ỦY BAN NHÂN DÂN"])
def test_other_lines_have_no_number(text: str) -> None:
    assert number_gap(line((200, 100, 600, 130), text)) is None


def test_a_symbol_without_its_word_still_shows_the_place() -> None:
    row = words(("9Š", 500, 540), ("/CT-BGDĐT", 545, 740))
    gap = labelless_gap(row, CAPITAL)
    assert gap is not None
    assert gap.box.left == pytest.approx(545 - 9 * CAPITAL)
    assert labelless_gap(words(("V/v", 500, 540), ("/CT-BGDĐT", 545, 740)), CAPITAL) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("Hà Nội, ngày 5 tháng 3 năm 2024", ["5"]), ("ngày/#Ê/tháng 4 năm 2019", ["/#Ê/"])],
)
def test_the_day_stands_between_its_words(text: str, day: list[str]) -> None:
    row = line((200, 100, 800, 130), text)
    gap = gap_between(row, DAY, MONTH)
    assert gap is not None
    assert [word.text for word in words_in(row, gap)] == day


def test_a_month_glued_to_the_year_is_told_apart() -> None:
    row = line((200, 100, 800, 130), "ngày 8 tháng Znăm 2017")
    gap = gap_between(row, MONTH, YEAR)
    assert gap is not None
    assert [word.text for word in words_in(row, gap)] == ["Z"]


def test_strokes_glued_to_a_word_do_not_move_the_edge_of_its_print() -> None:
    glued = words(("Số:2253.", 200, 420), ("/TB-SYT", 440, 560))
    gap = number_gap(glued)
    assert gap is not None
    left, right = print_edges(glued, gap, CAPITAL)
    assert left <= 200 + 0.9 * CAPITAL * 3
    assert right == pytest.approx(440)


def test_the_middle_of_a_skew_line_is_taken_at_the_gap() -> None:
    row = Line(
        (
            Word("ngày", Box(0, 100, 80, 130)),
            Word("zz", Box(90, 60, 130, 180)),
            Word("tháng", Box(140, 110, 220, 140)),
        )
    )
    gap = gap_between(row, DAY, MONTH)
    assert gap is not None
    assert middle_of(row, gap, CAPITAL) == pytest.approx(120)


def test_a_year_whose_stroke_the_pen_crossed_belongs_to_the_symbol() -> None:
    crossed = words(("Số:", 266, 315), ("J2023/TT-BYT", 330, 662))
    far = words(("Số:", 266, 315), ("2026/QĐ-TTg", 390, 662))
    for row, year in ((crossed, "2023"), (far, "2026")):
        gap = number_gap(row)
        assert gap is not None
        assert row.words[gap.last].text[gap.tail :].startswith(year)


@pytest.mark.parametrize("text", ["2026/QĐ-TTg", "26/2025/NQ-HĐND"])
def test_a_printed_number_is_no_year(text: str) -> None:
    row = words(("Số:", 266, 315), (text, 325, 662))
    gap = number_gap(row)
    assert gap is not None
    assert words_in(row, gap)[0].text == text.split("/")[0]
