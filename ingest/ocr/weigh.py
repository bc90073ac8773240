"""Weighs readings of one place against each other: digits and how sure they are go in, the best comes out."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.ocr.handwriting import DigitString

# Printed digits that Tesseract is this sure of are left as they are,
PRINTED = 0.85
# unless the reader is so sure of others.
OVERRULES = 0.9

Value = Callable[[str], str | int]
"""What digits mean: readings of one value are one, such as 8 and 08 of a day."""


def likeliest(found: Sequence[DigitString], value: Value) -> DigitString | None:
    """Return the most probable value in its most probable form.

    Args:
        found: Readings, the most probable first.
        value: What they mean.

    >>> likeliest([DigitString("18", 0.4), DigitString("08", 0.3), DigitString("8", 0.2)], int)
    DigitString(text='08', probability=0.5)
    """

    def worth(one: DigitString) -> float:
        return sum(x.probability for x in found if value(x.text) == value(one.text))

    if not found:
        return None
    best = max(found, key=worth)
    return replace(best, probability=worth(best))


def agreement(text: str, sure: float, seen: DigitString | None, value: Value) -> DigitString | None:
    """Weigh Tesseract's digits against the reader's.

    Two who see the same are surer than either; a sure Tesseract yields only to a reader that is
    as sure of something else.

    Args:
        text: What Tesseract read.
        sure: How sure it is, 0 to 1; 0 when it read no number that can stand here.
        seen: What the reader of digits saw.
        value: What digits mean.
    """
    if sure == 0.0:
        return seen
    if seen is not None and value(seen.text) == value(text):
        return DigitString(text, 1 - (1 - sure) * (1 - seen.probability))
    if seen is not None and seen.probability > (OVERRULES if sure >= PRINTED else sure):
        return seen
    return DigitString(text, sure)
