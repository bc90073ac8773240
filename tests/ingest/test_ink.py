"""Print, red stamps and blue handwriting are told apart by colour, on tinted paper too."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest.ink import separate

BLACK, RED, BLUE = (30, 30, 35), (225, 50, 60), (45, 60, 170)


def page(paper: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    """Return a page with a black, a red and a blue bar, and black under red."""
    image = Image.new("RGB", (600, 800), paper)
    pen = ImageDraw.Draw(image)
    for x, colour in ((50, BLACK), (200, RED), (350, BLUE)):
        pen.rectangle((x, 100, x + 60, 112), fill=colour)
    for row in range(420, 780, 24):
        pen.rectangle((40, row, 560, row + 8), fill=BLACK)
    pen.rectangle((200, 300, 300, 330), fill=RED)
    pen.rectangle((200, 310, 300, 318), fill=BLACK)
    return image


@pytest.mark.parametrize("paper", [(255, 255, 255), (235, 228, 240), (250, 240, 215)])
def test_each_ink_lies_in_its_own_image(paper: tuple[int, int, int]) -> None:
    inks = separate(page(paper))
    black, red, blue = (np.s_[103:109, x + 6 : x + 54] for x in (50, 200, 350))
    assert inks.print[black].max() < 80
    assert inks.print[red].min() > 200
    assert inks.print[blue].min() == 255
    assert inks.red[red].all() and not inks.red[black].any() and not inks.red[blue].any()
    assert inks.blue[blue].all() and not inks.blue[black].any()


def test_print_under_a_stamp_is_kept() -> None:
    assert separate(page()).print[312:316, 210:290].max() < 110


@pytest.mark.parametrize("mode", ["L", "1"])
def test_a_grey_page_has_print_only(mode: str) -> None:
    inks = separate(page().convert(mode))
    assert not inks.red.any() and not inks.blue.any()
    assert inks.print[105, 230] < 128


def test_a_colour_cast_over_the_whole_page_is_no_handwriting() -> None:
    image = Image.new("RGB", (600, 800), "white")
    pen = ImageDraw.Draw(image)
    for row in range(40, 760, 24):
        pen.rectangle((40, row, 560, row + 8), fill=BLUE)
    inks = separate(image)
    assert not inks.blue.any()
    assert inks.print[44, 300] < 128
