"""A page read by Vietnamese OCR goes in, what its doubtful words really were comes out."""

from collections.abc import Iterator

from nlp.document import LayerSource, TextLayer
from nlp.repair.edits import Edit
from nlp.repair.engine import Repairer
from nlp.repair.headings import misnumbered

DOUBTFUL = 0.97
"""Words the OCR is less sure of are looked at again."""
SURE_OF_CHANGE = 0.9
"""Only a change that is surer is made: a page must never become worse."""


def is_doubtful(layer: TextLayer) -> bool:
    """Tell whether a page was read by OCR that was not sure of every word."""
    every = (word for line in layer.lines for word in line.words)
    return layer.source is LayerSource.OCR and any(word.confidence < DOUBTFUL for word in every)


def sure_slips(layer: TextLayer, repairer: Repairer) -> Iterator[Edit]:
    """Yield the changes of doubtful words whose context leaves no doubt, and of headings' numerals.

    Args:
        layer: Lines read by OCR, in reading order, each word with its confidence.
        repairer: Holds the model.
    """
    numerals = list(misnumbered(layer))
    taken = {edit.start for edit in numerals}
    for edit in repairer.second_looks(layer.text, list(_doubtful(layer))):
        while numerals and numerals[0].start < edit.start:
            yield numerals.pop(0)
        if edit.confidence >= SURE_OF_CHANGE and edit.start not in taken:
            yield edit
    yield from numerals


def _doubtful(layer: TextLayer) -> Iterator[tuple[int, int]]:
    """Yield where the doubtful words stand in the text of the page, in code points."""
    start = 0
    for line in layer.lines:
        for word in line.words:
            end = start + len(word.text)
            if word.confidence < DOUBTFUL:
                yield start, end
            start = end + 1
