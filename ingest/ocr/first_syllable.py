"""Reads the family name that a seal's ring or a pen's line runs into: a signature's lines in, the same out.

The seal stands on the left part of the signature (Decree 30/2020/NĐ-CP, Annex I, part II, 8), so it
is the first syllable of the name that touches it. What follows was read: it tells how high the
letters are and how far the stamped line leans. Pieces of the line that begin at different places
left of it are read one by one, without what sticks in from above and from the left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from statistics import median

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.letters import INK, as_line
from ingest.ocr.tesseract import ONE_LINE, lines_of
from ingest.options import ReadOptions
from nlp.document import Box, Line, Word
from nlp.family_names import COMMON, FAMILY_NAMES
from nlp.folding import fold, letters
from nlp.names import person_name

# Words that are read so surely are letters, not strokes. A common family name is believed from
# here on, a rare one may be a misread common one; a sure one ends the search.
WELL_READ, BELIEVED, SURELY = 0.75, 0.5, 0.8
# A name with a word that is read less surely is read once more.
DOUBTED = 0.6
# Where pieces begin left of the known words, in heights of a small letter's line; a syllable with
# its blank takes two to six of them.
STARTS = (2.1, 2.6, 4.4, 3.4, 1.6, 5.4)
# How far pieces reach above the known words (without marks over high letters, and with them),
# below, and to the right, in their heights.
ABOVE, BELOW, BESIDE = (0.12, 0.4), 0.12, 0.3
FULL_NAME = 3
STEEPEST = 0.2


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of a name that were read well, from left to right."""

    words: tuple[Word, ...]

    @property
    def tall(self) -> float:
        """Height of the line's letters in pixels."""
        return median(word.box.height for word in self.words)

    @property
    def slope(self) -> float:
        """How far the line falls per pixel to the right; stamps are put on by hand."""
        a, b = self.words[0].box, self.words[-1].box
        across = b.middle[0] - a.middle[0]
        if len(self.words) == 1 or across <= 0:
            return 0.0
        return float(np.clip((b.bottom - a.bottom) / across, -STEEPEST, STEEPEST))


def with_first_syllable(
    lines: Sequence[Line], gray: Gray, origin: Box, *, options: ReadOptions
) -> list[Line]:
    """Put family names before names that lack them.

    Args:
        lines: Lines of a signature block.
        gray: The block, without rings.
        origin: Where the block lies on the page.
        options: Languages and time limit.
    """
    fresh = list(lines)
    for at, line in enumerate(lines):
        known = _known(line)
        if known is None:
            fresh[at] = _again(line, gray, origin, options) or line
            continue
        whole = _whole(known, gray, origin, options)
        if whole is not None:
            fresh[at] = replace(line, words=whole)
    return fresh


def is_doubtful(line: Line) -> bool:
    """Tell whether a line is a name whose family name is missing, or which was read badly."""
    return person_name(line.text) is not None and (
        _known(line) is not None or _sure(line) < DOUBTED
    )


def _sure(line: Line) -> float:
    """Return how surely the worst word of a line was read."""
    return min((word.confidence for word in line.words if letters(word.text)), default=0.0)


def _again(line: Line, gray: Gray, origin: Box, options: ReadOptions) -> Line | None:
    """Read a doubtful name once more, upright and alone; None where that gives nothing surer."""
    words = tuple(word for word in line.words if letters(word.text))
    name = person_name(line.text)
    if name is None or not words:
        return None
    for piece, _ in _pieces(_Known(words), gray, origin, starts=(BESIDE,)):
        for found in _lines(piece, options):
            seen = [word for word in found.words if letters(word.text)]
            again = person_name(" ".join(word.text for word in seen))
            same = again is not None and len(again.split()) == len(name.split())
            if same and len(seen) == len(words) and _sure(found) > _sure(line):
                fresh = (
                    replace(old, text=new.text, confidence=new.confidence)
                    for old, new in zip(words, seen, strict=True)
                )
                return replace(line, words=tuple(fresh))
    return None


