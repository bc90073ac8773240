"""A second look at lines of table cells whose words ran together: lines in, lines with their blanks out.

Tesseract measures the blanks of a row across the whole table; those between columns are so wide that
it takes the ones between words for none. A line by itself has its own blanks only.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from rapidfuzz import fuzz

from ingest.ink import Gray
from ingest.ocr.tesseract import ONE_LINE, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Line, Word
from nlp.folding import letters
from nlp.repair.syllables import are_syllables, is_legal

# The longest syllable has seven letters, the shortest two that run together four.
FEWEST_LETTERS = 4
# Below this confidence a word that is no syllable may be two whose seam was read as a letter.
BADLY_READ = 0.5
# So many lines of a page are read again at most: a page of numbers and codes is left as it is.
MOST = 40
# A second reading says the same: so alike without blanks, of 100.
ALIKE = 80
# Paper around a line, in heights of it: sides, and above and below.
BESIDE, ABOVE = 0.5, 0.15
MARGIN_PX = 12


def with_blanks(
    lines: Sequence[Line], gray: Gray, *, dpi: float, options: ReadOptions
) -> tuple[Line, ...]:
    """Read again the lines of cells in which words ran together.

    Args:
        lines: The lines of a page, those of tables with their `cell`.
        gray: The page without rulings, 0 black to 255 white.
        dpi: Its resolution.
        options: Languages and time limit.

    Returns:
        The lines in their order, those replaced of which the second reading has fewer such words.
    """
    glued = [at for at, line in enumerate(lines) if line.cell is not None and _glued(line.words)]
    seen = list(lines)
    for at in glued[:MOST]:
        words = _again(lines[at].box, gray, dpi, options)
        if _is_better(words, lines[at].words):
            seen[at] = replace(lines[at], words=words)
    return tuple(seen)


def _glued(words: Sequence[Word]) -> int:
    """Count the words that are several syllables, or none and badly read."""
    return sum(map(_is_glued, words))


def _is_glued(word: Word) -> bool:
    plain = word.text.strip(".,;:()/-")
    if len(plain) < FEWEST_LETTERS or not plain.isalpha() or plain.isupper() or is_legal(plain):
        return False
    return word.confidence < BADLY_READ or are_syllables(plain)


def _again(box: Box, gray: Gray, dpi: float, options: ReadOptions) -> tuple[Word, ...]:
    """Read one line by itself; boxes in pixels of the page."""
    left, right = max(0.0, box.left - BESIDE * box.height), box.right + BESIDE * box.height
    top, bottom = max(0.0, box.top - ABOVE * box.height), box.bottom + ABOVE * box.height
    piece = gray[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
    edges = (MARGIN_PX,) * 4
    framed = np.asarray(cv2.copyMakeBorder(piece, *edges, cv2.BORDER_CONSTANT, value=255), np.uint8)
    found = lines_of(
        framed,
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=ONE_LINE,
        dpi=round(dpi),
    )
    right_by, down_by = int(left) - MARGIN_PX, int(top) - MARGIN_PX
    return tuple(_moved(word, right_by, down_by) for line in found for word in line.words)


def _moved(word: Word, right: int, down: int) -> Word:
    box = word.box
    edges = (box.left + right, box.top + down, box.right + right, box.bottom + down)
    return replace(word, box=Box(*edges))


def _is_better(again: Sequence[Word], first: Sequence[Word]) -> bool:
    """Tell whether a second reading says the same with fewer words run together."""
    if not again or _glued(again) >= _glued(first):
        return False
    one, other = ("".join(letters(word.text) for word in words) for words in (again, first))
    return fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= ALIKE
