"""Ruled tables: rulings go, words come out cell by cell; other rules are no tables."""

import cv2
import numpy as np
import pytest

from ingest.ink import Gray
from ingest.ocr.tables import _upright_width, into_cells, without_rulings
from tests.ingest.ocr.hand import blank
from tests.ingest.ocr.print import line

DPI = 200.0
COLUMNS, ROWS = (100, 300, 700, 1000), (200, 300, 420, 560)


def ruled() -> Gray:
    """Return a page with a table of three columns and three rows."""
    page = blank(1200, 800)
    for x in COLUMNS:
        cv2.line(page, (x, ROWS[0]), (x, ROWS[-1]), 0, 2)
    for y in ROWS:
        cv2.line(page, (COLUMNS[0], y), (COLUMNS[-1], y), 0, 2)
    return page


def test_rulings_are_found_and_whitened() -> None:
    page = ruled()
    found = without_rulings(page, DPI)
    (table,) = found.tables
    assert [round(x / 10) for x in table.columns] == [x // 10 for x in COLUMNS]
    assert [round(y / 10) for y in table.rows] == [y // 10 for y in ROWS]
    assert (found.gray == 255).all()
    assert (page < 255).any()


def test_a_line_through_cells_is_cut_at_their_edges() -> None:
    (table,) = without_rulings(ruled(), DPI).tables
    lines = [
        line((120, 230, 980, 260), "STT việc hạn"),
        line((120, 340, 980, 370), "1 báo_cáo 05/3"),
        line((320, 375, 690, 400), "lần hai"),
        line((100, 600, 900, 630), "Nơi nhận:"),
    ]
    seen = into_cells(lines, [table])
    assert [(one.text, one.cell) for one in seen] == [
        ("Nơi nhận:", None),
        ("STT", (0, 0, 0)),
        ("việc", (0, 0, 1)),
        ("hạn", (0, 0, 2)),
        ("1", (0, 1, 0)),
        ("báo_cáo", (0, 1, 1)),
        ("lần hai", (0, 1, 1)),
        ("05/3", (0, 1, 2)),
    ]


@pytest.mark.parametrize("degrees", [-1.0, -0.5, 0.5, 1.0])
def test_a_skew_table_keeps_its_cells(degrees: float) -> None:
    page = ruled()
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    skew = np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=255), np.uint8)
    (table,) = without_rulings(skew, DPI).tables
    assert len(table.columns) == len(COLUMNS)
    assert len(table.rows) == len(ROWS)
    for row, y in enumerate((250, 360, 490)):
        for column, x in enumerate((200, 500, 850)):
            at_x, at_y = turn @ (x, y, 1)
            word = line((at_x - 40, at_y - 10, at_x + 40, at_y + 10), "chữ").words[0]
            assert table.cell_of(word) == (row, column)


def test_a_rule_under_a_motto_is_no_table() -> None:
    page = blank(1200, 800)
    cv2.line(page, (300, 200), (800, 200), 0, 2)
    found = without_rulings(page, DPI)
    assert found.tables == ()
    assert found.gray is page


def test_a_table_cut_off_by_the_edge_of_the_page_is_found() -> None:
    page = ruled()[ROWS[0] + 20 :, :]
    (table,) = without_rulings(page, DPI).tables
    assert len(table.columns) == len(COLUMNS)


@pytest.mark.parametrize(("long", "far", "width"), [(90, 400, 400), (80, 400, 0), (90, 0, 8)])
def test_how_far_apart_upright_bars_lie(long: int, far: int, width: int) -> None:
    ink = np.zeros((800, 1200), np.uint8)
    for x in (160, 160 + far):
        ink[300 : 300 + long, x] = 1
    assert _upright_width(ink, 87) == pytest.approx(width, abs=8)
