"""Clean text and learnt readers in, the re-ranker out: a small encoder that looks at both sides of a word.

    python -m corpus.train.reranker STREAM.npz READERS.json REAL.npz --into state.pt --minutes 120

Every passage is read anew by one of some thousand invented readers (`corpus.train.personas`), which
workers invent while the network learns. Needs PyTorch (training only); uses a GPU where there is
one. `corpus.train.export` makes the shipped files of the state.
"""

import math
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import torch
from torch import Tensor, nn

from corpus.train.encoder import OUT_SIZE, WINDOW, Encoder
from corpus.train.personas import Learnt, table
from nlp.repair.encoding import LONGEST, OTHER, Alphabet

SOURCES = (("administrative", 0.5), ("law", 0.25), ("general", 0.25))
REAL_SHARE = 0.06
CAPITALS = 0.06
# What a word's own letters are hidden from: now and then the context alone must tell.
BLIND = 0.05
# In so many passages words are lost, and so many of their words.
LOSSY, LOST = 0.25, 0.04
ALWAYS, SAMPLED = 1200, 400
RATE, WARM_UP = 2e-3, 300
FEWEST_PERSONAS = 16
RESERVED = 3


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from, on the device.

    Attributes:
        streams: One a source: numbers of surfaces.
        targets: The word of the lexicon of each surface.
        upper: Each surface in capitals.
        real: Letters (words × LONGEST) and targets of what real readers made of real lines.
    """

    streams: Sequence[Tensor]
    targets: Tensor
    upper: Tensor
    real: tuple[Tensor, Tensor]


class Personas:
    """The invented readers' tables on the device; workers keep adding new ones."""

    def __init__(self, surfaces: int, most: int, device: torch.device) -> None:
        shape = (most, 2, surfaces, LONGEST)
        self.tables = torch.zeros(shape, dtype=torch.uint8, device=device)
        self.count = 0

    def take(self, made: Iterator[np.ndarray]) -> None:
        """Put new tables in, over the oldest."""
        for one in made:
            self.tables[self.count % len(self.tables)] = torch.from_numpy(one).to(
                self.tables.device
            )
            self.count += 1


class Trainer:
    """Holds what is learnt and what it is learnt from."""

    def __init__(self, material: Material, personas: Personas, signs: int, words: int) -> None:
        self.material, self.personas = material, personas
        self.device = material.targets.device
        self.encoder = Encoder(signs).to(self.device)
        self.words = nn.Embedding(words, OUT_SIZE, device=self.device)
        nn.init.normal_(self.words.weight, std=0.08)
        self.bias = nn.Parameter(torch.zeros(words, device=self.device))
        learnt = [*self.encoder.parameters(), *self.words.parameters(), self.bias]
        self.adam = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
        self.learnt = learnt

    def batch(self, size: int) -> tuple[Tensor, Tensor]:
        """Draw passages, each read by one reader.

        Returns:
            Letters (size × WINDOW × LONGEST) and targets (size × WINDOW).
        """
        shares = np.random.default_rng(int(torch.randint(1 << 30, ()))).multinomial(
            size, [share * (1 - REAL_SHARE) for _, share in SOURCES] + [REAL_SHARE]
        )
        parts = [
            self._passages(stream, int(count))
            for stream, count in zip(self.material.streams, shares, strict=False)
        ]
        parts.append(self._real(int(shares[-1])))
        letters = torch.cat([part[0] for part in parts])
        blind = torch.rand(letters.shape[:2], device=self.device) < BLIND
        letters[blind] = OTHER
        return letters.long(), torch.cat([part[1] for part in parts])

    def _passages(self, stream: Tensor, count: int) -> tuple[Tensor, Tensor]:
        device = self.device
        lossy = torch.rand((count, 1), device=device) < LOSSY
        skip = (torch.rand((count, WINDOW), device=device) < LOST) & lossy
        start = torch.randint(0, len(stream) - 2 * WINDOW, (count, 1), device=device)
        ids = stream[start + (1 + skip.long()).cumsum(dim=1)]
        capitals = torch.rand((count, 1), device=device) < CAPITALS
        ids = torch.where(capitals, self.material.upper[ids], ids)
        known = min(self.personas.count, len(self.personas.tables))
        who = torch.randint(0, known, (count, 1), device=device)
        which = torch.randint(0, 2, (count, WINDOW), device=device)
        return self.personas.tables[who, which, ids], self.material.targets[ids]

    def _real(self, count: int) -> tuple[Tensor, Tensor]:
        letters, targets = self.material.real
        start = torch.randint(0, len(targets) - WINDOW, (count, 1), device=self.device)
        places = start + torch.arange(WINDOW, device=self.device)
        return letters[places], targets[places]

    def pool(self, wanted: Tensor) -> tuple[Tensor, Tensor]:
        """Return the words that stand against each other, and the place of the wanted ones there.

        On a processor the frequent words always do, some rare ones by lot.
        """
        if self.device.type == "cuda":
            return torch.arange(len(self.bias), device=self.device), wanted
        drawn = torch.randint(ALWAYS, max(ALWAYS + 1, len(self.bias)), (SAMPLED,))
        pool = torch.unique(torch.cat([torch.arange(RESERVED, ALWAYS), drawn, wanted]))
        return pool, torch.searchsorted(pool, wanted)

    def step(self, rate: float, size: int) -> Tensor:
        """Learn from one batch; return its loss."""
        letters, targets = self.batch(size)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            seen = self.encoder.seen(letters.reshape(-1, LONGEST))
            state = self.encoder(seen.reshape(size, WINDOW, -1))
            known = targets >= RESERVED
            pool, place = self.pool(targets[known])
            logits = state[known] @ self.words.weight[pool].T + self.bias[pool]
        loss = nn.functional.cross_entropy(logits.float(), place, label_smoothing=0.02)
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.learnt, 1.0)
        self.adam.step()
        return loss.detach()

    def save(self, into: Path, alphabet: Alphabet) -> None:
        """Write the state."""
        state = {name: value.cpu() for name, value in self.encoder.state_dict().items()}
        kept = {"encoder": state, "words": self.words.weight.detach().cpu(),
                "bias": self.bias.detach().cpu(), "alphabet": alphabet.signs}  # fmt: skip
        torch.save(kept, into)


