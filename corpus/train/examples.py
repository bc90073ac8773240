"""Makes up crops as the reader gets them: hands and forms go in, normalised crops and their digits come out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.train.forms import Fonts
from corpus.train.strings import Writer
from corpus.train.strokes import Digits
from ingest.ocr.handwriting import HEIGHT_PX, normalise

# The network looks at every so many columns.
STEP_PX = 2

Ink = NDArray[np.float32]
Stack = tuple[NDArray[np.uint8], list[int], list[str]]
"""n × HEIGHT_PX × width, 0 paper to 255 ink; the width of each crop; its digits."""


@dataclass(frozen=True, slots=True)
class Example:
    """A normalised crop and its digits."""

    ink: Ink
    text: str


@dataclass(frozen=True, slots=True)
class Models:
    """What hands and forms are made of."""

    digits: Digits
    typed: Digits | None
    fonts: Fonts

    def writer(self, seed: int) -> Writer:
        """Start a source of crops."""
        return Writer(self.digits, self.typed, self.fonts, seed)


def examples(writer: Writer, count: int) -> list[Example]:
    """Write `count` readable crops, normalised as the reader will."""
    found: list[Example] = []
    while len(found) < count:
        crop = writer.crop()
        ink = normalise(crop.image)
        # CTC needs a step for each digit and for each blank between two alike.
        if ink is not None and ink.shape[1] // STEP_PX > 2 * len(crop.text):
            found.append(Example(ink, crop.text))
    return found


def packed(some: list[Example]) -> Stack:
    """Stack crops, padded with paper; also the width and the digits of each."""
    widths = [one.ink.shape[1] for one in some]
    stack = np.zeros((len(some), HEIGHT_PX, max(widths)), np.uint8)
    for row, one in zip(stack, some, strict=True):
        row[:, : one.ink.shape[1]] = np.round(one.ink * 255)
    return stack, widths, [one.text for one in some]
