"""Reads the lexicons and models of this folder into the values nlp works with."""

import csv
import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from nlp.confidence import FEATURES, Calibration
from nlp.document import TextLayer
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.repair.engine import Repairer
from nlp.repair.language import LanguageModel
from nlp.repair.layers import Mended, mended_layers, needs_repair
from nlp.repair.misreadings import Misreadings, misreadings
from nlp.repair.reranker import Encoder, Reranker
from nlp.repair.syllables import all_syllables

LEXICONS = Path(__file__).parent / "lexicons"
MODELS = Path(__file__).parent / "models"
CONFIDENCE = MODELS / "confidence.json"


@cache
def lexicons() -> Lexicons:
    """Return the shipped lexicons (read once a process)."""
    places = list(_rows("places.tsv"))
    return Lexicons(
        syllables=frozenset(all_syllables()),
        agencies=tuple(row["name"] for row in _rows("agencies.tsv")),
        provinces=tuple(row["name"] for row in places if "province" in row.values()),
        places=frozenset(row["name"] for row in places),
        family_names=frozenset(row["name"] for row in _rows("family_names.tsv")),
        given_names=frozenset(row["syllable"] for row in _rows("given_names.tsv")),
        document_types={row["name"]: row["abbreviation"] for row in _rows("document_types.tsv")},
        abbreviations={row["abbreviation"]: row["words"] for row in _rows("abbreviations.tsv")},
        calibration=calibration(),
    )


def calibration() -> Calibration | None:
    """Return the fitted confidence (`python -m corpus.train.calibrate`), None if there is none."""
    if not CONFIDENCE.exists():
        return None
    fitted = json.loads(CONFIDENCE.read_text(encoding="utf-8"))
    return Calibration(
        tuple(fitted["weights"].get(feature, 0.0) for feature in FEATURES),
        {FieldName(name): offset for name, offset in fitted["offsets"].items()},
        {FieldName(name): least for name, least in fitted["accept"].items()},
    )


@cache
def repairer() -> Repairer:
    """Return the repair with the shipped model (read once a process)."""
    with np.load(MODELS / "language.npz") as arrays:
        model = LanguageModel(arrays)
    with np.load(MODELS / "reranker-words.npz") as arrays:
        reranker = Reranker(_encoder(MODELS / "reranker.onnx"), arrays)
    made = Repairer(model, learnt(), reranker, _misreadings("misread-vietnamese.tsv"))
    # What was loaded stays as long as the process: the collector need not walk it again and again.
    gc.freeze()
    return made


def learnt() -> Misreadings:
    """Return what readers without Vietnamese make of letters."""
    return _misreadings("misread.tsv")


def _misreadings(name: str) -> Misreadings:
    with (MODELS / name).open(encoding="utf-8") as rows:
        return misreadings(rows)


def _encoder(path: Path) -> Encoder:
    """Return the network as a function; one thread, for pages are read side by side."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(letters: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.float32]:
        (words,) = session.run(None, {"letters": letters, "places": places})
        return np.asarray(words, dtype=np.float32)

    return run


def mended(layers: Sequence[TextLayer]) -> Sequence[Mended]:
    """Repair what is doubtful on pages; the model is loaded only where something is."""
    if not any(map(needs_repair, layers)):
        return [(layer, ()) for layer in layers]
    return mended_layers(layers, repairer())


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of one table by column name."""
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
