"""Reads the print of a whole page at the resolution Tesseract reads best: grey page in, lines out."""

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.tesseract import WHOLE_PAGE, lines_of
from nlp.document import Box, Line, Word

# Measured on eight scans of 300 dpi: at 200 dpi Tesseract takes three quarters of the time, reads
# 0.4 % more legal syllables, and as many fields are right. Pen and seals are looked at in full.
BEST_DPI = 200.0
# Nearer than this the blur of resizing costs more than it gains.
WORTH_IT = 1.2
# The ruling under an issuer's name, read as a word at the end of its line.
RULING = re.compile(r"[_—]+")
# A slash in type without feet looks like a capital i; only the days of a calendar are meant.
LONGEST_MONTH, MONTHS = 31, 12
DATE = re.compile(r"(\d{1,2})[/I|](\d{1,2})[/I|]((?:19|20)\d\d\W*)")


def page_lines(
    gray: Gray, *, languages: Sequence[str], timeout_s: float, dpi: float
) -> tuple[Line, ...]:
    """Read the lines of a page, boxes in pixels of `gray`.

    Args:
        gray: 0 black to 255 white.
        languages: Tesseract language names.
        timeout_s: Wall-clock limit.
        dpi: Resolution of the image.

    Raises:
        IngestError: Tesseract is missing, failed or took too long.
    """
    fine = dpi <= WORTH_IT * BEST_DPI
    image = gray if fine else _at(gray, BEST_DPI / dpi)
    lines = lines_of(
        image,
        languages=languages,
        timeout_s=timeout_s,
        layout=WHOLE_PAGE,
        dpi=round(dpi if fine else BEST_DPI),
    )
    across, down = gray.shape[1] / image.shape[1], gray.shape[0] / image.shape[0]
    whole = map(mended, lines)
    return tuple(whole if fine else (_scaled(line, across, down) for line in whole))


def mended(line: Line) -> Line:
    """Return a line without rulings at its end, and with slashes in its dates."""
    words = list(line.words)
    while len(words) > 1 and RULING.fullmatch(words[-1].text):
        words.pop()
    slashed = tuple(map(_slashed, words))
    return line if slashed == line.words else replace(line, words=slashed)


def _slashed(word: Word) -> Word:
    date = DATE.fullmatch(word.text)
    if date is None or int(date[1]) > LONGEST_MONTH or int(date[2]) > MONTHS:
        return word
    return replace(word, text="/".join(date.groups()))


def _at(gray: Gray, scale: float) -> Gray:
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def _scaled(line: Line, across: float, down: float) -> Line:
    words = []
    for word in line.words:
        box = word.box
        edges = (box.left * across, box.top * down, box.right * across, box.bottom * down)
        words.append(replace(word, box=Box(*edges)))
    return replace(line, words=tuple(words))
