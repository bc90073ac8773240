"""A text layer goes in, the same layer with its lost marks back comes out; every word keeps its box."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.document import Confidence, Line, TextLayer, Verdict, Word
from nlp.plain_text import layer_of_text
from nlp.repair.edits import Edit, Repaired, applied, placed
from nlp.repair.engine import Repairer

TOKEN = re.compile(r"\S+")

OF_REPAIRED = 0.95
"""Where the whole layer is doubtful, a sure repair is a little less than sure."""


def repaired_layers(layers: Sequence[TextLayer], repairer: Repairer) -> list[TextLayer]:
    """Repair the bad layers that must do; pages read from an image stay as they are."""
    return [
        repaired_layer(layer, repairer) if layer.verdict is Verdict.ONLY_LAYER else layer
        for layer in layers
    ]


def repaired_text_layer(text: str, repairer: Repairer) -> TextLayer:
    """Return plain text, repaired, as a layer; a changed word is as sure as its repair.

    The text is repaired before it is laid out, for columns and headings are known by their words.
    """
    made = repairer.repair(unicodedata.normalize("NFC", text))
    layer = layer_of_text(made.text)
    sure: dict[str, deque[float]] = {}
    for token, confidence in _tokens(made):
        sure.setdefault(token, deque()).append(confidence)

    def judged(word: Word) -> Word:
        known = sure.get(word.text)
        confidence = known.popleft() if known else 1.0
        return replace(word, confidence=Confidence(min(float(word.confidence), confidence)))

    if not made.edits:
        return layer
    return layer.with_lines(
        replace(line, words=tuple(judged(word) for word in line.words)) for line in layer.lines
    )


def _tokens(made: Repaired) -> Iterator[tuple[str, float]]:
    """Yield the tokens of a repaired text, each with the confidence of its least sure edit."""
    edits = deque(placed(made.edits))
    for match in TOKEN.finditer(made.text):
        confidence = 1.0
        while edits and edits[0][0] < match.end():
            confidence = min(confidence, edits.popleft()[1])
        yield match.group(), confidence


def repaired_layer(layer: TextLayer, repairer: Repairer) -> TextLayer:
    """Repair the words of a layer together.

    Args:
        layer: Lines in reading order.
        repairer: Holds the model.

    Returns:
        The layer with as many lines and words; a changed word is as sure as its repair.
    """
    edits = list(repairer.edits(layer.text))
    if not edits:
        return layer
    lines: list[Line] = []
    start = 0
    for line in layer.lines:
        end = start + len(line.text)
        inside = [edit for edit in edits if start <= edit.start < end]
        lines.append(replace(line, words=tuple(_words(line, start, inside))))
        start = end + 1
    return layer.with_lines(lines)


def _words(line: Line, start: int, edits: Sequence[Edit]) -> Iterator[Word]:
    for word in line.words:
        end = start + len(word.text)
        own = [
            replace(edit, start=edit.start - start, end=edit.end - start)
            for edit in edits
            if start <= edit.start < end
        ]
        if own:
            sure = OF_REPAIRED * min(edit.confidence for edit in own)
            yield replace(word, text=applied(word.text, own), confidence=Confidence(sure))
        else:
            yield word
        start = end + 1