def train(trainer: Trainer, made: "multiprocessing.Queue[np.ndarray]", minutes: float, size: int,
          into: Path, alphabet: Alphabet) -> None:  # fmt: skip
    """Train for a time; the rate falls to nothing at the end; keep a state every few minutes."""
    trainer.personas.take(made.get() for _ in range(FEWEST_PERSONAS))
    start = saved = time.monotonic()
    number, mean = 0, torch.zeros((), device=trainer.device)
    while (spent := (time.monotonic() - start) / 60 / minutes) < 1:
        trainer.personas.take(made.get() for _ in range(made.qsize()))
        warm = min(1.0, (number + 1) / WARM_UP)
        loss = trainer.step(
            RATE * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * spent))), size
        )
        number += 1
        mean = loss if number == 1 else 0.98 * mean + 0.02 * loss
        if number % 100 == 0:
            click.echo(f"{number} {number * size * WINDOW:,} words, {trainer.personas.count} readers, "
                       f"loss {float(mean):.4f}, {spent:.2f}")  # fmt: skip
        if time.monotonic() - saved > 90:
            saved = time.monotonic()
            trainer.save(into, alphabet)
    trainer.save(into, alphabet)


def invent(
    queue: "multiprocessing.Queue[np.ndarray]", readers: Path, surfaces: Sequence[str],
    alphabet: Alphabet, seed: int,
) -> None:  # fmt: skip
    """Invent readers without end (a worker)."""
    learnt = Learnt.of(readers)
    while True:
        queue.put(table(learnt, surfaces, alphabet, seed))
        seed += 1


@click.command()
@click.argument("stream", type=click.Path(path_type=Path))
@click.argument("readers", type=click.Path(path_type=Path))
@click.argument("real", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
@click.option("--words", required=True, type=int, help="Size of the lexicon.")
@click.option("--minutes", default=120.0)
@click.option("--workers", default=1, help="Processes that invent readers.")
@click.option("--batch", default=16, help="Passages of a step; 512 on a GPU.")
@click.option("--readers-kept", "kept", default=200, help="1.4 MB each; 3000 on a GPU.")
def main(  # noqa: PLR0913 - one option a file or size
    *, stream: Path, readers: Path, real: Path, into: Path, words: int, minutes: float,
    workers: int, batch: int, kept: int,
) -> None:  # fmt: skip
    """Train the encoder on STREAM as READERS misread it, and on REAL lines."""
    torch.manual_seed(1)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    text, pairs = np.load(stream), np.load(real)
    surfaces = text["surfaces"].tobytes().decode().split("\n")
    alphabet = Alphabet(str(pairs["alphabet"]))
    queue: multiprocessing.Queue[np.ndarray] = multiprocessing.Queue(64)
    for at in range(workers):
        task = (queue, readers, surfaces, alphabet, 1_000_000 * (at + 1))
        multiprocessing.Process(target=invent, args=task, daemon=True).start()

    def on(array: np.ndarray) -> Tensor:
        return torch.from_numpy(array.astype(np.int64)).to(device)

    material = Material(
        [on(text[name]) for name, _ in SOURCES],
        on(text["targets"]),
        on(text["upper"]),
        (torch.from_numpy(pairs["letters"]).to(device), on(pairs["targets"])),
    )
    trainer = Trainer(
        material, Personas(len(surfaces), kept, device), len(alphabet.signs) + 2, words
    )
    click.echo(f"{sum(p.numel() for p in trainer.encoder.parameters()):,} parameters, {device}")
    train(trainer, queue, minutes, batch, into, alphabet)


if __name__ == "__main__":
    main()
