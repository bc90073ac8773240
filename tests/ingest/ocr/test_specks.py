"""Noise goes, print stays, clean pages are not touched."""

import numpy as np

from ingest.ocr.specks import without_specks
from tests.ingest.ocr.print import printed

ROWS = [(60, 80 + 46 * k, 34, "Kính gửi: Các phòng giáo dục và đào tạo") for k in range(20)]


def test_a_noisy_page_is_cleaned_and_its_print_kept() -> None:
    page = printed((900, 1100), ROWS)
    noise = np.random.default_rng(3).random(page.shape) < 0.06
    dirty = np.where(noise, 0, page).astype(np.uint8)
    cleaned = without_specks(dirty, 200.0)
    far = (page == 255) & noise
    assert (cleaned[far] == 255).mean() > 0.8
    assert (cleaned[page < 100] < 128).mean() > 0.97


def test_pure_noise_leaves_little_to_read() -> None:
    noise = np.where(np.random.default_rng(4).random((900, 900)) < 0.1, 0, 255).astype(np.uint8)
    assert (without_specks(noise, 200.0) < 128).mean() < 0.02


def test_a_clean_page_comes_back_as_it_is() -> None:
    page = printed((900, 1100), ROWS)
    assert without_specks(page, 200.0) is page


def test_dense_print_without_specks_comes_back_as_it_is() -> None:
    page = printed(
        (900, 1100), [(10, 8 + 40 * k, 38, "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN") for k in range(27)]
    )
    page = np.minimum(page, np.roll(page, 2, axis=1))
    assert (page < 128).mean() > 0.07
    assert without_specks(page, 200.0) is page
