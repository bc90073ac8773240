"""Family names that a seal's ring runs into: read from pieces of their line, or left alone."""

import cv2
import numpy as np
import pytest

from ingest.ink import Gray
from ingest.ocr.first_syllable import is_doubtful, with_first_syllable
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Line, Word
from tests.ingest.ocr.print import line, printed

SIZE = (900, 400)
PAGE = Box(0, 0, 900, 400)
PX = 34


def word(text: str, left: float, right: float, *, sure: float = 0.95) -> Word:
    return Word(text, Box(left, 304, right, 332), Confidence(sure))


def signed(name: str, at: int) -> Gray:
    """Return a name below which nothing stands, and part of a ring that meets its first letter."""
    page = printed(SIZE, [(at, 300, PX, name)]).copy()
    cv2.ellipse(page, (at - 90, 170), (140, 140), 0, 20, 160, 0, 3)
    return page


def read(page: Gray, seen: Line) -> str:
    [found] = with_first_syllable([seen], page, PAGE, options=ReadOptions())
    return found.text


@pytest.mark.engine
def test_a_family_name_beside_a_ring_is_read() -> None:
    seen = Line((word("Hoàng", 344, 436), word("Anh", 446, 504)))
    assert is_doubtful(seen)
    assert read(signed("Lê Hoàng Anh", 300), seen) == "Lê Hoàng Anh"


@pytest.mark.engine
def test_a_name_of_two_syllables_stays_one() -> None:
    seen = Line((word("Hoàng", 300, 392), word("Anh", 402, 460)))
    assert read(signed("Hoàng Anh", 300), seen) == "Hoàng Anh"


@pytest.mark.engine
def test_a_doubtful_last_syllable_is_read_again() -> None:
    page = printed(SIZE, [(300, 300, PX, "Nguyễn Trúc Giang")])
    seen = line((300, 302, 580, 334), "Nguyễn Trúc Glanÿ", sure=0.4)
    assert is_doubtful(seen)
    assert read(page, seen) == "Nguyễn Trúc Giang"


@pytest.mark.parametrize("text", ["Nguyễn Trúc Giang", "GIÁM ĐỐC", "Nơi nhận:", "12/3"])
def test_what_was_read_well_or_is_no_name_is_not_looked_at(text: str) -> None:
    seen = line((300, 302, 580, 334), text)
    assert not is_doubtful(seen)
    blank = np.full((400, 900), 255, np.uint8)
    assert with_first_syllable([seen], blank, PAGE, options=ReadOptions()) == [seen]
