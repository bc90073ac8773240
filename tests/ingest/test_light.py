"""Shadows are lifted and faint print is darkened; even pages stay as they are, to the byte."""

import numpy as np
import pytest
from PIL import Image

from ingest.light import Pixels, evened, lit
from tests.ingest.ocr.print import printed

SIZE = (1654, 2339)
ROWS = [(200, 150 + 200 * k, 60, "Ủy ban nhân dân tỉnh báo cáo kết quả") for k in range(10)]


def page() -> Pixels:
    return np.repeat(printed(SIZE, ROWS)[..., None], 3, axis=2)


def shaded(pixels: Pixels) -> Pixels:
    """Lay the shadow of a hand over the lower right of a page, with a soft edge."""
    height, width = pixels.shape[:2]
    down, right = np.mgrid[0:height, 0:width] / (height, width)[0]
    dark = 0.55 / (1 + np.exp(-(down + right - 0.9) * 12))
    return np.asarray(pixels * (1 - dark[..., None]), np.uint8)


def test_an_even_page_is_not_touched() -> None:
    plain = page()
    assert evened(plain, dpi=200) is plain
    image = Image.fromarray(plain)
    assert lit(image, dpi=200) is image


def test_a_shadow_is_lifted() -> None:
    dark = shaded(page())
    before, after = dark[2000:2100, 1300:1600], evened(dark, dpi=200)
    assert before.max() < 150
    paper = printed(SIZE, ROWS) == 255
    light, print_ = after[paper], after[printed(SIZE, ROWS) < 60]
    assert np.percentile(light, 5) > 235
    assert np.percentile(print_, 95) < 110


def test_grey_scans_are_evened_too() -> None:
    dark = shaded(page())[..., 0]
    assert evened(dark, dpi=200)[2000:2100, 1300:1600].min() > 225


def test_red_stays_red_in_a_shadow() -> None:
    pixels = page()
    pixels[1900:2100, 1200:1400] = (206, 30, 44)
    after = evened(shaded(pixels), dpi=200)[2000, 1300].astype(int)
    assert after[0] - after[1:].max() > 80


def test_faint_print_is_darkened() -> None:
    faint = np.asarray(255 - (255 - page().astype(int)) // 3, np.uint8)
    after = evened(faint, dpi=200)
    assert faint.min() > 160
    assert np.percentile(after, 0.5) < 70
    assert np.percentile(after, 60) > 250


@pytest.mark.parametrize("shade", [255, 225])
def test_a_blank_page_stays_blank(shade: int) -> None:
    rng = np.random.default_rng(3)
    blank = np.clip(rng.normal(shade, 3, (2339, 1654)), 0, 255).astype(np.uint8)
    assert evened(blank, dpi=200).min() > 150


def test_the_black_edge_of_a_copier_is_no_shadow() -> None:
    edged = page()
    edged[:, :80] = 10
    assert evened(edged, dpi=200) is edged


def test_one_bit_a_pixel_has_no_light() -> None:
    image = Image.fromarray(page()).convert("1")
    assert lit(image, dpi=200) is image
