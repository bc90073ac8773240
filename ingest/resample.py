"""Fits the pixels of a scan to its page as Poppler does: an array goes in, a few rows more or fewer come out.

A scan of 2481 × 3504 pixels becomes 2480 × 3500: now and then two rows are made one. What reads the
pages was made and measured on such pictures.
"""

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


def stretched(pixels: Pixels, *, width: int, height: int) -> Pixels:
    """Return an image with so many columns and rows, at most twice fewer.

    Where there are more than wanted, two are averaged here and there; where there are fewer, one is
    repeated.

    >>> stretched(np.array([[10, 20, 30, 50]], np.uint8), width=3, height=1).tolist()
    [[10, 20, 40]]
    >>> stretched(np.array([[10, 20]], np.uint8), width=3, height=1).tolist()
    [[10, 20, 20]]
    """
    return _along(_along(pixels, height, 0), width, 1)


def _along(pixels: Pixels, length: int, axis: int) -> Pixels:
    own = pixels.shape[axis]
    if own == length:
        return pixels
    if own > length:
        taken = np.arange(length) * own // length
    else:
        taken = np.repeat(np.arange(own), np.diff(np.arange(own + 1) * length // own))
    # Runs of neighbours are copied at once; there are few.
    runs = np.split(taken, np.flatnonzero(np.diff(taken) != 1) + 1)
    ways = np.moveaxis(pixels, axis, 0)
    fitted = np.concatenate([pixels[_part(run[0], run[-1] + 1, axis)] for run in runs], axis=axis)
    for at in np.flatnonzero(np.diff(taken, append=own) == 2):
        pair = ways[taken[at] : taken[at] + 2].astype(np.uint16)
        np.moveaxis(fitted, axis, 0)[at] = (pair[0] + pair[1]) // 2
    return fitted


def _part(start: int, end: int, axis: int) -> tuple[slice, ...]:
    return (slice(None),) * axis + (slice(start, end),)
