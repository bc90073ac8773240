"""Levels by counting are numpy's percentiles."""

import numpy as np
import pytest

from ingest.levels import levels


@pytest.mark.parametrize("seed", range(20))
def test_they_are_percentiles(seed: int) -> None:
    chance = np.random.default_rng(seed)
    top = int(chance.integers(1, 256))
    pixels = chance.integers(0, top, chance.integers(1, 60, 2), dtype=np.uint8)
    shares = (0, 0.5, 3, 50, 80, 97, 100)
    assert levels(pixels, shares) == pytest.approx(np.percentile(pixels, shares).tolist())
