"""Makes up crops of hand-written numbers on printed forms: a random source goes in, crops and their digits come out."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.train.drawn import draw
from corpus.train.forms import Fonts, Form, lay, printed
from corpus.train.strokes import DIGIT_PX, FIELD_PX, UNITS, Digits, Field, bent

Ink = NDArray[np.float32]
Gray = NDArray[np.uint8]

# Where a string's digits come from: people's, our drawn forms, typefaces of handwriting; a hand
# of the first kind still writes these digits often in a form that is usual here.
PEOPLE, DRAWN, TYPED = 0.45, 0.43, 0.12
LOCAL = {"1": 0.7, "7": 0.6, "4": 0.35, "2": 0.35, "9": 0.3}
USUALLY_LOCAL = 0.15
# So often digits touch or overlap, and a pen is a thick one.
TOUCHING, THICK = 0.42, 0.2
# So many hands do not lift the pen between some digits.
JOINING = 0.2
# Share of crops that are dates, and of those without any form; the others are numbers.
DATES, BARE = 0.4, 0.08
# Share of machine-set numbers, of those with a digit twice in a row, of small padded ones, of years.
SET, TWICE, PADDED, YEARS = 0.09, 0.15, 0.06, 0.04


@dataclass(frozen=True, slots=True)
class Crop:
    """A made-up crop, as `ingest.ocr.handwriting.cut_line` would cut it, and its digits."""

    image: Gray
    text: str


@dataclass(frozen=True, slots=True)
class Hand:
    """What the digits of one string have in common; lengths in pixels.

    Attributes:
        height: Of a digit.
        width: Relative to its height.
        slant: To the right, per pixel of height.
        half_stroke: Half the width of the pen's line.
        gap: Between digits, in heights.
        rise: Of the line of writing, per pixel to the right.
        source: Where the digits come from: "people", "drawn" or "typed".
        forms: Which drawn form it uses for each digit; None varies.
        bend: How far its digits are from their models, in pixels of a field.
        pressure: How much thicker strokes are at the top than at the bottom.
        joins: How often the pen stays down between two digits, 0 to 1.
    """

    height: float
    width: float
    slant: float
    half_stroke: float
    gap: float
    rise: float
    source: str
    forms: int | None
    bend: float
    pressure: float
    joins: float


class Writer:
    """Writes crops without end from one seed.

    Args:
        digits: What people wrote.
        typed: Digits of typefaces that imitate handwriting; None for none.
        fonts: The printed form's.
        seed: Of all chance.
    """

    def __init__(self, digits: Digits, typed: Digits | None, fonts: Fonts, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.models = {"people": digits, "typed": digits if typed is None else typed}
        self.places = {
            name: [np.flatnonzero(model.labels == k) for k in range(10)]
            for name, model in self.models.items()
        }
        self.fonts = fonts
        self.form = Form(self.chance, fonts)

    def crop(self) -> Crop:
        """Make one crop; about one in twelve holds no digits."""
        chance = self.chance
        capital = float(np.exp(chance.uniform(np.log(15), np.log(40))))
        kind = chance.random()
        dated, bare = bool(kind < DATES), bool(kind > 1 - BARE)
        text = "" if chance.random() < 0.08 else self.text(dated=dated)
        written = self.written(text, capital) if text else self.rubbish(capital)
        shade = chance.uniform(0.3, 1.0)
        if bare:
            return Crop(self.form.bare(written, capital=capital, shade=shade), text)
        return Crop(self.form.crop(written, capital=capital, shade=shade, dated=dated), text)

    def text(self, *, dated: bool) -> str:
        """Draw one to five digits: days and months, years, small and large numbers."""
        chance = self.chance
        if chance.random() < YEARS:
            return f"20{chance.integers(0, 40):02d}"
        if dated and chance.random() < 0.9:
            day = int(chance.integers(1, 32))
            return f"{day:02d}" if chance.random() < 0.75 else str(day)
        if chance.random() < PADDED:
            return f"0{chance.integers(1, 10)}"
        length = int(chance.choice([1, 2, 3, 4, 5], p=[0.06, 0.19, 0.34, 0.33, 0.08]))
        digits = [str(k) for k in chance.integers(0, 10, length)]
        if length > 1 and chance.random() < TWICE:
            at = int(chance.integers(1, length))
            digits[at] = digits[at - 1]
        return "".join(digits)

    def written(self, text: str, capital: float) -> Ink:
        """Write digits, by hand mostly and in print sometimes; one array, trimmed in width."""
        chance = self.chance
        if chance.random() < SET:
            font = str(chance.choice(self.fonts.every))
            return printed(text, max(8, 2 * round(capital / 1.32)), font)
        hand = self.hand(capital)
        sheet = np.zeros(
            (int(hand.height * 1.9) + 4, int(hand.height * 1.7 * len(text)) + 60), np.float32
        )
        pen = 8.0
        start = 0
        for char in text:
            before, start = start, int(pen)
            pen = self.add_digit(sheet, char, hand, pen)
            if before and chance.random() < hand.joins:
                self._join(sheet, hand, before, start, int(pen))
        if chance.random() < 0.12:
            self._slash(sheet, hand, pen)
        inked_columns = np.flatnonzero(sheet.max(axis=0) > 0.1)
        if len(inked_columns):
            sheet = sheet[:, inked_columns[0] : inked_columns[-1] + 1]
        return self._skipping(sheet) if chance.random() < 0.1 else sheet

    def hand(self, capital: float) -> Hand:
        """Choose a hand for a form whose capitals are so high."""
        chance = self.chance
        sources = ["people", "drawn", "typed"]
        return Hand(
            height=capital * min(2.1, max(0.7, float(np.exp(chance.normal(0.26, 0.26))))),
            width=chance.uniform(0.55, 1.15),
            slant=chance.normal(0.22, 0.25),
            half_stroke=max(0.5, capital * self.nib()),
            gap=chance.uniform(-0.3, 0.0)
            if chance.random() < TOUCHING
            else chance.uniform(-0.1, 0.45),
            rise=chance.normal(0, 0.06),
            source=str(chance.choice(sources, p=[PEOPLE, DRAWN, TYPED])),
            forms=int(chance.integers(1000)) if chance.random() < 0.6 else None,
            bend=2.6 * chance.random() ** 1.5,
            pressure=chance.normal(0, 0.2),
            joins=chance.uniform(0.2, 1.0) if chance.random() < JOINING else 0.0,
        )

    def nib(self) -> float:
        """Choose half the width of a pen's line, in capitals."""
        thick = self.chance.random() < THICK
        return self.chance.uniform(0.09, 0.16) if thick else self.chance.uniform(0.025, 0.1)

    def add_digit(self, sheet: Ink, char: str, hand: Hand, pen: float) -> float:
        """Write one digit at x = `pen`; returns where the pen stands after it."""
        chance = self.chance
        tall = hand.height * chance.uniform(0.8, 1.15) / DIGIT_PX
        glyph = inked(
            self.model(char, hand),
            wide=tall * hand.width * chance.uniform(0.85, 1.15),
            tall=tall,
            slant=hand.slant + chance.normal(0, 0.08),
            half_stroke=hand.half_stroke * chance.uniform(0.8, 1.2),
            pressure=hand.pressure,
        )
        columns = np.flatnonzero(glyph.max(axis=0) > 0.3)
        if not len(columns):
            return pen
        glyph = glyph[:, columns[0] : columns[-1] + 1]
        drop = sheet.shape[0] / 2 - glyph.shape[0] / 2 + chance.normal(0, 0.06) * hand.height
        drop -= hand.rise * pen
        lay(sheet, glyph, pen, drop)
        gap = (hand.gap + chance.normal(0, 0.09)) * hand.height
        return max(2.0, pen + glyph.shape[1] + gap)

    def model(self, char: str, hand: Hand) -> Field:
        """Choose how a hand writes a digit this time."""
        chance = self.chance
        local = hand.source == "people" and chance.random() < LOCAL.get(char, USUALLY_LOCAL)
        if local or hand.source == "drawn":
            return bent(draw(char, chance, hand.forms), chance, hand.bend)
        places = self.places[hand.source][int(char)]
        field = self.models[hand.source].fields[int(chance.choice(places))]
        return bent(np.asarray(field), chance, hand.bend)

    def _join(self, sheet: Ink, hand: Hand, before: int, start: int, end: int) -> None:
        """Run the pen from the foot or the tail of one digit to the head or the left of the next.

        Args:
            sheet: Where both stand.
            hand: Whose pen.
            before: The column where the one begins.
            start: Where the next begins and the one ends.
            end: Where the next ends.
        """
        one, other = (
            np.argwhere(part > 0.5) for part in (sheet[:, before:start], sheet[:, start:end])
        )
        if not (len(one) and len(other)):
            return
        low, high = self.chance.random(2) < (0.7, 0.6)
        y0, x0 = one[np.argmax(one[:, 0] if low else one[:, 1])]
        y1, x1 = other[np.argmin(other[:, 0] if high else other[:, 1])]
        thick = max(1, round(2 * hand.half_stroke * self.chance.uniform(0.5, 1.0)))
        ends = (before + int(x0), int(y0)), (start + int(x1), int(y1))
        cv2.line(sheet, *ends, 1.0, thick, cv2.LINE_AA)

    def _slash(self, sheet: Ink, hand: Hand, pen: float) -> None:
        """Let the pen draw the slash after the number itself, or run into the printed one."""
        chance = self.chance
        foot = (pen - 4 + chance.uniform(-0.2, 0.3) * hand.height, sheet.shape[0] * 0.78)
        lean = chance.uniform(0.1, 0.7) * hand.height
        top = (foot[0] + lean, foot[1] - chance.uniform(0.9, 1.4) * hand.height)
        thick = max(1, round(2 * hand.half_stroke))
        ends = [[int(x), int(y)] for x, y in (foot, top)]
        cv2.line(sheet, ends[0], ends[1], 1.0, thick, cv2.LINE_AA)

    def _skipping(self, sheet: Ink) -> Ink:
        """Take ink away as a pen that skips or a worn copy does."""
        chance = self.chance
        coarse = chance.random((max(2, sheet.shape[0] // 4), max(2, sheet.shape[1] // 4)))
        cloud = cv2.resize(
            coarse.astype(np.float32), sheet.shape[::-1], interpolation=cv2.INTER_LINEAR
        )
        kept = np.clip((cloud - chance.uniform(0.0, 0.3)) * 6, chance.uniform(0, 0.5), 1)
        return np.asarray(sheet * kept, np.float32)

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


def inked(
    field: Field, *, wide: float, tall: float, slant: float, half_stroke: float, pressure: float
) -> Ink:
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
    nib = half_stroke * (1 + pressure * np.linspace(1, -1, height, dtype=np.float32)[:, None])
    return np.clip(nib - far.astype(np.float32) * scale + 0.5, 0, 1).astype(np.float32)
