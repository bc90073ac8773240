"""A training set in, the re-ranker out: a small encoder that looks at both sides of a word.

    python -m corpus.train.reranker SET.npz --into corpus/models/reranker --minutes 60

Letters → convolutions → one vector a word → five gated layers along the line → the word's own
vector. Words of the lexicon have vectors too; the nearer, the likelier. Needs PyTorch (training
only); the result is an ONNX file with eight-bit weights and the lexicon's vectors.
"""

import math
import time
from pathlib import Path

import click
import numpy as np
import torch
from torch import Tensor, nn

LETTER_SIZE, NARROW, WORD_SIZE, OUT_SIZE, LAYERS, NEAR = 32, 64, 160, 96, 4, 7
WINDOW, BATCH = 64, 32
ALWAYS, SAMPLED = 1200, 400
RATE, WARM_UP = 3e-3, 150
RESERVED = 3
# What a word's own letters are hidden from: now and then the context alone must tell.
BLIND = 0.04


class Layer(nn.Module):
    """Looks three words to either side, then mixes within each word."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.near = nn.Conv1d(size, size, NEAR, padding=NEAR // 2, groups=size)
        self.norm = nn.LayerNorm(size)
        self.wide = nn.Linear(size, 2 * size)
        self.back = nn.Linear(2 * size, size)

    def forward(self, words: Tensor) -> Tensor:
        """Return vectors of the same shape: lines × words × size."""
        near = self.near(words.transpose(1, 2)).transpose(1, 2)
        return words + self.back(torch.relu(self.wide(self.norm(near))))


class Encoder(nn.Module):
    """Letters of words in, one vector a word out."""

    def __init__(self, signs: int) -> None:
        super().__init__()
        self.letter = nn.Embedding(signs, LETTER_SIZE, padding_idx=0)
        self.one = nn.Conv1d(LETTER_SIZE, NARROW, 3, padding=1)
        self.two = nn.Conv1d(NARROW, WORD_SIZE, 3, padding=1)
        self.layers = nn.ModuleList(Layer(WORD_SIZE) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WORD_SIZE)
        self.out = nn.Linear(WORD_SIZE, OUT_SIZE)

    def seen(self, letters: Tensor) -> Tensor:
        """Return words × WORD_SIZE of words × LONGEST numbers of signs: each word by itself."""
        signs = self.letter(letters).transpose(1, 2)
        return self.two(torch.relu(self.one(signs))).amax(dim=2)

    def forward(self, words: Tensor) -> Tensor:
        """Return lines × words × OUT_SIZE of lines × words × WORD_SIZE."""
        for layer in self.layers:
            words = layer(words)
        return self.out(self.norm(words))


class Trainer:
    """Holds what is learnt and what it is learnt from."""

    def __init__(self, letters: np.ndarray, targets: np.ndarray, signs: int, words: int) -> None:
        self.letters, self.targets = letters, targets
        self.encoder = Encoder(signs)
        self.words = nn.Embedding(words, OUT_SIZE)
        nn.init.normal_(self.words.weight, std=0.08)
        self.bias = nn.Parameter(torch.zeros(words))
        self.count = words
        learnt = [*self.encoder.parameters(), *self.words.parameters(), self.bias]
        self.adam = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
        self.chance = np.random.default_rng(1)

    def batch(self) -> tuple[Tensor, Tensor, Tensor]:
        """Draw windows from anywhere in the set."""
        starts = self.chance.integers(0, len(self.targets) - WINDOW, BATCH)
        places = starts[:, None] + np.arange(WINDOW)
        letters = self.letters[places].astype(np.int64)
        letters[self.chance.random(places.shape) < BLIND] = 1
        # A word that comes twice is looked at once.
        packed = letters.reshape(-1, letters.shape[-1])
        _, first, where = np.unique(packed.astype(np.uint8).view(f"V{packed.shape[1]}").ravel(),
                                    return_index=True, return_inverse=True)  # fmt: skip
        unique = torch.from_numpy(packed[first])
        return (
            unique,
            torch.from_numpy(where.reshape(places.shape)),
            torch.from_numpy(self.targets[places].astype(np.int64)),
        )

    def step(self, rate: float) -> float:
        """Learn from one batch; return its loss."""
        unique, where, targets = self.batch()
        known = targets >= RESERVED
        wanted = targets[known]
        state = self.encoder(self.encoder.seen(unique)[where])[known]
        # The frequent words stand against each other always, some rare ones by lot.
        drawn = torch.from_numpy(self.chance.integers(ALWAYS, self.count, SAMPLED))
        pool = torch.unique(torch.cat([torch.arange(RESERVED, ALWAYS), drawn, wanted]))
        place = torch.searchsorted(pool, wanted)
        logits = state @ self.words(pool).T + self.bias[pool]
        loss = nn.functional.cross_entropy(logits, place, label_smoothing=0.02)
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.encoder.parameters(), 1.0)
        self.adam.step()
        return float(loss.detach())


def train(trainer: Trainer, minutes: float, into: Path, alphabet: str) -> None:
    """Train for a time; the rate falls to nothing at the end; keep a state every few minutes."""
    start = saved = time.monotonic()
    number, mean = 0, 0.0
    while (spent := (time.monotonic() - start) / 60 / minutes) < 1:
        warm = min(1.0, number / WARM_UP)
        loss = trainer.step(RATE * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * spent))))
        number += 1
        mean = loss if number == 1 else 0.99 * mean + 0.01 * loss
        if number % 100 == 0:
            tokens = number * WINDOW * BATCH
            click.echo(f"{number} {tokens:,} tokens {mean:.4f} {spent:.2f}")
        if time.monotonic() - saved > 300:
            saved = time.monotonic()
            save(trainer, into, alphabet)
    save(trainer, into, alphabet)


def save(trainer: Trainer, into: Path, alphabet: str) -> None:
    """Write the state; `corpus.train.quantise` makes the shipped files of it."""
    torch.save({"encoder": trainer.encoder.state_dict(), "words": trainer.words.weight.detach(),
                "bias": trainer.bias.detach(), "alphabet": alphabet}, into)  # fmt: skip


@click.command()
@click.argument("sets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
@click.option("--words", required=True, type=int, help="Size of the lexicon.")
@click.option("--minutes", default=60.0)
def main(sets: tuple[Path, ...], into: Path, words: int, minutes: float) -> None:
    """Train the encoder on SETS."""
    torch.manual_seed(1)
    torch.set_num_threads(1)
    parts = [np.load(path) for path in sets]
    alphabet = str(parts[0]["alphabet"])
    letters = np.concatenate([part["letters"] for part in parts])
    targets = np.concatenate([part["targets"] for part in parts])
    click.echo(f"{len(targets):,} tokens")
    trainer = Trainer(letters, targets, len(alphabet) + 2, words)
    click.echo(f"{sum(p.numel() for p in trainer.encoder.parameters()):,} parameters")
    train(trainer, minutes, into, alphabet)


if __name__ == "__main__":
    main()
