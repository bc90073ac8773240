"""Skew pages are straightened, and boxes come back to where the words stand on the paper."""

import math

import numpy as np
import pytest
from PIL import Image

from ingest.ocr.skew import Straightened, straightened
from nlp.document import Box, Line, Word
from tests.ingest.ocr.print import printed

SIZE = (1200, 900)


def mark_of(image: Image.Image) -> tuple[float, float]:
    """Return the middle of the ink."""
    rows, columns = np.nonzero(np.asarray(image.convert("L")) < 128)
    return float(columns.mean()), float(rows.mean())


@pytest.mark.parametrize("degrees", [-5.0, 3.0, 6.0])
def test_a_word_comes_back_to_its_place(degrees: float) -> None:
    level = Image.fromarray(printed(SIZE, [(850, 200, 40, "mẫu")]))
    skew = level.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    straight = straightened(skew, math.tan(math.radians(degrees)))
    x, y = mark_of(straight.image)
    assert (x, y) == pytest.approx(mark_of(level), abs=1.5)
    line = straight.back(Line((Word("mẫu", Box(x - 30, y - 15, x + 30, y + 15)),)))
    assert line.box.middle == pytest.approx(mark_of(skew), abs=1.5)
    assert line.box.height > 30


def test_a_level_page_keeps_its_boxes() -> None:
    word = Word("mẫu", Box(10, 20, 70, 50))
    image = Image.new("1", SIZE, 1)
    assert Straightened(image, 0.0).back(Line((word,))).words[0].box == word.box
    assert straightened(image, 0.05).image.size == SIZE
