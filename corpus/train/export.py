"""The trained encoder in, the shipped re-ranker out: an ONNX graph and the lexicon's vectors.

    python -m corpus.train.export STATE.pt --into corpus/models

Needs PyTorch and onnx (training only).
"""

from pathlib import Path

import click
import numpy as np
import torch
from torch import Tensor, nn

from corpus.train.reranker import Encoder


class Whole(nn.Module):
    """Words seen one by one, then in their line."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, letters: Tensor, places: Tensor) -> Tensor:
        """Return words × OUT_SIZE of different words × LONGEST and the place of each in the line."""
        return self.encoder(self.encoder.seen(letters)[places][None])[0]


@click.command()
@click.argument("state", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
def main(*, state: Path, into: Path) -> None:
    """Write reranker.onnx and reranker-words.npz."""
    kept = torch.load(state)
    encoder = Encoder(len(kept["alphabet"]) + 2)
    encoder.load_state_dict(kept["encoder"])
    letters = torch.ones((5, 11), dtype=torch.int64)
    places = torch.zeros(7, dtype=torch.int64)
    torch.onnx.export(
        Whole(encoder.eval()), (letters, places), str(into / "reranker.onnx"),
        input_names=["letters", "places"], output_names=["words"], opset_version=17,
        dynamic_axes={"letters": {0: "different"}, "places": {0: "words"}, "words": {0: "words"}},
        dynamo=False,
    )  # fmt: skip
    np.savez_compressed(
        into / "reranker-words.npz",
        vectors=kept["words"].numpy().astype(np.float16),
        bias=kept["bias"].numpy().astype(np.float16),
        alphabet=np.frombuffer(kept["alphabet"].encode(), dtype=np.uint8),
    )


if __name__ == "__main__":
    main()
