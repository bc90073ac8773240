"""Takes the rings of a black seal off the print they cross: a grey image goes in, one without rings comes out."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ink import Gray

INK = 170
# Seals of Vietnamese bodies measure 30 to 42 mm across (Thông tư 07/2010/TT-BCA); copies shrink them.
SMALLEST_CM, LARGEST_CM = 1.3, 2.2
"""Radii of the outer ring."""
SEARCH_DPI = 75
# A ring is inked over this share of its way round; print that lies on a circle by chance is not.
WHOLE = 0.5
# Rings between this share of the outer radius and the outer one are looked for.
INNERMOST = 0.6
# A ring is at most so thick; what is thicker at some angle is print under it.
THICKEST_CM = 0.075
ANGLES = 1440
POLAR = cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS

Mask = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]


def without_rings(gray: Gray, dpi: float) -> Gray:
    """Whiten the rings of a round seal where nothing lies under them.

    Args:
        gray: Height × width, 0 black to 255 white, holding a seal perhaps.
        dpi: Resolution of the image.

    Returns:
        A copy without the rings, or the image itself when it has no seal.
    """
    found = _circle(gray, dpi)
    if found is None:
        return gray
    x, y, radius = found
    reach = int(radius * 1.15)
    ink = (gray < INK).astype(np.uint8)
    polar = np.asarray(cv2.warpPolar(ink, (reach, ANGLES), (x, y), reach, POLAR), np.uint8)
    marked = np.zeros_like(polar)
    for at in _rings(polar, radius):
        marked |= _thin_runs(polar, at, max(2, round(THICKEST_CM * dpi / 2.54)))
    if not marked.any():
        return gray
    back = cv2.warpPolar(
        marked * 255, gray.shape[::-1], (x, y), reach, POLAR | cv2.WARP_INVERSE_MAP
    )
    cleaned = gray.copy()
    cleaned[back > 90] = 255
    return cleaned


def _circle(gray: Gray, dpi: float) -> tuple[float, float, float] | None:
    """Return middle and radius of the outer ring of a seal, or None."""
    scale = SEARCH_DPI / dpi
    ink = ((gray < INK) * 255).astype(np.uint8)
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    low, high = (round(cm * SEARCH_DPI / 2.54) for cm in (SMALLEST_CM, LARGEST_CM))
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1.5, low, param1=150, param2=40, minRadius=low, maxRadius=high
    )
    if circles is None:
        return None
    x, y, radius = (float(value) / scale for value in circles.reshape(-1, 3)[0])
    return _refined(ink, x, y, radius, dpi)


def _refined(
    ink: Gray, x: float, y: float, radius: float, dpi: float
) -> tuple[float, float, float] | None:
    """Move a circle by a few pixels to where most ink lies on it; None where it is no ring."""
    angles = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    shifts = np.arange(-4, 5) * max(1.0, dpi / 200)
    reach = (radius + shifts)[:, np.newaxis]
    # All of them at once: shift across × shift down × shift of the radius × angle.
    columns = _shifted(x + shifts, reach * np.cos(angles))[:, np.newaxis]
    rows = _shifted(y + shifts, reach * np.sin(angles))[np.newaxis]
    inside = (columns >= 0) & (rows >= 0) & (columns < ink.shape[1]) & (rows < ink.shape[0])
    on_it = ink[np.where(inside, rows, 0), np.where(inside, columns, 0)] > 0
    inked = np.count_nonzero(on_it & inside, axis=-1)
    best = np.unravel_index(int(inked.argmax()), inked.shape)
    if inked[best] < WHOLE * len(angles):
        return None
    dx, dy, dr = (float(shifts[at]) for at in best)
    return x + dx, y + dy, radius + dr


def _shifted(middles: Floats, reach: Floats) -> NDArray[np.int64]:
    """Return middles × radii × angles: the pixel at which each lies."""
    return np.round(middles[:, np.newaxis, np.newaxis] + reach).astype(np.int64)


def _rings(polar: Gray, radius: float) -> list[int]:
    """Return the radii at which rings lie."""
    wide = cv2.dilate(polar, np.ones((1, 5), np.uint8)).mean(axis=0)
    found: list[int] = []
    for at in np.argsort(-wide):
        if wide[at] < WHOLE or not INNERMOST * radius <= at:
            continue
        if all(abs(int(at) - other) > 5 for other in found):
            found.append(int(at))
    return found[:3]


def _thin_runs(polar: Gray, at: int, thickest: int) -> Gray:
    """Mark the runs of ink along a radius that cross a ring and are no thicker than one."""
    marked = np.zeros_like(polar)
    left, right = max(0, at - 2 * thickest), min(polar.shape[1], at + 2 * thickest + 1)
    strip = np.pad(polar[:, left:right], ((0, 0), (1, 1)))
    row, edge = np.nonzero(strip[:, 1:] != strip[:, :-1])
    row, start, end = row[::2], edge[::2], edge[1::2]
    near = (start <= at - left + thickest) & (end >= at - left - thickest)
    thin = near & (end - start <= thickest) & (start > 0) & (end < right - left)
    for y, begin, stop in zip(row[thin], start[thin] + left, end[thin] + left, strict=True):
        marked[y, begin - 1 : stop + 1] = 1
    return marked
