"""Trains the reader of hand-written digits: MNIST files go in, an ONNX file and its card come out.

    pip install torch==2.13.0 onnx onnxscript
    python -m corpus.train.digits --digits DIR --out FILE.onnx --minutes 60 --workers 2
    python -m corpus.train.digits --digits DIR --out FILE.onnx --minutes 60 --gently

The second goes on on a processor from the checkpoint (FILE.pt) of an earlier training. Torch is needed for this command only and is no dependency of the project. It trains on a graphics
card where there is one, else on the processor; the time given ends it, so that two runs with one
seed see the same kinds of crops but end in slightly different networks.
"""

import copy
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, Unpack

import click
import numpy as np
import torch
from torch import nn

from corpus.train.examples import Models
from corpus.train.forms import Fonts
from corpus.train.measure import figures_for, read_all, temperature_for, unseen
from corpus.train.network import LARGE, SMALL, Batch, Reader, joined, loss_of, save, settle
from corpus.train.pool import BATCH, FORKS, Pool
from corpus.train.strokes import load_digits, load_hands

HELD_OUT = 1500
# Batches a step: a card likes large ones.
AT_ONCE = {"cuda": 4, "cpu": 1}
# How slowly the mean of the weights follows them.
FOLLOW = 0.998
# What measuring takes at the end, in seconds, and how often a checkpoint is written.
MEASURING_S, CHECKPOINT_S = 45, 60
TEST_STRINGS = 2000
SEED = 30


@dataclass(frozen=True, slots=True)
class Way:
    """How to learn.

    Attributes:
        batch: Crops in a batch.
        rate: The highest learning rate.
        warm: Steps until it is reached.
        kept: Batches that are seen again, shaken differently, where they are learnt from faster
            than they are written.
        settled: Whether the normalisation stays as it was learnt and precision is halved.
    """

    batch: int
    rate: float
    warm: int
    kept: int
    settled: bool


ANEW = Way(BATCH, 2e-3, 300, 6000, settled=False)
GOING_ON = Way(BATCH, 4e-4, 300, 6000, settled=False)
# Small batches upset a normalisation that learns; a processor does no large ones in time.
GENTLY = Way(64, 4e-4, 40, 400, settled=True)


