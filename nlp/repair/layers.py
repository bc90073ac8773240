"""A text layer goes in, the same layer with its lost marks back comes out; every word keeps its box."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.document import Confidence, Line, TextLayer, Verdict, Word
from nlp.plain_text import layer_of_text
from nlp.repair.edits import Edit, Repaired, applied, placed
from nlp.repair.engine import Repairer
from nlp.repair.ocr import is_doubtful, sure_slips

TOKEN = re.compile(r"\S+")

OF_REPAIRED = 0.95
"""Where the whole layer is doubtful, a sure repair is a little less than sure."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One word that was respelt.

    Attributes:
        line: Which line of its page, from 0.
        word: Which word of that line, from 0.
        after: How it is spelt now; the layer as read has what stood there before.
        confidence: Probability that it is right, 0.0 to 1.0.
        others: Other ways to spell it, the likeliest first.
    """

    line: int
    word: int
    after: str
    confidence: float
    others: tuple[str, ...] = ()


Mended = tuple[TextLayer, tuple[Mend, ...]]
"""A layer after repair, and each of its words that was respelt."""


def needs_repair(layer: TextLayer) -> bool:
    """Tell whether there is anything to repair on a page."""
    return layer.verdict is Verdict.ONLY_LAYER or is_doubtful(layer)


def mended_layers(layers: Sequence[TextLayer], repairer: Repairer) -> list[Mended]:
    """Repair the bad layers that must do, and look again at doubtful words of OCR."""
    return [
        mended_layer(layer, repairer) if needs_repair(layer) else (layer, ()) for layer in layers
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


def mended_layer(layer: TextLayer, repairer: Repairer) -> Mended:
    """Repair the words of a layer together; of a page read by OCR only the doubtful ones.

    Args:
        layer: Lines in reading order.
        repairer: Holds the model.

    Returns:
        The layer with as many lines and words, a changed word as sure as its repair; and each
        word that was changed.
    """
    is_bad = layer.verdict is Verdict.ONLY_LAYER
    edits = list(repairer.edits(layer.text) if is_bad else sure_slips(layer, repairer))
    if not edits:
        return layer, ()
    lines: list[Line] = []
    mends: list[Mend] = []
    start = 0
    for at, line in enumerate(layer.lines):
        end = start + len(line.text)
        inside = [edit for edit in edits if start <= edit.start < end]
        words = list(_words(line, start, inside, OF_REPAIRED if is_bad else 1.0))
        lines.append(replace(line, words=tuple(word for word, _ in words)))
        mends += [_mend(at, n, *one) for n, one in enumerate(words) if one[1]]
        start = end + 1
    return layer.with_lines(lines), tuple(mends)


def _mend(line: int, at: int, word: Word, own: Sequence[Edit]) -> Mend:
    sure = min(edit.confidence for edit in own)
    others = own[0].alternatives if len(own) == 1 else ()
    return Mend(line, at, word.text, sure, others)


def _words(
    line: Line, start: int, edits: Sequence[Edit], most: float
) -> Iterator[tuple[Word, Sequence[Edit]]]:
    """Yield each word as repaired, with the edits made inside it."""
    for word in line.words:
        end = start + len(word.text)
        own = [
            replace(edit, start=edit.start - start, end=edit.end - start)
            for edit in edits
            if start <= edit.start < end
        ]
        if own:
            own = [replace(edit, alternatives=_whole(word.text, edit)) for edit in own]
            sure = most * min(edit.confidence for edit in own)
            yield replace(word, text=applied(word.text, own), confidence=Confidence(sure)), own
        else:
            yield word, ()
        start = end + 1


def _whole(text: str, edit: Edit) -> tuple[str, ...]:
    """Return the whole word with each of an edit's alternatives in its place."""
    return tuple(
        applied(text, [replace(edit, after=other, alternatives=())]) for other in edit.alternatives
    )
