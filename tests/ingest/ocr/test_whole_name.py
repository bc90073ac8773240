"""Syllables of a name that a seal or pen covers: read from pieces of its row, or left alone."""

import cv2
import numpy as np
import pytest

from ingest.ink import Gray
from ingest.ocr.signed_name import is_doubtful, with_whole_name
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
    return with_whole_name(seen, [page], PAGE, options=ReadOptions()).text


@pytest.mark.engine
def test_a_family_name_beside_a_ring_is_read() -> None:
    seen = Line((word("Hoàng", 344, 436), word("Anh", 446, 504)))
    page = signed("Lê Hoàng Anh", 300)
    assert is_doubtful(seen, page)
    assert read(page, seen) == "Lê Hoàng Anh"


@pytest.mark.engine
def test_a_last_syllable_that_was_not_read_is_found() -> None:
    page = printed(SIZE, [(300, 300, PX, "Lê Hoàng Anh")])
    seen = Line((word("Lê", 300, 334), word("Hoàng", 344, 436)))
    assert is_doubtful(seen, page)
    assert read(page, seen) == "Lê Hoàng Anh"


@pytest.mark.engine
def test_a_name_stamped_askew_is_read() -> None:
    page = printed(SIZE, [(300, 300, PX, "Lê Hoàng Anh")])
    turn = cv2.getRotationMatrix2D((400, 316), 5, 1.0)
    askew = np.asarray(cv2.warpAffine(page, turn, SIZE, borderValue=255), np.uint8)
    seen = Line((word("Hoàng", 344, 436), word("Anh", 446, 504)))
    assert read(askew, seen) == "Lê Hoàng Anh"


@pytest.mark.engine
def test_a_name_of_two_syllables_stays_one() -> None:
    seen = Line((word("Hoàng", 300, 392), word("Anh", 402, 460)))
    assert read(signed("Hoàng Anh", 300), seen) == "Hoàng Anh"


@pytest.mark.engine
def test_a_doubtful_last_syllable_is_read_again() -> None:
    page = printed(SIZE, [(300, 300, PX, "Nguyễn Trúc Giang")])
    seen = line((300, 302, 580, 334), "Nguyễn Trúc Glanÿ", sure=0.4)
    assert is_doubtful(seen, page)
    assert read(page, seen) == "Nguyễn Trúc Giang"


@pytest.mark.parametrize("text", ["Nguyễn Trúc Giang", "GIÁM ĐỐC", "Nơi nhận:", "12/3"])
def test_what_was_read_well_or_is_no_name_is_not_looked_at(text: str) -> None:
    seen = line((300, 302, 580, 334), text)
    assert not is_doubtful(seen, np.full((400, 900), 255, np.uint8))
