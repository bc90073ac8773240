"""Stamped marks on scans without colour: read in their frame, kept out of the print, never invented."""

import cv2
import numpy as np
import pytest

from ingest.ink import Gray
from ingest.ocr.plain_marks import with_plain_marks
from ingest.options import ReadOptions
from nlp.document import Ink, Line
from tests.ingest.ocr.print import line, printed

pytestmark = pytest.mark.engine
SIZE = (1654, 2339)
BODY = line((330, 900, 900, 930), "Thực hiện kế hoạch của tỉnh")


def stamped(text: str, *, lean: float = 0.0, worn: bool = False, top: int = 380) -> Gray:
    """Return a page with a framed text, leaning by degrees; a worn frame has lost its right side."""
    page = printed(SIZE, [(300, top, 44, text), (330, 900, 34, BODY.text)]).copy()
    right = 300 + 30 * len(text) + 25
    cv2.rectangle(page, (275, top - 15), (right, top + 68), 0, 3)
    if worn:
        page[top - 12 : top + 64, right - 6 : right + 4] = 255
    turn = cv2.getRotationMatrix2D((400.0, float(top)), lean, 1.0)
    return np.asarray(cv2.warpAffine(page, turn, SIZE, borderValue=255), np.uint8)


def marks(page: Gray, lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Return what is left as print, and what is stamped."""
    seen = with_plain_marks(lines, page, dpi=200, options=ReadOptions())
    return (
        [one for one in seen if one.ink is Ink.PRINT],
        [one.text.strip(" .:") for one in seen if one.ink is Ink.STAMP],
    )


@pytest.mark.parametrize(
    ("text", "lean", "worn"),
    [("HỎA TỐC", 0.0, False), ("HỎA TỐC", 4.0, False), ("KHẨN", 0.0, True), ("MẬT", -2.0, False)],
)
def test_a_framed_mark_is_read(text: str, lean: float, worn: bool) -> None:  # noqa: FBT001
    torn = line((290, 385, 500, 430), "[Hỏa rốc]", sure=0.2)
    kept, read = marks(stamped(text, lean=lean, worn=worn), [torn, BODY])
    assert read == [text]
    assert kept == [BODY]


@pytest.mark.parametrize("text", ["Mẫu số 05", "BẢN SAO", "KHẨU TRANG"])
def test_other_framed_words_are_no_marks(text: str) -> None:
    form = line((300, 380, 560, 430), text)
    assert marks(stamped(text), [form, BODY]) == ([form, BODY], [])


def test_a_mark_far_down_or_without_a_frame_is_print() -> None:
    assert marks(stamped("KHẨN", top=1500), [BODY]) == ([BODY], [])
    bare = printed(SIZE, [(300, 380, 44, "KHẨN")])
    assert marks(bare, [BODY]) == ([BODY], [])
