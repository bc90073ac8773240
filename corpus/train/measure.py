"""Measures a reader of digits: its network and known crops go in, temperature and figures come out."""

import math
from collections.abc import Sequence
from functools import partial
from multiprocessing.pool import Pool
from pathlib import Path
from typing import TypedDict

import numpy as np

from corpus.train.examples import Example, Models, examples
from ingest.ocr.handwriting import load_model, scores, tempered

PARTS = 16
Known = Sequence[tuple[str, dict[str, float]]]
"""For each crop its digits, and what the network reads there with how much belief."""


class Figures(TypedDict):
    """How well a network reads made-up strings of digits that it never saw."""

    strings: int
    exact: float
    exact_of_surest_80_percent: float
    exact_by_length: dict[str, float]
    calibration_error: float
    no_digits_kept_silent: float


def unseen(crew: Pool, models: Models, seed: int, count: int) -> list[Example]:
    """Write known crops in PARTS pieces, side by side."""
    each = math.ceil(count / PARTS)
    parts = crew.map(partial(_some, models, each), range(seed, seed + PARTS))
    return [one for part in parts for one in part]


def _some(models: Models, count: int, seed: int) -> list[Example]:
    return examples(models.writer(seed), count)


def read_all(crew: Pool, model: Path, known: Sequence[Example]) -> Known:
    """Read crops with the exported network, side by side."""
    parts = [known[k::PARTS] for k in range(PARTS)]
    return [one for part in crew.map(partial(_read, model), parts, chunksize=1) for one in part]


def _read(model: Path, known: Sequence[Example]) -> list[tuple[str, dict[str, float]]]:
    network = load_model(model)
    return [(one.text, scores(network.logits(one.ink))) for one in known]


def temperature_for(known: Known) -> float:
    """Choose the temperature under which the true strings are the least surprising."""
    choices = np.arange(0.8, 4.01, 0.1)
    surprise = [
        np.mean([-math.log(max(tempered(found, t).get(text, 0.0), 1e-4)) for text, found in known])
        for t in choices.tolist()
    ]
    return round(float(choices[int(np.argmin(surprise))]), 2)


def figures_for(known: Known, temperature: float) -> Figures:
    """Measure a model on crops that it was not fitted to."""
    best = [
        (text, *max(tempered(found, temperature).items(), key=lambda pair: pair[1]))
        for text, found in known
    ]
    digits = [one for one in best if one[0]]
    right = np.array([text == read for text, read, _ in digits])
    sure = np.array([share for _, _, share in digits])
    order = np.argsort(-sure)
    lengths = np.array([len(text) for text, _, _ in digits])
    bins = np.array_split(np.argsort(sure), 10)
    silent = [read == "" for text, read, _ in best if not text]
    return Figures(
        strings=len(digits),
        exact=round(float(right.mean()), 4),
        exact_of_surest_80_percent=round(float(right[order[: int(0.8 * len(order))]].mean()), 4),
        exact_by_length={
            str(n): round(float(right[lengths == n].mean()), 4) for n in sorted({*lengths.tolist()})
        },
        calibration_error=round(
            float(np.mean([abs(float(right[b].mean()) - float(sure[b].mean())) for b in bins])), 4
        ),
        no_digits_kept_silent=round(float(np.mean(silent)), 4),
    )
