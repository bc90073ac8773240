"""Reads digits written by hand: a crop of the page goes in, ranked digit strings come out."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

Gray = NDArray[np.uint8]
Ink = NDArray[np.float32]
Logits = NDArray[np.float32]

MODEL = Path(__file__).parent / "models" / "digits.onnx"
HEIGHT_PX = 32
MIN_WIDTH_PX = 32
MAX_WIDTH_PX = 640
MARGIN_PX = 8
# A hand is taller than print: so much of the line's height is added above and below.
REACH = 0.6
# Darkness between paper (0) and black (1): the strongest ink of a crop must reach FAINT,
# a pixel counts as inked from half the strongest ink.
FAINT = 0.18
INKED = 0.5
SPECK_PX = 6
BLANK = 0
BEAM = 24
NEGLIGIBLE = 1e-4

Prefix = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DigitString:
    """One way to read a crop.

    Attributes:
        text: Digits 0 to 9.
        probability: That this is what was written, 0 to 1; readings that the caller does not
            allow keep their share, so the sum over all results is below 1.
    """

    text: str
    probability: float


def read_digits(
    image: Image.Image,
    *,
    lengths: range = range(1, 6),
    allowed: Callable[[str], bool] | None = None,
    limit: int = 5,
) -> tuple[DigitString, ...]:
    """Read the digits of a crop.

    Args:
        image: Dark ink on light paper, one line; printed neighbours may stick out at the edges.
        lengths: How many digits there may be.
        allowed: Tells which strings make sense here; None allows all.
        limit: At most so many results.

    Returns:
        Readings, the most probable first; empty when there is no ink or no allowed reading.
    """
    ink = normalise(np.asarray(image.convert("L")))
    if ink is None:
        return ()
    model = _model()
    shares = readings(model.logits(ink), temperature=model.temperature)
    fitting = [
        DigitString(text, share)
        for text, share in shares.items()
        if len(text) in lengths and (allowed is None or allowed(text))
    ]
    return tuple(sorted(fitting, key=lambda found: -found.probability)[:limit])


def find_ink_between(
    page: Image.Image, *, left_px: float, right_px: float, top_px: float, bottom_px: float
) -> Image.Image:
    """Cut out what was written by hand between two printed words.

    Args:
        page: The page, colour or grey.
        left_px: Right edge of the printed word before ("ngày", "Số:").
        right_px: Left edge of the printed word after ("tháng", "/KH-SGDĐT").
        top_px: Top of the printed line.
        bottom_px: Bottom of the printed line.

    Returns:
        A grey crop without red stamps, taller than the line; of at least one pixel.
    """
    reach = REACH * (bottom_px - top_px)
    left, top = max(0, math.floor(left_px)), max(0, math.floor(top_px - reach))
    right = min(page.width, max(math.ceil(right_px), left + 1))
    bottom = min(page.height, max(math.ceil(bottom_px + reach), top + 1))
    crop = page.crop((min(left, right - 1), min(top, bottom - 1), right, bottom))
    if crop.mode in {"L", "1", "I;16"}:
        return crop.convert("L")
    # Red ink is as light as paper in the red channel; blue and black ink are dark there.
    return crop.convert("RGB").getchannel("R")


def normalise(gray: Gray) -> Ink | None:
    """Bring a crop to the size and contrast that the model was trained on.

    Args:
        gray: Height × width, 0 black to 255 white.

    Returns:
        HEIGHT_PX × width, 0.0 paper to 1.0 ink, trimmed to its ink; None without ink.
    """
    paper = max(float(np.percentile(gray, 80)), 1.0)
    dark = np.clip(1.0 - gray.astype(np.float32) / paper, 0.0, 1.0)
    strongest = float(np.percentile(dark, 99.5))
    if strongest < FAINT:
        return None
    ink = np.clip((dark / strongest - 0.1) / 0.8, 0.0, 1.0).astype(np.float32)
    extent = _extent(ink)
    if extent is None:
        return None
    top, bottom, left, right = extent
    trimmed = ink[top:bottom, left:right]
    scale = HEIGHT_PX / trimmed.shape[0]
    width = int(np.clip(round(trimmed.shape[1] * scale), 1, MAX_WIDTH_PX - 2 * MARGIN_PX))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(trimmed, (width, HEIGHT_PX), interpolation=how)
    after = max(MARGIN_PX, MIN_WIDTH_PX - width - MARGIN_PX)
    return np.pad(small, ((0, 0), (MARGIN_PX, after))).astype(np.float32)


def _extent(ink: Ink) -> tuple[int, int, int, int] | None:
    """Return top, bottom, left, right of all but specks; at least two fifths of the height."""
    height, width = ink.shape
    parts = cv2.connectedComponentsWithStats((ink > INKED).astype(np.uint8), connectivity=8)[2]
    parts = parts[1:][parts[1:, cv2.CC_STAT_AREA] >= SPECK_PX]
    if not len(parts):
        return None
    lefts, tops = parts[:, cv2.CC_STAT_LEFT], parts[:, cv2.CC_STAT_TOP]
    top, left = int(tops.min()) - 1, int(lefts.min()) - 2
    bottom = int((tops + parts[:, cv2.CC_STAT_HEIGHT]).max()) + 1
    right = int((lefts + parts[:, cv2.CC_STAT_WIDTH]).max()) + 2
    lack = max(0, round(0.4 * height) - (bottom - top)) // 2
    return max(0, top - lack), min(height, bottom + lack), max(0, left), min(width, right)


def readings(logits: Logits, *, temperature: float = 1.0) -> dict[str, float]:
    """Find the digit strings that explain a crop, by CTC prefix beam search.

    Args:
        logits: Steps × 11: blank, then the digits 0 to 9.
        temperature: Above 1 makes the probabilities more modest.

    Returns:
        Text to probability, 1.0 in all; the empty text is "no digits here".
    """
    shifted = logits - logits.max(axis=1, keepdims=True)
    odds = np.exp(shifted)
    beams = _prefixes(odds / odds.sum(axis=1, keepdims=True))
    scores = {"".join(str(k - 1) for k in key): p ** (1 / temperature) for key, p in beams.items()}
    whole = sum(scores.values())
    return {text: score / whole for text, score in scores.items()}


def _prefixes(chances: Logits) -> Mapping[Prefix, float]:
    """Return the likeliest label sequences with their probability over all alignments."""
    beams: dict[Prefix, tuple[float, float]] = {(): (1.0, 0.0)}
    for step in chances.astype(np.float64):
        likely = [int(k) for k in np.flatnonzero(step > NEGLIGIBLE) if k != BLANK]
        grown: defaultdict[Prefix, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for prefix, (blank_end, digit_end) in beams.items():
            both = blank_end + digit_end
            kept = grown[prefix]
            kept[0] += both * step[BLANK]
            if prefix:
                kept[1] += digit_end * step[prefix[-1]]
            for k in likely:
                # The same digit twice needs a blank between.
                fresh = blank_end if prefix and prefix[-1] == k else both
                grown[(*prefix, k)][1] += fresh * step[k]
        best = sorted(grown.items(), key=lambda item: -sum(item[1]))[:BEAM]
        total = sum(sum(ends) for _, ends in best)
        beams = {prefix: (a / total, b / total) for prefix, (a, b) in best}
    return {prefix: a + b for prefix, (a, b) in beams.items()}


@dataclass(frozen=True, slots=True)
class DigitModel:
    """The network, loaded, and what makes its probabilities honest."""

    session: onnxruntime.InferenceSession
    temperature: float

    def logits(self, ink: Ink) -> Logits:
        """Return steps × 11 for one normalised crop."""
        found = self.session.run(None, {"ink": ink[None, None]})[0]
        return np.asarray(found[0], dtype=np.float32)


def load_model(path: Path) -> DigitModel:
    """Load a network written by `corpus.train.digits` and its card beside it (`.json`)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return DigitModel(session, float(card["temperature"]))


@cache
def _model() -> DigitModel:
    return load_model(MODEL)
