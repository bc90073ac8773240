"""Scans made-up crops: ink goes in, a grey picture comes out, as coarse, noisy or black-and-white as real ones."""

import cv2
import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.float32]
Gray = NDArray[np.uint8]


def scanned(sheet: Ink, shade: float, chance: np.random.Generator) -> Gray:
    """Blur, lower the resolution, add paper and noise, cut to two levels, JPEG.

    Args:
        sheet: Ink on paper, 0 to 1.
        shade: How dark the pen is.
        chance: Chooses how.
    """
    if chance.random() < 0.35:
        middle = (sheet.shape[1] / 2, sheet.shape[0] / 2)
        turn = cv2.getRotationMatrix2D(middle, chance.normal(0, 1.3), 1)
        sheet = np.asarray(cv2.warpAffine(sheet, turn, sheet.shape[::-1]), np.float32)
    sheet = _resolved(sheet, chance)
    sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), chance.uniform(0.3, 1.0)), np.float32)
    paper = chance.uniform(170, 235) if chance.random() < 0.3 else chance.uniform(232, 255)
    depth = chance.uniform(0.6, 1.0)
    noise = chance.standard_normal(sheet.shape, np.float32) * chance.uniform(0, 2.8) ** 2
    image = paper * (1 - depth * sheet) + noise
    if chance.random() < 0.15:
        image = image * np.linspace(chance.uniform(0.75, 1), 1, sheet.shape[1])[None, :]
    if chance.random() < 0.1:
        image = image - _stains(sheet.shape, chance)
    if chance.random() < 0.3:
        image = _two_levels(image, paper, depth * shade, chance)
    gray = np.clip(image, 0, 255).astype(np.uint8)
    if chance.random() < 0.3:
        quality = int(chance.integers(15, 85))
        coded = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        gray = np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8)
    return gray


def _resolved(sheet: Ink, chance: np.random.Generator) -> Ink:
    """Scan coarser or finer than the crop is later, sometimes."""
    if chance.random() > 0.25:
        return sheet
    scale = chance.uniform(0.45, 0.9)
    small = (max(8, round(sheet.shape[1] * scale)), max(8, round(sheet.shape[0] * scale)))
    return np.asarray(cv2.resize(sheet, small, interpolation=cv2.INTER_AREA), np.float32)


def _stains(shape: tuple[int, ...], chance: np.random.Generator) -> NDArray[np.float32]:
    """Darken the paper in clouds, as old paper and a copier do."""
    coarse = chance.uniform(0, chance.uniform(5, 45), (3, 6)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)


def _two_levels(
    image: NDArray[np.float32], paper: float, faintest: float, chance: np.random.Generator
) -> NDArray[np.float32]:
    """Scan to black and white, with specks sometimes, smoothed by a resize sometimes."""
    level = paper * (1 - faintest * chance.uniform(0.35, 0.75))
    flat = np.where(image < level, 0.0, 255.0)
    if chance.random() < 0.2:
        flat[chance.random(flat.shape) < chance.uniform(0, 0.006)] = 0.0
    if chance.random() < 0.5:
        flat = np.asarray(cv2.GaussianBlur(flat, (0, 0), 0.6), np.float64)
    return flat.astype(np.float32)
