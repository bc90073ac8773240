"""The incoming stamp on a scan without colour: found by its frame, kept out of the print, read where sure."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PIL import Image

from corpus.samples.letters import LETTERS
from corpus.samples.look import Colour, Look
from corpus.samples.write import page_images
from ingest.ink import separate
from ingest.ocr.frames import stamp_frames
from ingest.ocr.plain_stamp import _printed, without_colour
from ingest.options import ReadOptions
from nlp.document import Ink, Line
from tests.ingest.ocr.print import line, printed

pytestmark = pytest.mark.engine
LETTER = next(one for one in LETTERS if one.name == "cong-van-truong-thpt")
GRAY = Look(seed=7, colour="gray", noise=0.2, blur_px=0.4, handwriting=False)
# Where the stamp lies on that letter.
IN_STAMP = (380, 560, 460, 590)


def read(page: Image.Image, lines: list[Line]) -> list[Line]:
    return without_colour(lines, separate(page), dpi=200, options=ReadOptions())


@pytest.mark.parametrize(("colour", "seed"), [("gray", 7), ("bilevel", 7), ("gray", 917)])
def test_what_a_machine_printed_is_read(colour: Colour, seed: int) -> None:
    [page, *_] = page_images(LETTER, replace(GRAY, colour=colour, seed=seed))
    body = line((330, 900, 900, 930), "Thực hiện kế hoạch của tỉnh")
    seen = read(Image.fromarray(page), [body, line(IN_STAMP, "4O9ó", sure=0.4)])
    assert [one for one in seen if one.ink is Ink.PRINT] == [body]
    stamped = [one.text for one in seen if one.ink is Ink.STAMP]
    assert LETTER.arrival is not None
    assert LETTER.arrival.date is not None
    year, month, day = LETTER.arrival.date.split("-")
    assert f"Ngày: {day}/{month}/{year}" in stamped
    numbers = [text for text in stamped if text.startswith("Số: ")]
    assert numbers in ([], [f"Số: {LETTER.arrival.number}"])


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_what_a_pen_wrote_is_read_right_or_not_at_all(seed: int) -> None:
    [page, *_] = page_images(LETTER, replace(GRAY, seed=seed, handwriting=True))
    seen = read(Image.fromarray(page), [])
    assert seen
    numbers = [one.text for one in seen if one.text.startswith("Số: ")]
    assert LETTER.arrival is not None
    assert numbers in ([], [f"Số: {LETTER.arrival.number}"])


def test_a_printed_line_that_runs_into_the_stamp_stays_print() -> None:
    [page, *_] = page_images(LETTER, GRAY)
    [frame] = stamp_frames(np.asarray(page), 200)
    y = frame.top + 0.5 * frame.height
    runs_in = line((frame.left - 160, y, frame.right - 120, y + 30), "Kính gửi Các trường học")
    own = line((frame.left + 10, y + 40, frame.right - 120, y + 70), "Sở Giáo dục và Đào tạo")
    seen = read(Image.fromarray(page), [runs_in, own])
    assert [one.text for one in seen if one.ink is Ink.PRINT] == [runs_in.text]


def test_a_date_that_touches_the_frame_is_read_in_the_month_of_the_letter() -> None:
    letter = replace(LETTER, layout=replace(LETTER.layout, stamp_form="bare"))
    read_whole = 0
    for seed in range(1, 6):
        look = replace(GRAY, seed=seed, colour="bilevel", handwriting=True)
        [page, *_] = page_images(letter, look)
        head = line((900, 300, 1500, 330), "Hải Phòng, ngày 04 tháng 12 năm 2025")
        seen = read(Image.fromarray(page), [head])
        dates = [one.text for one in seen if one.text.startswith("Ngày: ")]
        assert dates in ([], ["Ngày: 4/12/2025"])
        read_whole += bool(dates)
    assert read_whole >= 3


def test_a_date_read_as_print_must_fit_the_letter() -> None:
    stamped = [line((300, 300, 500, 330), "28/02/2024"), line((300, 260, 380, 290), "2588")]
    assert _printed(stamped, date(2026, 2, 1)) == (None, None)
    _, day = _printed(stamped, date(2024, 2, 1))
    assert day is not None
    assert day.text == "Ngày: 28/02/2024"


def test_framed_print_is_no_stamp() -> None:
    gray = printed((1654, 2339), [(240, 330, 40, "Mẫu số 05"), (240, 400, 40, "(Kèm Thông tư)")])
    page = Image.fromarray(gray)
    frame = Image.new("L", (420, 200), 0)
    frame.paste(page.crop((204, 304, 616, 496)), (4, 4))
    page.paste(frame, (200, 300))
    lines = [line((240, 330, 480, 370), "Mẫu số 05")]
    assert read(page, lines) == lines
