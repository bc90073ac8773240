"""Takes the rings of a black seal off the print they cross: a grey image goes in, one without rings comes out."""

from dataclasses import dataclass
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
# A thin ring is whitened where it is as thin as this: thicker ink is print that it crosses. A thick
# one, up to here, is at most angles nearly as thick as at others; at the rest print lies under it.
THIN_CM, THICKEST_CM, UNEVEN, LEAST_UNEVEN_PX = 0.075, 0.18, 0.35, 2.0
# Where it lies is smoothed over so many of its angles, and known if so many show it.
ANGLES, SMOOTHED, FEWEST = 1440, 61, 50
# Its rim is paler; beyond it strokes go on as they come.
RIM_PX, REACH_PX = 1.5, 3
POLAR = cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS

Mask = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]


def without_rings(gray: Gray, dpi: float, *, filled: bool = False) -> Gray:
    """Take the rings of a round seal away, and leave what they cross.

    Args:
        gray: Height × width, 0 black to 255 white, holding a seal perhaps.
        dpi: Resolution of the image.
        filled: Fill thin rings, too, with what goes into them on both sides.

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
    thin, thick = np.zeros_like(polar), np.zeros_like(polar)
    for at in _rings(polar, radius):
        runs = _Runs.across(polar, at, dpi)
        if runs.usual <= THIN_CM * dpi / 2.54 and not filled:
            thin |= runs.thin(round(THIN_CM * dpi / 2.54))
        elif runs.usual <= THICKEST_CM * dpi / 2.54:
            thick |= runs.band()
    cleaned = gray
    for marked, whiten in ((thick, False), (thin, True)):
        if marked.any():
            back = cv2.warpPolar(
                marked * 255, gray.shape[::-1], (x, y), reach, POLAR | cv2.WARP_INVERSE_MAP
            )
            cleaned = _without(cleaned, back > 90, whiten=whiten)
    return cleaned


def _without(gray: Gray, mask: Mask, *, whiten: bool) -> Gray:
    """Whiten what is marked, or let strokes that go in on one side come out on the other."""
    if whiten:
        return np.where(mask, 255, gray).astype(np.uint8)
    marked = mask.astype(np.uint8)
    return np.asarray(cv2.inpaint(gray, marked, REACH_PX, cv2.INPAINT_TELEA), np.uint8)


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


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs of ink along the radii that cross a ring: at which angle, from where to where.

    Attributes:
        shape: Of the image with one row per angle.
        at: Radius of the ring.
        row: Angle of each run.
        start: Radius at which it starts.
        end: Radius at which it ends.
    """

    shape: tuple[int, int]
    at: int
    row: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    @classmethod
    def across(cls, polar: Gray, at: int, dpi: float) -> "_Runs":
        """Find the runs near a ring; those that go on beyond what a ring reaches are left out."""
        most = round(THICKEST_CM * dpi / 2.54)
        left, right = max(0, at - 2 * most), min(polar.shape[1], at + 2 * most + 1)
        strip = np.pad(polar[:, left:right], ((0, 0), (1, 1)))
        row, edge = np.nonzero(strip[:, 1:] != strip[:, :-1])
        row, start, end = row[::2], edge[::2] + left, edge[1::2] + left
        inside = (start > left) & (end < right)
        return cls(polar.shape[:2], at, row[inside], start[inside], end[inside])

    @property
    def usual(self) -> float:
        """How thick the ring is where nothing lies under it, in pixels."""
        on_it = (self.start <= self.at) & (self.end > self.at)
        return float(np.median((self.end - self.start)[on_it])) if on_it.any() else 0.0

    def thin(self, thickest: int) -> Gray:
        """Mark the runs that are no thicker than a thin ring."""
        marked = np.zeros(self.shape, np.uint8)
        near = (self.start <= self.at + thickest) & (self.end >= self.at - thickest)
        ring = near & (self.end - self.start <= thickest)
        for y, begin, stop in zip(self.row[ring], self.start[ring], self.end[ring], strict=True):
            marked[y, begin - 1 : stop + 1] = 1
        return marked

    def band(self) -> Gray:
        """Mark the ring all the way round, as thick as it is where nothing lies under it."""
        usual, marked = self.usual, np.zeros(self.shape, np.uint8)
        on_it = (self.start <= self.at) & (self.end > self.at)
        alone = on_it & (
            np.abs(self.end - self.start - usual) <= max(LEAST_UNEVEN_PX, UNEVEN * usual)
        )
        if np.count_nonzero(alone) < FEWEST:
            return marked
        edges = (_smooth(self.row[alone], each[alone]) for each in (self.start, self.end))
        inner, outer = (edge[:, np.newaxis] for edge in edges)
        across = np.arange(self.shape[1])[np.newaxis]
        return ((across >= inner - RIM_PX) & (across < outer + RIM_PX)).astype(np.uint8)


def _smooth(rows: NDArray[np.int64], edges: NDArray[np.int64]) -> Floats:
    """Return an edge of a ring at every angle from where it is at some."""
    known = np.unique(rows, return_index=True)
    whole = np.interp(np.arange(ANGLES), known[0], edges[known[1]], period=ANGLES)
    around = np.pad(whole, SMOOTHED // 2, mode="wrap")
    return np.convolve(around, np.ones(SMOOTHED) / SMOOTHED, "valid")
