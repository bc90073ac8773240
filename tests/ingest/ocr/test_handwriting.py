"""The recogniser's own parts: crops, contrast, the search through its logits, and what it reads."""

import numpy as np
import pytest
from PIL import Image

from ingest.ocr.handwriting import (
    BAND,
    HEIGHT_PX,
    MIN_WIDTH_PX,
    cut_line,
    normalise,
    read_digits,
    readings,
)
from tests.ingest.ocr.hand import as_image, blank, written

SURE, UNSURE = 9.0, 1.0


def logits(*steps: dict[int, float]) -> np.ndarray:
    """Return logits with the given values at blank (0) and digits (1 + digit)."""
    rows = np.zeros((len(steps), 11), np.float32)
    for row, step in zip(rows, steps, strict=True):
        for label, value in step.items():
            row[label] = value
    return rows


def test_the_same_digit_twice_needs_a_blank_between() -> None:
    joined = readings(logits({2: SURE}, {2: SURE}))
    apart = readings(logits({2: SURE}, {0: SURE}, {2: SURE}))
    assert max(joined, key=joined.__getitem__) == "1"
    assert max(apart, key=apart.__getitem__) == "11"


def test_probabilities_add_up_and_a_higher_temperature_is_more_modest() -> None:
    unsure = logits({5: 3.0, 10: 2.0}, {0: SURE}, {8: SURE})
    shares, modest = readings(unsure), readings(unsure, 3.0)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert max(shares, key=shares.__getitem__) == "47"
    assert max(modest, key=modest.__getitem__) == "47"
    assert modest["47"] < shares["47"]
    assert shares["97"] > 0.1


def test_a_crop_without_ink_is_blank() -> None:
    assert normalise(blank(80, 60)) is None
    faint = blank(80, 60)
    faint[20:40, 20:60] = 240
    assert normalise(faint) is None
    assert read_digits([as_image(blank(80, 60))]) == ()


def test_paper_and_pen_of_any_shade_come_out_alike() -> None:
    dark = written(blank(120, 60), "47", (20, 15), tall=30, seed=3)
    gray = (180 - (255 - dark.astype(np.float32)) * 0.5).astype(np.uint8)
    one, other = normalise(dark), normalise(gray)
    assert one is not None and other is not None
    assert one.shape == other.shape == (HEIGHT_PX, round(120 * HEIGHT_PX / 60))
    assert float(np.abs(one - other).mean()) < 0.02


def test_narrow_crops_are_padded() -> None:
    crop = blank(20, 60)
    crop[10:50, 8:12] = 0
    ink = normalise(crop)
    assert ink is not None and ink.shape[1] == MIN_WIDTH_PX


def test_a_line_is_cut_at_one_scale_and_padded_beyond_the_page() -> None:
    page = Image.new("RGB", (200, 100), "white")
    crop = cut_line(page, left_px=-10, right_px=60, middle_px=10, capital_px=20)
    assert crop.mode == "L"
    assert crop.width == 70
    assert crop.height == pytest.approx(BAND * 20, abs=2)
    outside = cut_line(page, left_px=300, right_px=320, middle_px=50, capital_px=20)
    assert outside.getextrema() == (255, 255)


def test_red_stamps_are_left_out_of_a_crop_and_blue_ink_is_kept() -> None:
    page = Image.new("RGB", (100, 60), "white")
    page.paste((250, 40, 60), (10, 20, 40, 40))
    page.paste((40, 60, 200), (60, 20, 90, 40))
    crop = np.asarray(cut_line(page, left_px=0, right_px=100, middle_px=30, capital_px=20))
    assert crop[:, 10:40].min() > 200
    assert crop[:, 62:88].min() < 60


def test_only_readings_that_make_sense_come_back() -> None:
    page = as_image(written(blank(160, 80), "31", (40, 25), tall=30, seed=5))
    crop = cut_line(page, left_px=0, right_px=160, middle_px=40, capital_px=24)
    found = read_digits([crop], lengths=range(1, 3), allowed=lambda text: int(text) <= 12)
    assert all(len(one.text) < 3 and int(one.text) <= 12 for one in found)
    assert read_digits([crop], limit=1)[0].probability <= 1.0


def test_what_cannot_stand_here_counts_for_none_when_that_is_certain() -> None:
    page = as_image(written(blank(160, 80), "71", (40, 25), tall=30, seed=5))
    crop = cut_line(page, left_px=0, right_px=160, middle_px=40, capital_px=24)

    def shares(*, certain: bool) -> list[float]:
        found = read_digits(
            [crop], lengths=range(1, 3), allowed=lambda t: int(t) <= 31, certain=certain, limit=50
        )
        return [one.probability for one in found]

    open_sum, certain_sum = sum(shares(certain=False)), sum(shares(certain=True))
    assert open_sum < certain_sum <= 1.0 + 1e-6
