"""How sure a value is: evidence in, the probability that the value is right out."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from nlp.document import Confidence, Word
from nlp.record import FieldName, FieldStatus

# Values at or above this are shown as accepted where nothing was fitted; below it staff are asked.
ACCEPT = 0.85
# Tesseract gives words that are right about this much; anything at or above counts as sure.
WELL_READ = 0.92
CLOSEST = 0.02
FEATURES = (
    "rule",
    "mean_doubt",
    "worst_doubt",
    "illegal",
    "agrees",
    "differs",
    "sure_text",
    "core_doubt",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a value.

    Attributes:
        name: Its field.
        certainty: How sure the finder's rule is, 0 to 1.
        words: How sure the reader was of each word under the value, 0 to 1; empty if not known.
        illegal: Share of its syllables that no Vietnamese word has, 0 to 1.
        agreement: 1, 0 or -1: what the letter's other values say of it.
        core: How sure the reader was of the part in which no wrong sign is forgiven, 0 to 1.
        printed: Whether the text was brought along by the file, not read by OCR.
    """

    name: FieldName
    certainty: float
    words: tuple[float, ...] = ()
    illegal: float = 0.0
    agreement: int = 0
    printed: bool = False
    core: float = 1.0

    def features(self) -> tuple[float, ...]:
        """Return the evidence as numbers, in the order of `FEATURES`."""
        doubts = [1.0 - min(1.0, sure) for sure in self.words] or [0.0]
        bounded = min(1 - CLOSEST, max(CLOSEST, self.certainty))
        return (
            math.log(bounded / (1 - bounded)),
            fmean(doubts),
            max(doubts),
            self.illegal,
            float(self.agreement > 0),
            float(self.agreement < 0),
            float(self.printed),
            1.0 - min(1.0, self.core),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Weights fitted on letters whose truth is known (`corpus.train.calibrate`).

    Attributes:
        weights: One for each of `FEATURES`.
        offsets: The starting point of each field that was fitted; others are not calibrated.
        accept: From which probability on a field's values are accepted unseen.
    """

    weights: tuple[float, ...]
    offsets: Mapping[FieldName, float]
    accept: Mapping[FieldName, float]

    def probability(self, evidence: Evidence) -> Confidence | None:
        """Return the probability that a value is right, None for a field that was not fitted."""
        offset = self.offsets.get(evidence.name)
        if offset is None:
            return None
        pairs = zip(self.weights, evidence.features(), strict=True)
        score = offset + sum(weight * feature for weight, feature in pairs)
        return Confidence(1.0 / (1.0 + math.exp(-score)))


def of(evidence: Evidence, calibration: Calibration | None) -> Confidence:
    """Return the confidence of a value.

    >>> of(Evidence(FieldName.PLACE, 0.9), None)
    0.9
    """
    fitted = None if calibration is None else calibration.probability(evidence)
    return uncalibrated(evidence.certainty, evidence.words) if fitted is None else fitted


def uncalibrated(certainty: float, words: Sequence[float]) -> Confidence:
    """Return what the rule says times how well the words were read."""
    if not words:
        return Confidence(certainty)
    mean = fmean(min(1.0, sure / WELL_READ) for sure in words)
    return Confidence(certainty * mean * (0.8 + 0.2 * min(1.0, min(words) / WELL_READ)))


def status_of(
    name: FieldName, confidence: Confidence, calibration: Calibration | None
) -> FieldStatus:
    """Return whether staff are asked about a value."""
    least = ACCEPT if calibration is None else calibration.accept.get(name, ACCEPT)
    return FieldStatus.ACCEPTED if confidence >= least else FieldStatus.NEEDS_REVIEW


def read_words(words: Sequence[Word]) -> tuple[float, ...]:
    """Return how sure the reader was of each word."""
    return tuple(float(word.confidence) for word in words)
