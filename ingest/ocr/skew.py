"""Straightens a skew page before it is read, and lays what was read back where it stands."""

import math
from dataclasses import dataclass, replace

from PIL import Image

from nlp.document import Box, Line, Word

# Tesseract and the layout bear 2 degrees without loss; at 3 lines of the head begin to mix.
SKEW = math.tan(math.radians(2.0))


@dataclass(frozen=True, slots=True)
class Straightened:
    """A page turned about its middle so that its lines run level.

    Attributes:
        image: The straight page, of the same size.
        slope: How far lines of the page fall, in pixels per pixel to the right.
    """

    image: Image.Image
    slope: float

    def back(self, line: Line) -> Line:
        """Return a line of the straight page with its boxes where they are on the skew one."""
        return replace(line, words=tuple(self._back(word) for word in line.words))

    def _back(self, word: Word) -> Word:
        angle = math.atan(self.slope)
        x, y = word.box.middle
        across, down = x - self.image.width / 2, y - self.image.height / 2
        x = self.image.width / 2 + math.cos(angle) * across - math.sin(angle) * down
        y = self.image.height / 2 + math.sin(angle) * across + math.cos(angle) * down
        wide, tall = word.box.width / 2, word.box.height / 2 + abs(self.slope) * word.box.width / 2
        return replace(word, box=Box(x - wide, y - tall, x + wide, y + tall))


def straightened(image: Image.Image, slope: float) -> Straightened:
    """Turn a page about its middle so that lines of a slope become level.

    Args:
        image: The page, mode "RGB", "L" or "1".
        slope: As `nlp.layout.level.slope_of` measures it.
    """
    plain = image.convert("L") if image.mode == "1" else image
    white = "white" if plain.mode == "RGB" else 255
    angle = math.degrees(math.atan(slope))
    turned = plain.rotate(angle, Image.Resampling.BICUBIC, fillcolor=white)
    return Straightened(turned, slope)