@dataclass(slots=True)
class Course:
    """A training under way.

    Attributes:
        way: How it learns.
        network: Learns.
        mean: Its weights averaged over the last steps: what is kept.
        until: When to stop, by the monotonic clock.
        kept: Batches seen, to be seen again.
    """

    way: Way
    network: Reader
    mean: Reader
    started: float
    until: float
    kept: list[Batch] = field(default_factory=list)
    written: int = 0
    steps: int = 0

    @property
    def share(self) -> float:
        """How much of the time is over, 0 to 1."""
        return min(1.0, (time.monotonic() - self.started) / (self.until - self.started))

    @property
    def pace(self) -> float:
        """The share of the learning rate: a short warm-up, then a cosine down to nothing."""
        warm = min(1.0, (self.steps + 1) / self.way.warm)
        return warm * max(0.002, 0.5 * (1 + math.cos(math.pi * self.share)))

    def follow(self) -> None:
        """Let the mean follow the network."""
        slow = min(FOLLOW, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for kept, now in zip(
                self.mean.state_dict().values(), self.network.state_dict().values(), strict=True
            ):
                if kept.is_floating_point():
                    kept.lerp_(now, 1 - slow)
                else:
                    kept.copy_(now)


def way_for(checkpoint: Path, *, gently: bool) -> Way:
    """Choose how to learn: anew, or going on where there is a checkpoint.

    Raises:
        click.UsageError: There is nothing to go on from gently.
    """
    if gently and not checkpoint.exists():
        raise click.UsageError(f"--gently goes on from {checkpoint}, which is not there")
    return GENTLY if gently else GOING_ON if checkpoint.exists() else ANEW


def train(network: Reader, pool: Pool, out: Path, until: float, way: Way) -> Course:
    """Train until a time; a checkpoint lies beside `out`, and one that is there is gone on with."""
    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.benchmark = False
    network = network.to(device, memory_format=torch.channels_last)
    checkpoint = out.with_suffix(".pt")
    if checkpoint.exists():
        network.load_state_dict(torch.load(checkpoint, map_location=device, weights_only=True))
    if way.settled:
        settle(network)
    course = Course(way, network, copy.deepcopy(network), time.monotonic(), until)
    optimiser = torch.optim.AdamW(network.parameters(), lr=way.rate, weight_decay=1e-3)
    mean, told = 0.0, time.monotonic()
    for batch in _batches(pool, course, device):
        for group in optimiser.param_groups:
            group["lr"] = way.rate * course.pace
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(network, batch)
        loss.backward()
        if torch.isfinite(nn.utils.clip_grad_norm_(network.parameters(), 2.0)):
            optimiser.step()
        course.follow()
        course.steps += 1
        if course.steps % 50 == 0 or device == "cpu":
            mean += (float(loss.detach()) - mean) * (1 if mean == 0 else 0.2)
        if time.monotonic() - told > CHECKPOINT_S / 4:
            told = time.monotonic()
            click.echo(
                f"{course.share:.0%} step {course.steps} loss {mean:.4f} crops {course.written}"
            )
            torch.save(course.mean.state_dict(), checkpoint)
    torch.save(course.mean.state_dict(), checkpoint)
    return course


def _batches(pool: Pool, course: Course, device: str) -> Iterator[Batch]:
    """Yield batches until time is up: fresh ones as they come, else some seen before."""
    chance = np.random.default_rng(SEED)
    at_once = AT_ONCE[device]
    while course.share < 1.0:
        few = len(course.kept) < 4 * at_once
        fresh: list[Batch] = []
        while len(fresh) < at_once:
            batch = pool.take(device, wait=few and not fresh)
            if batch is None:
                break
            fresh.append(batch)
        course.written += course.way.batch * len(fresh)
        course.kept += fresh
        del course.kept[: max(0, len(course.kept) - course.way.kept)]
        again = chance.integers(len(course.kept), size=at_once - len(fresh))
        yield joined([*fresh, *(course.kept[k] for k in again.tolist())])


class Sources(TypedDict):
    """Folders to learn from."""

    digits: Path
    hands: Path | None
    fonts: Path


def _models(sources: Sources, workers: int) -> tuple[Models, Models]:
    """Return what to learn from and what to be measured on: other people's digits."""
    every = load_digits(sources["digits"], workers)
    typed = None if sources["hands"] is None else load_hands(sources["hands"])
    found = Fonts.found_in(sources["fonts"])
    return (
        Models(every.part(HELD_OUT, len(every.labels)), typed, found),
        Models(every.part(0, HELD_OUT), typed, found),
    )


def _learnt_from(hands: Path | None) -> str:
    typed = "" if hands is None else f" and {len(list(hands.glob('*.ttf')))} typefaces of hands"
    return f"MNIST test half without its first {HELD_OUT} digits, drawn forms{typed}"


def _folder() -> click.Path:
    return click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option("--digits", type=_folder(), required=True, help="MNIST's test half, IDX form.")
@click.option("--hands", type=_folder(), help="Typefaces that imitate handwriting (.ttf).")
@click.option("--fonts", type=_folder(), default=Path("/usr/share/fonts"), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--minutes", default=60.0, show_default=True, help="All the time there is.")
@click.option("--small", is_flag=True, help="Train the small network.")
@click.option("--gently", is_flag=True, help="Go on on a processor, from the checkpoint.")
@click.option("--workers", default=1, show_default=True, help="Processes that write crops.")
def main(
    *,
    out: Path,
    minutes: float,
    small: bool,
    gently: bool,
    workers: int,
    **sources: Unpack[Sources],
) -> None:
    """Train on all digits but the first 1,500; calibrate and measure on those."""
    started = time.monotonic()
    way = way_for(out.with_suffix(".pt"), gently=gently)
    learnt, others = _models(sources, workers)
    click.echo(f"loaded after {time.monotonic() - started:.0f} s")
    # Processes are forked before a graphics card is in use: after it they would hang.
    with FORKS.Pool(workers) as crew:
        known = unseen(crew, others, SEED + 1000, 2 * TEST_STRINGS)
        pool = Pool(learnt, SEED, workers, way.batch)
        until = started + 60 * minutes - MEASURING_S
        course = train(Reader(SMALL if small else LARGE), pool, out, until, way)
        pool.close()
        save(course.mean, out)
        card = out.with_suffix(".json")
        card.write_text(json.dumps({"temperature": 1.0}), encoding="utf-8")
        found = read_all(crew, out, known)
    # The parts are mixed, so the halves hold the same kinds.
    temperature = temperature_for(found[::2])
    facts = {
        "temperature": temperature,
        "trained_on": _learnt_from(sources["hands"]),
        "strings_written": course.written,
        "batches": course.steps,
        "crops_a_batch": way.batch * AT_ONCE["cuda" if torch.cuda.is_available() else "cpu"],
        "minutes": round((time.monotonic() - started) / 60, 1),
        "workers": workers,
        "seed": SEED,
        "held_out": figures_for(found[1::2], temperature),
    }
    card.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    click.echo(card.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
