"""The lines of a page go in, the Roman numerals of headings that lost a stroke come out: "II." after "II." is "III."."""

import re
from collections.abc import Iterator

from nlp.document import TextLayer
from nlp.repair.edits import Edit

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
HEADING = re.compile(r"^([IVX]{1,4})[.)/](?= [A-ZĐÀ-ỸƠƯ])")
SURE = 0.95


def misnumbered(layer: TextLayer) -> Iterator[Edit]:
    """Yield the numerals that repeat the heading before them, where one stroke makes them the next.

    OCR runs thin strokes side by side together. Nothing is changed where the heading after them
    shows that it was the earlier one that lost a stroke, or that a stroke too many was read.

    Args:
        layer: Lines read by OCR, in reading order.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in layer.lines:
        match = HEADING.match(line.text)
        if match is not None and match[1] in NUMERALS:
            found.append((start, NUMERALS.index(match[1])))
        start += len(line.text) + 1
    for k in range(1, len(found)):
        at, value = found[k]
        follows = k + 1 == len(found) or found[k + 1][1] == value + 2
        if value == found[k - 1][1] and follows and _loses_a_stroke(value):
            numeral = NUMERALS[value]
            yield Edit(at, at + len(numeral), numeral, NUMERALS[value + 1], SURE)


def _loses_a_stroke(value: int) -> bool:
    """Tell whether the numeral after this one is the same with a stroke more."""
    return value + 1 < len(NUMERALS) and NUMERALS[value + 1] == f"{NUMERALS[value]}I"
