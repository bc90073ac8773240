"""Reads digits written by hand: a crop of the page goes in, ranked digit strings come out."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
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

# Two networks that were trained apart and on unlike crops: where they differ, neither is sure.
MODELS = tuple(
    Path(__file__).parent / "models" / name for name in ("digits.onnx", "digits_small.onnx")
)
# How much each of them counts: of made-up numbers and days that neither learnt more are read, and
# fewer wrongly, when the large one counts twice.
VOTES = (2.0, 1.0)
HEIGHT_PX = 48
MIN_WIDTH_PX = 48
MAX_WIDTH_PX = 800
# A hand is taller than print: a crop is so many printed capitals high, the line in its middle.
BAND = 2.6
# Darkness between paper (0) and black (1): the strongest ink of a crop must reach this.
FAINT = 0.18
BLANK = 0
BEAM = 24
NEGLIGIBLE = 1e-4

Prefix = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DigitString:
    """One way to read a crop.

    Attributes:
        text: Digits 0 to 9.
        probability: That this is what was written, 0 to 1; what is not returned keeps its share,
            so the sum over all results is below 1.
    """

    text: str
    probability: float


def read_digits(
    crops: Sequence[Image.Image],
    *,
    lengths: range = range(1, 6),
    allowed: Callable[[str], bool] | None = None,
    certain: bool = False,
    limit: int = 5,
) -> tuple[DigitString, ...]:
    """Read the digits of one place from one or more crops of it; the mean of all readings counts.

    Args:
        crops: As `cut_line` cuts them: dark ink on light paper, one line; printed neighbours may
            stick out at the edges. Crops of unlike height and place make the mean more honest.
        lengths: How many digits there may be.
        allowed: Tells which strings make sense here; None allows all.
        certain: Whether one of these, or nothing, must stand here; what is read beside them then
            counts for none.
        limit: At most so many results.

    Returns:
        Readings, the most probable first; empty when there is no ink or no allowed reading.
    """
    models = _models()
    shares: defaultdict[str, float] = defaultdict(float)
    for crop in crops:
        ink = normalise(np.asarray(crop.convert("L")))
        for model, weight in zip(models, VOTES, strict=True):
            found = {"": 1.0} if ink is None else readings(model.logits(ink), model.temperature)
            for text, share in found.items():
                shares[text] += float(share) * weight / (len(crops) * sum(VOTES))
    fitting = {
        text: share
        for text, share in shares.items()
        if len(text) in lengths and (allowed is None or allowed(text))
    }
    whole = sum(fitting.values()) + shares[""] if certain else 1.0
    ranked = sorted(fitting.items(), key=lambda found: -found[1])[:limit]
    return tuple(DigitString(text, share / whole) for text, share in ranked)


def cut_line(
    page: Image.Image, *, left_px: float, right_px: float, middle_px: float, capital_px: float
) -> Image.Image:
    """Cut a part of a printed line out of a page, tall enough for what a pen wrote into it.

    Args:
        page: The page, colour or grey.
        left_px: Where the crop begins; some of the printed word before belongs to it.
        right_px: Where it ends.
        middle_px: The middle of the line's printed words, down from the top.
        capital_px: Height of a printed capital letter.

    Returns:
        A grey crop without red stamps, BAND capitals high, on white where it leaves the page.
    """
    half = BAND * capital_px / 2
    left, top = math.floor(left_px), math.floor(middle_px - half)
    right = max(left + 1, math.ceil(right_px))
    bottom = max(top + 1, math.ceil(middle_px + half))
    inside = (max(0, left), max(0, top), min(page.width, right), min(page.height, bottom))
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return Image.new("L", (right - left, bottom - top), "white")
    crop = page.crop(inside)
    if crop.mode in {"L", "1", "I;16"}:
        crop = crop.convert("L")
    else:
        # Red ink is as light as paper in the red channel; blue and black ink are dark there.
        crop = crop.convert("RGB").getchannel("R")
    if crop.size == (right - left, bottom - top):
        return crop
    sheet = Image.new("L", (right - left, bottom - top), "white")
    sheet.paste(crop, (inside[0] - left, inside[1] - top))
    return sheet


def normalise(gray: Gray) -> Ink | None:
    """Bring a crop to the size and contrast that the model was trained on.

    Args:
        gray: Height × width, 0 black to 255 white.

    Returns:
        HEIGHT_PX × width, 0.0 paper to 1.0 ink; None without ink.
    """
    paper = max(float(np.percentile(gray, 80)), 1.0)
    dark = np.clip(1.0 - gray.astype(np.float32) / paper, 0.0, 1.0)
    strongest = float(np.percentile(dark, 99.5))
    if strongest < FAINT:
        return None
    ink = np.clip((dark / strongest - 0.1) / 0.8, 0.0, 1.0).astype(np.float32)
    scale = HEIGHT_PX / ink.shape[0]
    width = int(np.clip(round(ink.shape[1] * scale), 1, MAX_WIDTH_PX))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(ink, (width, HEIGHT_PX), interpolation=how)
    after = max(0, MIN_WIDTH_PX - width)
    return np.pad(small, ((0, 0), (0, after))).astype(np.float32)


def readings(logits: Logits, temperature: float = 1.0) -> dict[str, float]:
    """Find the digit strings that explain a crop, by CTC prefix beam search.

    Args:
        logits: Steps × 11: blank, then the digits 0 to 9.
        temperature: Above 1 makes the probabilities more modest.

    Returns:
        Text to probability, 1.0 in all; the empty text is "no digits here".
    """
    return tempered(scores(logits), temperature)


def scores(logits: Logits) -> dict[str, float]:
    """Find the likeliest digit strings and how likely the network holds them, by beam search."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    odds = np.exp(shifted)
    beams = _prefixes(odds / odds.sum(axis=1, keepdims=True))
    return {"".join(str(k - 1) for k in key): p for key, p in beams.items()}


def tempered(found: Mapping[str, float], temperature: float) -> dict[str, float]:
    """Make probabilities more modest by a temperature above 1; they add up to 1 again."""
    powers = {text: p ** (1 / temperature) for text, p in found.items()}
    whole = sum(powers.values())
    return {text: power / whole for text, power in powers.items()}


def _prefixes(chances: Logits) -> Mapping[Prefix, float]:
    """Return the likeliest label sequences with their probability over all alignments."""
    beams: dict[Prefix, tuple[float, float]] = {(): (1.0, 0.0)}
    for step in chances.astype(np.float64).tolist():  # Python's own numbers: a third of the time
        likely = [k for k, chance in enumerate(step) if chance > NEGLIGIBLE and k != BLANK]
        if not likely:  # most steps: nothing grows
            beams = {
                prefix: ((a + b) * step[BLANK], b * step[prefix[-1]] if prefix else 0.0)
                for prefix, (a, b) in beams.items()
            }
            continue
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
        worth = {prefix: a + b for prefix, (a, b) in grown.items()}
        best = sorted(worth, key=worth.__getitem__, reverse=True)[:BEAM]
        total = sum(worth[prefix] for prefix in best)
        beams = {prefix: (grown[prefix][0] / total, grown[prefix][1] / total) for prefix in best}
    whole = sum(a + b for a, b in beams.values())
    return {prefix: (a + b) / whole for prefix, (a, b) in beams.items()}


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
def _models() -> tuple[DigitModel, ...]:
    return tuple(load_model(path) for path in MODELS)
