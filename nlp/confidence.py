"""How sure a value is: what the rule says times how well the words under it were read."""

from collections.abc import Sequence
from statistics import fmean

from nlp.document import Confidence, Word
from nlp.record import FieldStatus

# Values at or above this are shown as accepted; below it staff are asked.
ACCEPT = 0.85
# Tesseract gives words that are right about this much; anything at or above counts as sure.
WELL_READ = 0.92


def of(certainty: float, words: Sequence[Word]) -> Confidence:
    """Return the confidence of a value.

    Args:
        certainty: How sure the rule is, 0 to 1.
        words: The words the value was read from.

    >>> of(0.9, [])
    0.9
    """
    if not words:
        return Confidence(certainty)
    worst = min(word.confidence for word in words)
    mean = fmean(min(1.0, word.confidence / WELL_READ) for word in words)
    return Confidence(max(0.0, certainty * mean * (0.8 + 0.2 * min(1.0, worst / WELL_READ))))


def status_of(confidence: Confidence) -> FieldStatus:
    """Return whether staff are asked about a value."""
    return FieldStatus.ACCEPTED if confidence >= ACCEPT else FieldStatus.NEEDS_REVIEW
