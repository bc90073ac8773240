"""The sheet is cut out of photographs and dark edges; words are laid back where they stand."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from ingest.ocr.flat import flattened
from ingest.ocr.page import read_page
from ingest.options import ReadOptions
from nlp.document import Box
from tests.ingest.ocr.print import line, printed

SIZE = (1654, 2339)
TEXT = "Thực hiện kế hoạch của Ủy ban nhân dân tỉnh"
ROWS = [(200, 300 + 150 * k, 46, TEXT) for k in range(12)]
TABLE = (1900, 2600)
CORNERS = np.array([[180, 120], [1700, 90], [1830, 2480], [90, 2420]], np.float32)


def photograph() -> tuple[Image.Image, NDArray[np.float64]]:
    """Return a page on a dark table seen askew, and where each point of the page lies on it."""
    width, height = SIZE
    sheet = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    there = cv2.getPerspectiveTransform(sheet, CORNERS)
    page = np.repeat(printed(SIZE, ROWS)[..., None], 3, axis=2)
    rng = np.random.default_rng(2)
    table = rng.normal((96, 78, 60), 5, (TABLE[1], TABLE[0], 3)).clip(0, 255).astype(np.uint8)
    lying = cv2.warpPerspective(page, there, TABLE)
    covered = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), there, TABLE)
    table[covered > 0] = lying[covered > 0]
    return Image.fromarray(table), np.asarray(there, np.float64)


def there(matrix: NDArray[np.float64], x: float, y: float) -> tuple[float, float]:
    moved = matrix @ (x, y, 1.0)
    return float(moved[0] / moved[2]), float(moved[1] / moved[2])


def test_a_photograph_becomes_a_sheet() -> None:
    image, _ = photograph()
    flat = flattened(image, dpi=222)
    across, down = flat.image.size
    assert across == pytest.approx(1740, abs=40)
    assert down == pytest.approx(2370, abs=60)
    assert flat.dpi == pytest.approx(down / 11.69)
    assert np.asarray(flat.image)[:, [15, -15]].mean() > 200


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_boxes_go_back_to_the_photograph(turned: int) -> None:
    image, _ = photograph()
    flat = flattened(image, dpi=222)
    width, height = flat.image.size
    upright = (width, height) if turned % 180 == 0 else (height, width)
    whole = flat.back(line((0, 0, upright[0] / 0.9, upright[1]), "x"), turned, image.size)
    box = whole.box
    # The sheet reaches from corner to corner of the photograph, however both are turned.
    left, right = CORNERS[:, 0].min(), CORNERS[:, 0].max()
    top, bottom = CORNERS[:, 1].min(), CORNERS[:, 1].max()
    ways = {
        0: Box(left, top, right, bottom),
        90: Box(TABLE[1] - bottom, left, TABLE[1] - top, right),
        180: Box(TABLE[0] - right, TABLE[1] - bottom, TABLE[0] - left, TABLE[1] - top),
        270: Box(top, TABLE[0] - right, bottom, TABLE[0] - left),
    }
    found = (box.left, box.top, box.right, box.bottom)
    true = (ways[turned].left, ways[turned].top, ways[turned].right, ways[turned].bottom)
    assert found == pytest.approx(true, abs=20)


@pytest.mark.engine
def test_words_of_a_photograph_stand_where_they_are_seen() -> None:
    image, matrix = photograph()
    layer = read_page(image, page_index=0, options=ReadOptions(), dpi=222)
    assert (layer.width_px, layer.height_px) == TABLE
    assert [one.text for one in layer.lines] == [TEXT] * len(ROWS)
    for (x, y, px, _), read in zip(ROWS, layer.lines, strict=True):
        left, middle = there(matrix, x, y + 0.6 * px)
        assert read.words[0].box.left == pytest.approx(left, abs=15)
        assert read.words[0].box.top < middle < read.words[0].box.bottom


@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_a_scan_is_not_touched(mode: str) -> None:
    image = Image.fromarray(printed(SIZE, ROWS)).convert(mode)
    flat = flattened(image, dpi=200)
    assert flat.image is image
    same = line((10, 20, 300, 50), "Sở Y tế")
    assert flat.back(same, 90, image.size) is same


def test_the_black_edges_of_a_copier_are_cut_away() -> None:
    page = np.full((2500, 1800), 12, np.uint8)
    page[60:2399, 100:1754] = printed(SIZE, ROWS)
    flat = flattened(Image.fromarray(page), dpi=200)
    assert flat.image.size == pytest.approx(SIZE, abs=16)
    assert flat.dpi == pytest.approx(200, abs=3)
    word = line((200, 300, 400, 340), "Sở")
    box = flat.back(word, 0, (1800, 2500)).box
    assert (box.left, box.top) == pytest.approx((300, 360), abs=12)


def test_a_dark_page_without_paper_is_left_alone() -> None:
    rng = np.random.default_rng(4)
    noise = Image.fromarray(rng.integers(0, 255, (1200, 900), np.uint8))
    night = Image.new("RGB", (900, 1200), (20, 20, 20))
    assert flattened(noise, dpi=200).image is noise
    assert flattened(night, dpi=200).image is night
