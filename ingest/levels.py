"""Percentiles of grey by counting, as bytes have but 256 values: pixels go in, levels come out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def levels(pixels: NDArray[np.uint8], shares: Sequence[float]) -> tuple[float, ...]:
    """Return what `np.percentile` returns, in a fraction of its time.

    Args:
        pixels: Of any shape, not empty.
        shares: In hundredths, 0 to 100.

    >>> levels(np.array([[0, 10], [20, 30]], np.uint8), (0, 50, 100))
    (0.0, 15.0, 30.0)
    """
    counted = np.cumsum(np.bincount(pixels.ravel(), minlength=256))
    places = np.asarray(shares) / 100 * (pixels.size - 1)
    below = np.searchsorted(counted, np.floor(places), side="right")
    above = np.searchsorted(counted, np.ceil(places), side="right")
    part = places - np.floor(places)
    return tuple((below + part * (above - below)).tolist())
