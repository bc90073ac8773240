"""The skew of a page is found and taken out."""

import pytest

from nlp.layout.level import Levelled, slope_of
from tests.nlp.layout.paper import WIDTH_PX, at

LONG = "Căn cứ Kế hoạch công tác năm của cơ quan và tình hình thực tế"


@pytest.mark.parametrize("slope", [-0.02, -0.008, 0.01, 0.03])
def test_the_slope_of_a_skewed_page_is_found(slope: float) -> None:
    page = [at(240, 300 + 50 * row, LONG, slope=slope) for row in range(6)]
    assert slope_of(page, WIDTH_PX) == pytest.approx(slope, abs=0.001)


def test_a_straight_page_and_one_without_long_lines_stay() -> None:
    assert slope_of([at(240, 300, LONG)], WIDTH_PX) == 0.0
    assert slope_of([at(240, 300, "ngắn", slope=0.02)], WIDTH_PX) == 0.0
    assert slope_of([], WIDTH_PX) == 0.0


def test_levelled_words_share_a_row_and_find_back() -> None:
    page = [at(240, 300 + 50 * row, LONG, slope=0.02) for row in range(3)]
    level = Levelled(page, WIDTH_PX)
    for line, read in zip(level.lines, page, strict=True):
        tops = [word.box.top for word in line.words]
        assert max(tops) - min(tops) < 2
        assert level.as_read(line) == read


def test_a_straight_page_is_not_touched() -> None:
    page = [at(240, 300, LONG)]
    level = Levelled(page, WIDTH_PX)
    assert level.lines == tuple(page)
    assert level.as_read(page[0]) is page[0]