def _known(line: Line) -> _Known | None:
    """Return the well-read words of a name whose family name is missing or doubtful."""
    name = person_name(line.text)
    if name is None:
        return None
    words = [word for word in line.words if letters(word.text)]
    syllables = name.split()
    own = words[-len(syllables) :]
    if len(syllables) >= FULL_NAME:
        if own[0].confidence >= WELL_READ and own[0].text[:1].isupper():
            return None
        own = own[1:]
    good = [word for word in own if word.confidence >= WELL_READ and word.text[:1].isupper()]
    return _Known(tuple(own)) if good and good == own else None


def _whole(known: _Known, gray: Gray, origin: Box, options: ReadOptions) -> tuple[Word, ...] | None:
    """Return the likeliest family name and the known words, each as it was read most surely."""
    best: tuple[Word, ...] | None = None
    for piece, box in _pieces(known, gray, origin):
        for line in _lines(piece, options):
            words = _with_family(known, line)
            if words is not None and (best is None or words[0].confidence > best[0].confidence):
                best = (replace(words[0], box=box), *words[1:])
        if best is not None and best[0].confidence >= SURELY:
            break
    return best


def _lines(piece: Gray, options: ReadOptions) -> Sequence[Line]:
    return lines_of(
        piece,
        languages=options.languages,
        timeout_s=options.page_timeout_s,
        layout=ONE_LINE,
        dpi=300,
    )


def _with_family(known: _Known, line: Line) -> tuple[Word, ...] | None:
    """Return a reading's family name and the known words behind it, or None where it has none."""
    words = [word for word in line.words if letters(word.text)]
    name = person_name(" ".join(word.text for word in words))
    rest = words[1:]
    if name is None or [fold(x.text) for x in rest] != [fold(x.text) for x in known.words]:
        return None
    family, sure = name.split()[0], words[0].confidence
    least = BELIEVED if family.lower() in COMMON else SURELY
    # "yên" may be the end of "Nguyễn".
    cut_off = words[0].text.islower() and fold(words[0].text) == fold(family)
    whole = len(name.split()) == len(words) and not cut_off
    alike = any(fold(one) == fold(family) for one in COMMON) and family.lower() not in COMMON
    if not whole or alike or family.lower() not in FAMILY_NAMES or sure < least:
        return None
    surer = (
        replace(old, text=new.text, confidence=new.confidence)
        if new.confidence > old.confidence
        else old
        for old, new in zip(known.words, rest, strict=True)
    )
    return (replace(words[0], text=family), *surer)


def _pieces(
    known: _Known, gray: Gray, origin: Box, starts: Sequence[float] = STARTS
) -> Iterator[tuple[Gray, Box]]:
    """Yield upright pieces of the line that begin at different places left of the known words."""
    first, last = known.words[0].box, known.words[-1].box
    tall, slope = known.tall, known.slope
    middle = first.left - origin.left, (first.top + first.bottom) / 2 - origin.top
    turn = cv2.getRotationMatrix2D(middle, float(np.degrees(np.arctan(slope))), 1.0)
    level = cv2.warpAffine(gray, turn, gray.shape[::-1], borderValue=255)
    bottom = round(middle[1] + (0.5 + BELOW) * tall)
    right = round(last.right - origin.left + BESIDE * tall)
    for above, start in product(ABOVE, starts):
        top = max(0, round(middle[1] - (0.5 + above) * tall))
        left = round(middle[0] - start * tall)
        if left < 0 or top >= bottom:
            continue
        piece = _without_strays(np.asarray(level[top:bottom, left:right], np.uint8))
        framed, _ = as_line(piece)
        box = Box(left + origin.left, first.top, first.left - 1, first.bottom)
        yield framed, box


def _without_strays(piece: Gray) -> Gray:
    """Whiten ink that comes in from above, unless it goes far down, or from the left."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        (piece < INK).astype(np.uint8), connectivity=8
    )
    x, y = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    high = stats[:, cv2.CC_STAT_HEIGHT]
    stray = ((y == 0) & (high < 0.5 * piece.shape[0])) | (x == 0)
    stray[0] = False
    cleaned = piece.copy()
    cleaned[stray[labels]] = 255
    return cleaned
