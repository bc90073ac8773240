"""The incoming stamp on a scan without colour: found by its frame, kept out of the print, read where sure."""

from dataclasses import replace

import pytest
from PIL import Image

from corpus.samples.letters import LETTERS
from corpus.samples.look import Colour, Look
from corpus.samples.write import page_images
from ingest.ink import separate
from ingest.ocr.plain_stamp import without_colour
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


def test_framed_print_is_no_stamp() -> None:
    gray = printed((1654, 2339), [(240, 330, 40, "Mẫu số 05"), (240, 400, 40, "(Kèm Thông tư)")])
    page = Image.fromarray(gray)
    frame = Image.new("L", (420, 200), 0)
    frame.paste(page.crop((204, 304, 616, 496)), (4, 4))
    page.paste(frame, (200, 300))
    lines = [line((240, 330, 480, 370), "Mẫu số 05")]
    assert read(page, lines) == lines
