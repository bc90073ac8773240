"""Makes up crops of hand-written numbers on printed forms: a random source goes in, crops and their digits come out."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from corpus.train.strokes import DIGIT_PX, FIELD_PX, UNITS, Digits, Field, draw

Ink = NDArray[np.float32]
Gray = NDArray[np.uint8]

FONTS = tuple(
    str(path)
    for pattern in ("LiberationSerif-*.ttf", "LiberationSans-*.ttf", "DejaVuSerif*.ttf")
    for path in sorted(Path("/usr/share/fonts").rglob(pattern))
)
BEFORE = (
    "Số:",
    "Số:",
    "Số",
    "ố:",
    "ngày",
    "ngày",
    "ày",
    "tháng",
    "Hà Nội, ngày",
    "Giang, ngày",
    ":",
    "SỐ:",
    "Số :",
)
AFTER = (
    "tháng", "tháng", "năm", "/KH-SGDĐT", "/QĐ-UBND", "/TB-SGDĐT", "/SGDĐT-VP", "/", "/BC", "-TB/TU",
    "/UBND-NC", "/GM-SYT", "/CV", "/TTr-SNV", "/PGDĐT", "tháng năm", ".", "-", "/NQ-HĐND",
)  # fmt: skip
ELSEWHERE = (
    "ĐẠO TẠO",
    "Độc lập - Tự do",
    "V/v hướng dẫn",
    "giáo dục",
    "quy định",
    "VĂN PHÒNG",
    "Kính gửi:",
)
# Of the digits that hands write differently here, so many come from our drawn forms.
DRAWN = {"1": 0.75, "7": 0.6, "4": 0.4}
USUALLY_DRAWN = 0.3
# Crops lower than this are not scanned at a still lower resolution: nobody could read them.
SHARPEST_LOST_PX = 45


@dataclass(frozen=True, slots=True)
class Crop:
    """A made-up crop, as `ingest.ocr.handwriting.find_ink_between` would cut it, and its digits."""

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
    drawn: bool


class Writer:
    """Writes crops without end from one seed."""

    def __init__(self, digits: Digits, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.digits = digits
        self.places = [np.flatnonzero(digits.labels == k) for k in range(10)]

    def crop(self) -> Crop:
        """Make one crop; about one in twelve holds no digits."""
        chance = self.chance
        line = chance.uniform(13, 34)
        text = "" if chance.random() < 0.08 else self.text()
        written = self.rubbish(line) if not text else self.written(text, line)
        sheet = self.on_form(written, line, shade=chance.uniform(0.4, 1.0))
        return Crop(self.scanned(sheet), text)

    def text(self) -> str:
        """Draw one to five digits: days, small and large numbers."""
        chance = self.chance
        if chance.random() < 0.35:
            day = int(chance.integers(1, 32))
            return f"{day:02d}" if chance.random() < 0.8 else str(day)
        length = int(chance.choice([1, 2, 3, 4, 5], p=[0.08, 0.2, 0.32, 0.3, 0.1]))
        return "".join(str(k) for k in chance.integers(0, 10, length))

    def written(self, text: str, line: float) -> Ink:
        """Write digits, by hand mostly and in print sometimes; one array, trimmed in width."""
        chance = self.chance
        if chance.random() < 0.1:
            return printed(text, _size(line / 0.68), str(chance.choice(FONTS or [""])))
        hand = Hand(
            height=line * chance.uniform(0.8, 2.0),
            width=chance.uniform(0.65, 1.15),
            slant=chance.normal(0.18, 0.22),
            half_stroke=max(0.55, line * chance.uniform(0.03, 0.11)),
            gap=chance.uniform(-0.12, 0.4),
            drawn=bool(chance.random() < 0.35),
        )
        sheet = np.zeros(
            (int(hand.height * 1.6) + 4, int(hand.height * 1.5 * len(text)) + 40), np.float32
        )
        pen = 6.0
        for char in text:
            pen = self.add_digit(sheet, char, hand, pen)
        return sheet[:, : min(sheet.shape[1], int(pen) + 8)]

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
        lay(sheet, glyph, pen, drop)
        gap = (hand.gap + chance.normal(0, 0.08)) * hand.height
        return float(max(2.0, pen + glyph.shape[1] + gap))

    def mnist(self, digit: int) -> Field:
        """Choose one of people's digits."""
        return np.asarray(self.digits.fields[int(self.chance.choice(self.places[digit]))])

    def rubbish(self, line: float) -> Ink:
        """Make what is no digit: nothing, a scribble, or dots."""
        chance = self.chance
        sheet = np.zeros((int(line * 2), int(line * chance.uniform(1, 5)) + 8), np.float32)
        kind = chance.random()
        if kind < 0.35:
            count = int(chance.integers(6, 22))
            across = np.sort(chance.uniform(0, sheet.shape[1], count)) + chance.normal(
                0, line / 4, count
            )
            points = np.column_stack([across, chance.uniform(0.1, 0.9, count) * sheet.shape[0]])
            width = max(1, round(line * chance.uniform(0.04, 0.12)))
            cv2.polylines(
                sheet, [points.astype(np.int32)], isClosed=False, color=1.0, thickness=width
            )
        elif kind < 0.55:
            for _ in range(int(chance.integers(1, 6))):
                y, x = chance.integers(0, sheet.shape[0]), chance.integers(0, sheet.shape[1])
                cv2.circle(sheet, (int(x), int(y)), int(chance.integers(1, 4)), 1.0, -1)
        return sheet

    def on_form(self, written: Ink, line: float, *, shade: float) -> Ink:
        """Lay the writing between printed words, on dots or a line, and cut as a reader would."""
        chance = self.chance
        room = [max(0.0, chance.normal(0.25, 0.35)) * line for _ in (0, 1)]
        shown = [self.visible(line) for _ in (0, 1)]
        inside = room[0] + written.shape[1] + room[1]
        sheet = np.zeros((int(line * 2.3), int(shown[0] + inside + shown[1]) + 2), np.float32)
        base = sheet.shape[0] * 0.5 + line * 0.5 + chance.normal(0, 0.08) * line
        font, dark = str(chance.choice(FONTS or [""])), chance.uniform(0.6, 1.0)
        if shown[0] > 0:
            word = printed(str(chance.choice(BEFORE)), _size(line / 0.68), font)
            lay(sheet, word * dark, shown[0] - word.shape[1], base - _base_row(line))
        if shown[1] > 0:
            word = printed(str(chance.choice(AFTER)), _size(line / 0.68), font)
            lay(sheet, word * dark, shown[0] + inside, base - _base_row(line))
        self.add_rules(sheet, line, base, dark)
        drop = base - line / 2 - written.shape[0] / 2 + chance.normal(0, 0.18) * line
        lay(sheet, written * shade, shown[0] + room[0] - 4, drop)
        return sheet

    def visible(self, line: float) -> float:
        """Say how many pixels of a printed neighbour the crop shows."""
        chance, kind = self.chance, self.chance.random()
        if kind < 0.4:
            return 0.0
        return float(line * (chance.uniform(0.05, 0.8) if kind < 0.8 else chance.uniform(0.8, 7)))

    def add_rules(self, sheet: Ink, line: float, base: float, dark: float) -> None:
        """Add the form's dots or rule, and the edges of the lines above and below."""
        chance, (height, width) = self.chance, sheet.shape
        if chance.random() < 0.2:
            font = str(chance.choice(FONTS or [""]))
            dots = printed("." * int(width / line * 3 + 2), _size(line / 0.68), font)
            lay(sheet, dots * dark, 0, base - _base_row(line))
        if chance.random() < 0.08:
            tilt, y = chance.normal(0, 0.02) * width, base + chance.uniform(-0.1, 0.2) * line
            cv2.line(
                sheet, (0, int(y)), (width, int(y + tilt)), float(dark), max(1, int(line * 0.06))
            )
        for edge in (-0.72 * line, height - 0.25 * line):
            if chance.random() < 0.12:
                strip = printed(
                    str(chance.choice(ELSEWHERE)),
                    _size(line / 0.68),
                    str(chance.choice(FONTS or [""])),
                )
                lay(
                    sheet,
                    strip * dark,
                    chance.uniform(-3, 1) * line,
                    edge - chance.uniform(0, 0.6) * line,
                )

    def scanned(self, sheet: Ink) -> Gray:
        """Print, scan and cut: blur, resolution, paper, noise, two levels, JPEG."""
        chance = self.chance
        if chance.random() < 0.3:
            turn = cv2.getRotationMatrix2D(
                (sheet.shape[1] / 2, sheet.shape[0] / 2), chance.normal(0, 1.2), 1
            )
            sheet = np.asarray(cv2.warpAffine(sheet, turn, sheet.shape[::-1]), np.float32)
        sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), chance.uniform(0.3, 1.0)), np.float32)
        if chance.random() < 0.3 and sheet.shape[0] > SHARPEST_LOST_PX:
            factor = chance.uniform(0.55, 0.9)
            small = cv2.resize(sheet, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
            sheet = np.asarray(small, np.float32)
        paper, depth = chance.uniform(190, 255), chance.uniform(0.6, 1.0)
        image = paper * (1 - depth * sheet) + chance.normal(0, chance.uniform(0, 9), sheet.shape)
        if chance.random() < 0.25:
            image = np.where(image < paper * chance.uniform(0.55, 0.85), 0, 255)
            if chance.random() < 0.5:
                image = np.asarray(cv2.GaussianBlur(image.astype(np.float32), (0, 0), 0.5))
        image = np.clip(image, 0, 255).astype(np.uint8)
        if chance.random() < 0.2:
            quality = int(chance.integers(30, 85))
            coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            image = np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE))
        return np.asarray(image, dtype=np.uint8)


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
    strength = half_stroke - far.astype(np.float32) * scale + 0.5
    return np.asarray(np.clip(strength, 0, 1), np.float32)


