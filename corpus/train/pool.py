"""Writes crops in worker processes: digits and seeds go in, batches of examples come out of a queue."""

import os
from multiprocessing import get_context
from queue import Empty
from typing import Any

import cv2
import torch

from corpus.train.examples import STEP_PX, Models, Stack, examples, packed
from corpus.train.network import Batch

BATCH = 128
DRAW_AT_ONCE = 4
WAITING = 64
FORKS = get_context("fork")
# Before any process is forked: threads of the parent are not there in its children.
cv2.setNumThreads(1)
torch.set_num_threads(1)


def unpacked(pack: Stack, device: str) -> Batch:
    """Bring a stack to where the network is."""
    stack, widths, texts = pack
    labels = [int(char) + 1 for text in texts for char in text]
    return Batch(
        torch.from_numpy(stack).to(device),
        torch.tensor([width // STEP_PX for width in widths]),
        torch.tensor(labels, dtype=torch.long).to(device),
        torch.tensor([len(text) for text in texts]),
    )


class Pool:
    """Worker processes that write batches until they are closed.

    Args:
        models: What to write with.
        seed: The workers' seeds follow it.
        workers: How many processes.
        batch: Crops in a batch.
    """

    def __init__(self, models: Models, seed: int, workers: int, batch: int = BATCH) -> None:
        self.queue: Any = FORKS.Queue(maxsize=WAITING)
        self.workers = [
            FORKS.Process(target=_write, args=(models, seed + k, batch, self.queue), daemon=True)
            for k in range(workers)
        ]
        for worker in self.workers:
            worker.start()

    def take(self, device: str, *, wait: bool) -> Batch | None:
        """Return a fresh batch; None when there is none yet and it is not waited for."""
        try:
            return unpacked(self.queue.get(block=wait, timeout=120 if wait else None), device)
        except Empty:
            return None

    def close(self) -> None:
        """Stop the workers."""
        for worker in self.workers:
            worker.terminate()
            worker.join()


def _write(models: Models, seed: int, batch: int, queue: Any) -> None:
    """Write batches for ever, narrow crops with narrow ones."""
    os.nice(5)
    writer = models.writer(seed)
    while True:
        drawn = examples(writer, batch * DRAW_AT_ONCE)
        drawn.sort(key=lambda one: one.ink.shape[1])
        starts = writer.chance.permutation(DRAW_AT_ONCE) * batch
        for k in starts.tolist():
            queue.put(packed(drawn[k : k + batch]))
