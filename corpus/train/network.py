"""The network that reads digit strings: normalised crops go in, CTC logits per step come out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ingest.ocr.handwriting import HEIGHT_PX

CLASSES = 11
Ink = NDArray[np.float32]


Block = tuple[int, int, int, tuple[int, int]]
"""Channels before and after, how many convolutions, and by how much it shrinks then."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is.

    Attributes:
        blocks: Its convolutions; they shrink the height by 16 and the width by STEP_PX.
        joined: Channels of the one row that is left.
        context: What is remembered either way.
    """

    blocks: tuple[Block, ...]
    joined: int
    context: int


SMALL = Size(
    ((1, 16, 1, (2, 2)), (16, 32, 1, (2, 1)), (32, 48, 1, (2, 1)), (48, 64, 1, (2, 1))), 96, 64
)
LARGE = Size(
    ((1, 24, 1, (2, 2)), (24, 48, 2, (2, 1)), (48, 80, 2, (2, 1)), (80, 128, 1, (2, 1))), 160, 96
)


class Reader(nn.Module):
    """Convolutions down to one row, one step every STEP_PX columns, then a look both ways.

    Attributes:
        half_precise: Whether it learns with half the precision on a processor, as it does on a card.
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.half_precise = False
        layers: list[nn.Module] = []
        for before, after, times, pool in size.blocks:
            for k in range(times):
                layers += _convolution(before if k == 0 else after, after)
            layers.append(nn.MaxPool2d(pool))
        self.eyes = nn.Sequential(*layers)
        last = size.blocks[-1][1]
        self.join = nn.Sequential(
            nn.Conv2d(last, size.joined, (HEIGHT_PX // 16, 5), padding=(0, 2), bias=False),
            nn.BatchNorm2d(size.joined),
            nn.ReLU(),
            nn.Dropout(0.1),
        )
        self.context = nn.GRU(size.joined, size.context, batch_first=True, bidirectional=True)
        self.last = nn.Linear(2 * size.context, CLASSES)

    def forward(self, ink: torch.Tensor) -> torch.Tensor:
        """Map n × 1 × HEIGHT_PX × width to n × steps × CLASSES."""
        half = ink.is_cuda or (self.half_precise and self.training)
        with torch.autocast(ink.device.type, dtype=torch.bfloat16, enabled=half):
            steps = self.join(self.eyes(ink)).squeeze(2).transpose(1, 2)
        return self.last(self.context(steps.float())[0])


def settle(network: Reader) -> None:
    """Keep the normalisation as it was learnt, and learn with half the precision."""
    network.half_precise = True
    for part in network.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.eval()


def _convolution(before: int, after: int) -> list[nn.Module]:
    return [
        nn.Conv2d(before, after, 3, padding=1, bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(),
    ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Crops of like width and their digits.

    Attributes:
        inks: n × HEIGHT_PX × width, 0 paper to 255 ink, padded with paper.
        steps: How many steps each crop has.
        labels: Digits plus 1 of all crops, one after the other.
        lengths: How many digits each crop has.
    """

    inks: torch.Tensor
    steps: torch.Tensor
    labels: torch.Tensor
    lengths: torch.Tensor


def joined(batches: list[Batch]) -> Batch:
    """Put batches together, padded to the widest."""
    widest = max(one.inks.shape[2] for one in batches)
    padded = [nn.functional.pad(one.inks, (0, widest - one.inks.shape[2])) for one in batches]
    return Batch(
        torch.cat(padded),
        torch.cat([one.steps for one in batches]),
        torch.cat([one.labels for one in batches]),
        torch.cat([one.lengths for one in batches]),
    )


def loss_of(network: nn.Module, batch: Batch) -> torch.Tensor:
    """Compute the mean CTC loss of a batch whose crops are shaken a little."""
    pixels = shaken(batch.inks.float().div_(255).unsqueeze(1))
    chances = network(pixels).log_softmax(2).transpose(0, 1)
    return nn.functional.ctc_loss(
        chances, batch.labels, batch.steps, batch.lengths,
        blank=0, reduction="none", zero_infinity=True,
    ).mean()  # fmt: skip


def shaken(ink: torch.Tensor) -> torch.Tensor:
    """Lean, stretch, bend, thicken, thin, blur and spot crops, each one differently.

    Args:
        ink: n × 1 × height × width, 0 to 1.
    """
    n, _, height, width = ink.shape
    make = {"device": ink.device, "dtype": ink.dtype}
    fate = torch.rand(n, 1, 1, 1, **make)
    fat = nn.functional.max_pool2d(ink, 3, 1, 1)
    thin = -nn.functional.max_pool2d(-ink, 3, 1, 1)
    soft = nn.functional.avg_pool2d(ink, 3, 1, 1)
    share = torch.rand(n, 1, 1, 1, **make) * 0.7
    other = torch.where(fate < 0.15, fat, torch.where(fate < 0.28, thin, soft))
    ink = torch.where(fate < 0.45, ink + share * (other - ink), ink)
    lean = torch.randn(n, **make) * 0.12 * height / width
    rise = torch.randn(n, **make) * 0.02 * width / height
    tall = 1 + torch.randn(n, **make) * 0.07
    wide = 1 + torch.rand(n, **make) * 0.08
    down = torch.randn(n, **make) * 0.05
    zero = torch.zeros(n, **make)
    rows = (torch.stack([wide, lean, zero], 1), torch.stack([rise, tall, down], 1))
    grid = nn.functional.affine_grid(
        torch.stack(rows, 1), [n, 1, height, width], align_corners=False
    )
    coarse = torch.randn(n, 2, 4, max(3, width // 16), **make)
    bend = nn.functional.interpolate(coarse, (height, width), mode="bicubic", align_corners=False)
    amount = torch.rand(n, 1, 1, 1, **make) * 1.6
    pixel = torch.tensor([2.0 / width, 2.0 / height], **make).view(1, 2, 1, 1)
    grid = grid + (bend * amount * pixel).permute(0, 2, 3, 1)
    ink = nn.functional.grid_sample(ink, grid, align_corners=False)
    ink = ink + torch.randn_like(ink) * torch.rand(n, 1, 1, 1, **make).pow(2) * 0.12
    return (ink * (1 + torch.randn(n, 1, 1, 1, **make) * 0.12)).clamp(0, 1)


def save(network: nn.Module, path: Path) -> None:
    """Write the network as ONNX: input `ink` 1 × 1 × HEIGHT_PX × width, output `logits`."""
    network = network.cpu().to(memory_format=torch.contiguous_format).eval()
    torch.onnx.export(
        network,
        (torch.zeros(1, 1, HEIGHT_PX, 96),),
        str(path),
        dynamo=False,
        input_names=["ink"],
        output_names=["logits"],
        dynamic_axes={"ink": {3: "width"}, "logits": {1: "steps"}},
    )
