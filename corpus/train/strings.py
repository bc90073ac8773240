"""Makes up crops of hand-written numbers on printed forms: a random source goes in, crops and their digits come out."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.train.forms import CAPITAL, ITALIC, OTHERS, UPRIGHT, Form, lay, printed
from corpus.train.strokes import DIGIT_PX, FIELD_PX, UNITS, Digits, Field, draw

Ink = NDArray[np.float32]
Gray = NDArray[np.uint8]

# Of the digits that hands write differently here, so many come from our drawn forms.
DRAWN = {"1": 0.75, "7": 0.7, "4": 0.5, "2": 0.5, "9": 0.5}
USUALLY_DRAWN = 0.35
# So often digits touch or overlap, and a pen is a thick one.
TOUCHING, THICK = 0.3, 0.2
# Share of crops that are dates; the others are numbers.
DATES = 0.42


@dataclass(frozen=True, slots=True)
class Crop:
    """A made-up crop, as `ingest.ocr.handwriting.cut_line` would cut it, and its digits."""

    image: Gray
    text: str


@dataclass(frozen=True, slots=True)
class Hand:
    """What the digits of one string have in common; lengths in pixels."""

    height: float
    width: float
    slant: float
    half_stroke: float
    gap: float
    rise: float
    drawn: bool


class Writer:
    """Writes crops without end from one seed."""

    def __init__(self, digits: Digits, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.digits = digits
        self.places = [np.flatnonzero(digits.labels == k) for k in range(10)]
        self.form = Form(self.chance)

    def crop(self) -> Crop:
        """Make one crop; about one in twelve holds no digits."""
        chance = self.chance
        capital = chance.uniform(13, 32)
        dated = bool(chance.random() < DATES)
        text = "" if chance.random() < 0.08 else self.text(dated=dated)
        written = self.written(text, capital) if text else self.rubbish(capital)
        shade = chance.uniform(0.35, 1.0)
        return Crop(self.form.crop(written, capital=capital, shade=shade, dated=dated), text)

    def text(self, *, dated: bool) -> str:
        """Draw one to five digits: days and months, small and large numbers."""
        chance = self.chance
        if dated and chance.random() < 0.9:
            day = int(chance.integers(1, 32))
            return f"{day:02d}" if chance.random() < 0.75 else str(day)
        length = int(chance.choice([1, 2, 3, 4, 5], p=[0.07, 0.23, 0.34, 0.29, 0.07]))
        return "".join(str(k) for k in chance.integers(0, 10, length))

    def written(self, text: str, capital: float) -> Ink:
        """Write digits, by hand mostly and in print sometimes; one array, trimmed in width."""
        chance = self.chance
        if chance.random() < 0.08:
            fonts = (*UPRIGHT, *ITALIC, *OTHERS) or ("",)
            return printed(
                text, max(8, 2 * round(capital / CAPITAL / 2)), str(chance.choice(fonts))
            )
        hand = Hand(
            height=capital * min(2.1, max(0.7, float(np.exp(chance.normal(0.26, 0.26))))),
            width=chance.uniform(0.6, 1.15),
            slant=chance.normal(0.22, 0.25),
            half_stroke=max(0.55, capital * self.nib()),
            gap=chance.uniform(-0.3, 0.0)
            if chance.random() < TOUCHING
            else chance.uniform(-0.1, 0.4),
            rise=chance.normal(0, 0.05),
            drawn=bool(chance.random() < 0.35),
        )
        sheet = np.zeros(
            (int(hand.height * 1.6) + 4, int(hand.height * 1.5 * len(text)) + 40), np.float32
        )
        pen = 6.0
        for char in text:
            pen = self.add_digit(sheet, char, hand, pen)
        return sheet[:, : min(sheet.shape[1], int(pen) + 8)]

    def nib(self) -> float:
        """Choose half the width of a pen's line, in capitals."""
        thick = self.chance.random() < THICK
        return self.chance.uniform(0.09, 0.16) if thick else self.chance.uniform(0.03, 0.1)

    def add_digit(self, sheet: Ink, char: str, hand: Hand, pen: float) -> float:
        """Write one digit at x = `pen`; returns where the pen stands after it."""
        chance = self.chance
        drawn = hand.drawn or chance.random() < DRAWN.get(char, USUALLY_DRAWN)
        field = draw(char, chance) if drawn else self.mnist(int(char))
        tall = hand.height * chance.uniform(0.82, 1.12) / DIGIT_PX
        glyph = inked(
            field,
            wide=tall * hand.width * chance.uniform(0.88, 1.12),
            tall=tall,
            slant=hand.slant + chance.normal(0, 0.07),
            half_stroke=hand.half_stroke * chance.uniform(0.8, 1.2),
        )
        columns = np.flatnonzero(glyph.max(axis=0) > 0.3)
        if not len(columns):
            return pen
        glyph = glyph[:, columns[0] : columns[-1] + 1]
        drop = sheet.shape[0] / 2 - glyph.shape[0] / 2 + chance.normal(0, 0.05) * hand.height
        drop -= hand.rise * pen
        lay(sheet, glyph, pen, drop)
        gap = (hand.gap + chance.normal(0, 0.08)) * hand.height
        return max(2.0, pen + glyph.shape[1] + gap)

    def mnist(self, digit: int) -> Field:
        """Choose one of people's digits."""
        return np.asarray(self.digits.fields[int(self.chance.choice(self.places[digit]))])

    def rubbish(self, capital: float) -> Ink:
        """Make what is no digit: nothing, a scribble, or dots."""
        chance = self.chance
        sheet = np.zeros((int(capital * 2), int(capital * chance.uniform(1, 5)) + 8), np.float32)
        kind = chance.random()
        if kind < 0.35:
            count = int(chance.integers(6, 22))
            across = np.sort(chance.uniform(0, sheet.shape[1], count)) + chance.normal(
                0, capital / 4, count
            )
            points = np.column_stack([across, chance.uniform(0.1, 0.9, count) * sheet.shape[0]])
            width = max(1, round(capital * chance.uniform(0.04, 0.12)))
            cv2.polylines(
                sheet, [points.astype(np.int32)], isClosed=False, color=1.0, thickness=width
            )
        elif kind < 0.55:
            for _ in range(int(chance.integers(1, 6))):
                y, x = chance.integers(0, sheet.shape[0]), chance.integers(0, sheet.shape[1])
                cv2.circle(sheet, (int(x), int(y)), int(chance.integers(1, 4)), 1.0, -1)
        return sheet


def inked(field: Field, *, wide: float, tall: float, slant: float, half_stroke: float) -> Ink:
    """Draw a field: scaled, leaning to the right by `slant`, with a pen of the given half width."""
    height = int(FIELD_PX * tall) + 2
    width = int(FIELD_PX * wide + abs(slant) * height) + 2
    middle = FIELD_PX / 2
    matrix = np.array(
        [
            [wide, -slant * tall, width / 2 - wide * middle + slant * tall * middle],
            [0, tall, height / 2 - tall * middle],
        ]
    )
    far = cv2.warpAffine(field, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255.0)
    scale = (wide + tall) / 2 / UNITS
    return np.clip(half_stroke - far.astype(np.float32) * scale + 0.5, 0, 1).astype(np.float32)
