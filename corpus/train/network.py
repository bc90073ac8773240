"""The network that reads digit strings: normalised crops go in, CTC logits per step come out."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ingest.ocr.handwriting import HEIGHT_PX

CLASSES = 11
STEP_PX = 2
Ink = NDArray[np.float32]


class Reader(nn.Module):
    """Convolutions down to one row, one step every STEP_PX columns, then a look both ways."""

    def __init__(self) -> None:
        super().__init__()
        widths = ((1, 16, (2, 2)), (16, 32, (2, 1)), (32, 48, (2, 1)), (48, 64, (2, 1)))
        layers: list[nn.Module] = []
        for before, after, pool in widths:
            layers += [
                nn.Conv2d(before, after, 3, padding=1, bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(),
                nn.MaxPool2d(pool),
            ]
        self.eyes = nn.Sequential(*layers)
        self.join = nn.Sequential(
            nn.Conv2d(64, 96, (HEIGHT_PX // 16, 5), padding=(0, 2), bias=False),
            nn.BatchNorm2d(96),
            nn.ReLU(),
            nn.Dropout(0.1),
        )
        self.context = nn.GRU(96, 64, batch_first=True, bidirectional=True)
        self.last = nn.Linear(128, CLASSES)

    def forward(self, ink: torch.Tensor) -> torch.Tensor:
        """Map n × 1 × HEIGHT_PX × width to n × steps × CLASSES."""
        steps = self.join(self.eyes(ink)).squeeze(2).transpose(1, 2)
        return self.last(self.context(steps)[0])


def batch(inks: Sequence[Ink]) -> tuple[torch.Tensor, torch.Tensor]:
    """Stack crops of unlike width, padded with paper; also the steps each one has."""
    widest = max(ink.shape[1] for ink in inks)
    stack = np.zeros((len(inks), 1, HEIGHT_PX, widest), np.float32)
    for row, ink in zip(stack, inks, strict=True):
        row[0, :, : ink.shape[1]] = ink
    return torch.from_numpy(stack), torch.tensor([ink.shape[1] // STEP_PX for ink in inks])


def loss_of(network: nn.Module, inks: Sequence[Ink], texts: Sequence[str]) -> torch.Tensor:
    """Compute the mean CTC loss of a batch."""
    pixels, steps = batch(inks)
    chances = network(pixels).log_softmax(2).transpose(0, 1)
    labels = torch.tensor([int(char) + 1 for text in texts for char in text], dtype=torch.long)
    counts = torch.tensor([len(text) for text in texts])
    return nn.functional.ctc_loss(
        chances, labels, steps, counts, blank=0, reduction="none", zero_infinity=True
    ).mean()


def save(network: nn.Module, path: Path) -> None:
    """Write the network as ONNX: input `ink` 1 × 1 × HEIGHT_PX × width, output `logits`."""
    network.eval()
    torch.onnx.export(
        network,
        (torch.zeros(1, 1, HEIGHT_PX, 96),),
        str(path),
        dynamo=False,
        input_names=["ink"],
        output_names=["logits"],
        dynamic_axes={"ink": {3: "width"}, "logits": {1: "steps"}},
    )
