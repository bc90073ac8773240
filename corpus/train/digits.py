"""Trains the reader of hand-written digits: MNIST files go in, an ONNX file and its card come out.

    pip install torch==2.13.0 onnx
    python -m corpus.train.digits --digits DIR --out FILE.onnx

Torch is needed for this command only and is no dependency of the project. On one core of an
ordinary machine it takes about 25 minutes; the same seed and versions give the same network.
"""

import json
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import click
import numpy as np
import torch
from numpy.typing import NDArray

from corpus.train.network import Reader, loss_of, save
from corpus.train.strings import Crop, Writer
from corpus.train.strokes import load_digits
from ingest.ocr.handwriting import DigitModel, load_model, normalise, readings

HELD_OUT = 1500
BATCH = 48
DRAW_AT_ONCE = 12
LEARNING_RATE = 3e-3
TEST_STRINGS = 2000
SEED = 30

Ink = NDArray[np.float32]


class Figures(TypedDict):
    """How well a network reads made-up strings of digits that it never saw."""

    strings: int
    exact: float
    exact_of_surest_80_percent: float
    exact_by_length: dict[str, float]
    calibration_error: float
    no_digits_kept_silent: float


@dataclass(frozen=True, slots=True)
class Example:
    """A normalised crop and its digits."""

    ink: Ink
    text: str


def example(crop: Crop) -> Example | None:
    """Normalise a crop as the reader will; None where nothing is left to see."""
    ink = normalise(crop.image)
    return None if ink is None else Example(ink, crop.text)


def examples(writer: Writer, count: int) -> list[Example]:
    """Write `count` readable crops."""
    found: list[Example] = []
    while len(found) < count:
        made = example(writer.crop())
        if made is not None:
            found.append(made)
    return found


def train(writer: Writer, steps: int) -> Reader:
    """Train for `steps` batches of fresh strings, narrow ones with narrow ones."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    network = Reader()
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=1e-4)
    waiting: list[list[Example]] = []
    started, mean = time.monotonic(), 0.0
    for step in range(steps):
        if not waiting:
            drawn = sorted(examples(writer, BATCH * DRAW_AT_ONCE), key=lambda one: one.ink.shape[1])
            waiting = [drawn[k : k + BATCH] for k in range(0, len(drawn), BATCH)]
            writer.chance.shuffle(waiting)
        part = waiting.pop()
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * _pace(step, steps)
        optimiser.zero_grad()
        loss = loss_of(network, [one.ink for one in part], [one.text for one in part])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        mean += (float(loss.detach()) - mean) / min(step + 1, 100)
        if (step + 1) % 200 == 0:
            click.echo(
                f"{step + 1}/{steps} loss {mean:.3f} after {time.monotonic() - started:.0f} s"
            )
    return network


def _pace(step: int, steps: int) -> float:
    """Return the share of the learning rate: a short warm-up, then a cosine down to nothing."""
    warm = min(1.0, (step + 1) / 200)
    return warm * 0.5 * (1 + math.cos(math.pi * step / steps))


def temperature_for(model: DigitModel, known: Sequence[Example]) -> float:
    """Choose the temperature under which the true strings are the least surprising."""
    logits = [model.logits(one.ink) for one in known]
    choices = np.arange(0.8, 4.01, 0.1)
    surprise = [
        np.mean(
            [
                -math.log(max(readings(one, float(t)).get(true.text, 0.0), 1e-4))
                for one, true in zip(logits, known, strict=True)
            ]
        )
        for t in choices
    ]
    return round(float(choices[int(np.argmin(surprise))]), 2)


def figures_for(model: DigitModel, known: Sequence[Example]) -> Figures:
    """Measure a model on examples that it was not fitted to."""
    best = [_best(model, one) for one in known]
    digits = [(b, one.text) for b, one in zip(best, known, strict=True) if one.text]
    right = np.array([b[0] == text for b, text in digits])
    sure = np.array([b[1] for b, _ in digits])
    order = np.argsort(-sure)
    lengths = np.array([len(text) for _, text in digits])
    bins = np.array_split(np.argsort(sure), 10)
    silent = [b[0] == "" for b, one in zip(best, known, strict=True) if not one.text]
    return Figures(
        strings=len(digits),
        exact=round(float(right.mean()), 4),
        exact_of_surest_80_percent=round(float(right[order[: int(0.8 * len(order))]].mean()), 4),
        exact_by_length={str(n): round(float(right[lengths == n].mean()), 4) for n in range(1, 6)},
        calibration_error=round(
            float(np.mean([abs(float(right[b].mean()) - float(sure[b].mean())) for b in bins])), 4
        ),
        no_digits_kept_silent=round(float(np.mean(silent)), 4),
    )


def _best(model: DigitModel, one: Example) -> tuple[str, float]:
    found = readings(model.logits(one.ink), model.temperature)
    text = max(found, key=lambda key: found[key])
    return text, found[text]


@click.command()
@click.option("--digits", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--steps", default=4500, show_default=True, help="Batches of 48 strings.")
def main(digits: Path, out: Path, steps: int) -> None:
    """Train on all digits but the first 1,500; calibrate and measure on those."""
    every = load_digits(digits)
    network = train(Writer(every.part(HELD_OUT, len(every.labels)), SEED), steps)
    save(network, out)
    card = out.with_suffix(".json")
    card.write_text(json.dumps({"temperature": 1.0}), encoding="utf-8")
    unseen = every.part(0, HELD_OUT)
    temperature = temperature_for(load_model(out), examples(Writer(unseen, SEED + 1), TEST_STRINGS))
    figures = figures_for(
        DigitModel(load_model(out).session, temperature),
        examples(Writer(unseen, SEED + 2), TEST_STRINGS),
    )
    facts = {
        "temperature": temperature,
        "trained_on": f"MNIST test half without its first {HELD_OUT} digits, and drawn forms",
        "strings_seen": steps * BATCH,
        "seed": SEED,
        "held_out": figures,
    }
    card.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    click.echo(card.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
