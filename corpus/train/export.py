"""The trained encoder in, the shipped re-ranker out: an ONNX graph and the lexicon's vectors.

    python -m corpus.train.export STATE.pt --into corpus/models

Needs PyTorch and onnx (training only).
"""

from pathlib import Path

import click
import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from corpus.train.encoder import Encoder
from nlp.repair.encoding import LONGEST


class Whole(nn.Module):
    """Words seen one by one, then in their windows."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, letters: Tensor, places: Tensor) -> Tensor:
        """Return windows × words × OUT_SIZE.

        Args:
            letters: Different words × LONGEST.
            places: windows × words: the row in `letters` of each word.
        """
        return self.encoder(self.encoder.seen(letters)[places])


@click.command()
@click.argument("state", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
def main(*, state: Path, into: Path) -> None:
    """Write reranker.onnx and reranker-words.npz."""
    kept = torch.load(state)
    encoder = Encoder(len(kept["alphabet"]) + 2)
    encoder.load_state_dict(kept["encoder"])
    whole = into / "reranker-whole.onnx"
    letters = torch.ones((5, LONGEST), dtype=torch.int64)
    places = torch.zeros((2, 7), dtype=torch.int64)
    torch.onnx.export(
        Whole(encoder.eval()), (letters, places), str(whole),
        input_names=["letters", "places"], output_names=["words"], opset_version=17,
        dynamic_axes={"letters": {0: "different"}, "places": {0: "windows", 1: "length"},
                      "words": {0: "windows", 1: "length"}},
        dynamo=False,
    )  # fmt: skip
    # Weights of eight bits: the same words right, two thirds of the time, a third of the size.
    quantize_dynamic(
        whole, into / "reranker.onnx", op_types_to_quantize=["MatMul"], per_channel=True,
        weight_type=QuantType.QInt8,
    )  # fmt: skip
    whole.unlink()
    np.savez_compressed(
        into / "reranker-words.npz",
        vectors=kept["words"].numpy().astype(np.float16),
        bias=kept["bias"].numpy().astype(np.float16),
        alphabet=np.frombuffer(kept["alphabet"].encode(), dtype=np.uint8),
    )


if __name__ == "__main__":
    main()
