"""A name whose beginning a seal covers is found by its last syllable."""

import cv2
import pytest

from ingest.ink import Gray
from ingest.ocr.signed_name import unread_name
from ingest.options import ReadOptions
from nlp.document import Box
from nlp.names import person_name
from tests.ingest.ocr.print import printed

DPI = 200.0
BLOCK = Box(900, 1600, 1600, 2000)


def signed(*, ring: int) -> Gray:
    """Return a block with a post and a name; a seal's ring of some strength runs into the name."""
    page = printed((700, 400), [(250, 20, 36, "GIÁM ĐỐC"), (160, 260, 36, "Trần Thị Bích Hạnh")])
    sheet = page.copy()
    if ring:
        cv2.circle(sheet, (150, 190), 100, 0, thickness=ring)
    return sheet


@pytest.mark.parametrize("ring", [0, 2])
def test_a_name_is_read_at_its_place_on_the_page(ring: int) -> None:
    line = unread_name([signed(ring=ring)], BLOCK, 1680, dpi=DPI, options=ReadOptions())
    assert line is not None
    name = person_name(line.text)
    assert name == "Trần Thị Bích Hạnh" or (ring and name in {"Thị Bích Hạnh", "Bích Hạnh"})
    assert BLOCK.top + 240 < line.box.middle[1] < BLOCK.top + 320
    assert BLOCK.left + 100 < line.box.left < line.box.right < BLOCK.left + 560


def test_nothing_below_a_post_is_no_name() -> None:
    page = printed((700, 400), [(250, 20, 36, "GIÁM ĐỐC"), (160, 20, 36, "")])
    assert unread_name([page], BLOCK, 1680, dpi=DPI, options=ReadOptions()) is None
