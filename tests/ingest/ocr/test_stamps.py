"""Stamps: marks of urgency and the incoming stamp come out as stamped lines, print stays print."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.samples.letters import LETTERS
from corpus.samples.look import Look
from corpus.samples.write import page_images
from ingest.ink import separate
from ingest.ocr.stamps import read_stamps
from ingest.options import ReadOptions
from nlp.document import Ink, Line
from tests.ingest.ocr.print import line

DPI = 200.0
BOLD = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf"
RED = (215, 40, 50)


def stamped(*texts: tuple[int, int, int, str], frame: tuple[int, int, int, int]) -> Image.Image:
    """Return a page with red texts (x, y, size in px) in a red frame."""
    page = Image.new("RGB", (1654, 2339), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle(frame, outline=RED, width=4)
    for x, y, px, text in texts:
        pen.text((x, y), text, fill=RED, font=ImageFont.truetype(BOLD, px))
    return page


def read(page: Image.Image, lines: list[Line]) -> list[Line]:
    return list(read_stamps(lines, separate(page), dpi=DPI, options=ReadOptions()))


def test_a_mark_of_urgency_is_read() -> None:
    page = stamped((230, 420, 50, "HỎA TỐC"), frame=(200, 400, 480, 500))
    body = line((300, 700, 900, 730), "Kính gửi: Các phòng")
    seen = read(page, [body])
    assert body in seen
    assert [one.text for one in seen if one.ink is Ink.STAMP] == ["HỎA TỐC"]


def test_what_a_machine_printed_into_the_incoming_stamp_is_the_stamps() -> None:
    page = stamped(
        (260, 420, 40, "CÔNG VĂN ĐẾN"),
        (260, 480, 34, "Số:"),
        (260, 540, 34, "Ngày:"),
        frame=(220, 400, 720, 620),
    )
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(BOLD, 34)
    pen.text((360, 480), "215", fill=(20, 20, 20), font=font)
    pen.text((380, 540), "14/3/2024", fill=(20, 20, 20), font=font)
    printed = [line((360, 480, 420, 514), "215"), line((380, 540, 540, 574), "14/3/2024")]
    seen = read(page, printed)
    assert {"215", "14/3/2024"} <= {one.text for one in seen if one.ink is Ink.STAMP}
    assert not any(one.ink is Ink.PRINT for one in seen)


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_stamp_with_a_high_title_is_the_incoming_one(dpi: int) -> None:
    [letter] = [x for x in LETTERS if x.arrival and x.name == "cong-van-van-phong-don-doc"]
    [page, *_] = page_images(letter, Look(seed=3, dpi=dpi))
    found = read_stamps((), separate(Image.fromarray(page)), dpi=float(dpi), options=ReadOptions())
    said = " ".join(one.text for one in found if one.ink is Ink.STAMP)
    assert letter.arrival is not None
    assert f"Số: {letter.arrival.number}" in said


def test_a_page_without_red_is_left_alone() -> None:
    page = Image.fromarray(np.full((2339, 1654), 255, np.uint8))
    lines = [line((300, 700, 900, 730), "Kính gửi: Các phòng")]
    assert read(page, lines) == lines


@pytest.mark.parametrize("words", [("Kế",), ("Kế", "hoạch", "năm", "học")])
def test_digits_under_a_stamp_pressed_on_print_are_not_the_stamps(words: tuple[str, ...]) -> None:
    page = stamped((260, 420, 40, "CÔNG VĂN ĐẾN"), frame=(220, 400, 720, 620))
    under = [line((240 + 90 * at, 560, 320 + 90 * at, 590), word) for at, word in enumerate(words)]
    pen = ImageDraw.Draw(page)
    for one in under:
        pen.rectangle((one.box.left, one.box.top, one.box.right, one.box.bottom), fill=(20, 20, 20))
    seen = read(page, [*under, line((500, 480, 560, 514), "30")])
    assert ("30" in {one.text for one in seen if one.ink is Ink.STAMP}) is (len(words) == 1)
