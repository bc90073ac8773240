"""A row of the head that no word covers is read by itself; what is covered or no row is left."""

from collections.abc import Iterable

import cv2
import pytest

from ingest.ink import Gray
from ingest.ocr import lost_rows
from ingest.ocr.lost_rows import with_lost_rows
from ingest.options import ReadOptions
from nlp.document import Line
from tests.ingest.ocr.print import line, printed

DPI = 200.0
SIZE = (1654, 2339)
ISSUER, DATE = "HỘI ĐỒNG NHÂN DÂN", "Phú Thọ, ngày 30 tháng 12 năm 2025"
NUMBER = line((300, 350, 620, 384), "Số: 83/NQ-HĐND")
ROWS = [(300, 350, 32, "Số: 83/NQ-HĐND"), (240, 280, 30, ISSUER), (860, 284, 32, DATE)]


def read(gray: Gray, lines: Iterable[Line]) -> list[str]:
    every = with_lost_rows(list(lines), gray, dpi=DPI, options=ReadOptions())
    return [one.text for one in every]


def test_both_halves_of_a_lost_row_are_read() -> None:
    assert read(printed(SIZE, ROWS), [NUMBER]) == [NUMBER.text, ISSUER, DATE]


def test_what_words_cover_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_rows, "lines_of", None)
    covered = [NUMBER, line((235, 275, 640, 318), ISSUER), line((855, 275, 1400, 325), DATE)]
    assert read(printed(SIZE, ROWS), covered) == [one.text for one in covered]


def test_rules_short_words_and_the_body_are_no_lost_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_rows, "lines_of", None)
    page = printed(SIZE, [(300, 300, 30, "Số"), (300, 900, 32, DATE)]).copy()
    cv2.line(page, (700, 200), (1300, 203), 0, 3)
    cv2.rectangle(page, (900, 300), (1300, 560), 0, 3)
    assert read(page, []) == []