def lay(sheet: Ink, patch: Ink, left: float, top: float) -> None:
    """Lay ink over ink; what sticks out is cut off."""
    x, y = round(left), round(top)
    height, width = sheet.shape
    x0, y0, x1, y1 = (
        max(0, x),
        max(0, y),
        min(width, x + patch.shape[1]),
        min(height, y + patch.shape[0]),
    )
    if x0 < x1 and y0 < y1:
        part = sheet[y0:y1, x0:x1]
        np.maximum(part, patch[y0 - y : y1 - y, x0 - x : x1 - x], out=part)


@lru_cache(maxsize=4000)
def printed(text: str, size: int, font: str) -> Ink:
    """Print a word; the base line is `size` pixels below the top, the width is the word's own."""
    face = ImageFont.truetype(font, size) if font else ImageFont.load_default(size)
    image = Image.new("L", (int(face.getlength(text)) + 3, round(size * 1.4)))
    ImageDraw.Draw(image).text((1, size), text, fill=255, font=face, anchor="ls")
    return np.asarray(np.asarray(image, dtype=np.float32) / 255, np.float32)


def _size(px: float) -> int:
    """Round a font size, so that few sizes are printed."""
    return max(8, 2 * round(px / 2))


def _base_row(line: float) -> int:
    return _size(line / 0.68)
