"""Prints the form around handwriting and scans it: ink of a pen goes in, the crop of a line comes out."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from corpus.train.scanned import scanned
from ingest.ocr.handwriting import BAND

Ink = NDArray[np.float32]
Gray = NDArray[np.uint8]

CAPITAL = 0.66
"""Height of a capital letter as a share of the font's size."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Files of the typefaces that forms are printed in.

    Attributes:
        upright: Letters are set in Times New Roman (Decree 30); these have its measures.
        italic: The same in italics, for dates.
        others: What else is met.
    """

    upright: tuple[str, ...]
    italic: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All files."""
        return (*self.upright, *self.italic, *self.others)

    @classmethod
    def found_in(cls, folder: Path) -> "Fonts":
        """Find the files of the known names in a folder and those below it.

        Raises:
            FileNotFoundError: It has no serif typeface.
        """

        def some(*patterns: str) -> tuple[str, ...]:
            return tuple(str(path) for name in patterns for path in sorted(folder.rglob(name)))

        fonts = cls(
            some("LiberationSerif-Regular.ttf", "Tinos-Regular.ttf", "FreeSerif.ttf"),
            some("LiberationSerif-Italic.ttf", "Tinos-Italic.ttf", "FreeSerifItalic.ttf"),
            some("LiberationSerif-Bold*.ttf", "LiberationSans-*.ttf", "DejaVuSerif*.ttf"),
        )
        if not (fonts.upright and fonts.italic and fonts.others):
            raise FileNotFoundError(folder)
        return fonts


NUMBER_BEFORE = ("Số:", "Số:", "Số:", "Số :", "Số", "SỐ:", "Số: ", "ố:", ":")
NUMBER_AFTER = (
    "/KH-SGDĐT", "/QĐ-UBND", "/TB-SGDĐT", "/SGDĐT-VP", "/ BC-SNV", "-TB/TU", "/UBND-NC", "/GM-SYT",
    "/CV", "/TTr-SNV", "/PGDĐT", "/NQ-HĐND", "/BGDĐT-GDTrH", "/VP-ĐĐBQH", "-CTr/ĐU", "/SYT-NVY",
    "/2020/TT-BGDĐT", "/2019/QĐ-UBND", "/HD-LĐLĐ", "/SNV", "/BNV-CCVC", "/ĐA-TCCB", "/TB -SYT",
)  # fmt: skip
DATE_BEFORE = ("ngày", "ngày", "tháng", "Hà Nội, ngày", "Hải Dương, ngày", "gày", "ngày ")
DATE_AFTER = ("tháng", "tháng", "tháng 9", "năm", "năm 20", "tháng năm", "tháng   năm")
ELSEWHERE = (
    "ĐÀO TẠO", "Độc lập - Tự do", "V/v hướng dẫn", "giáo dục", "quy định", "VĂN PHÒNG", "Kính gửi:",
    "Hạnh phúc", "TỈNH", "công tác tháng", "V/v báo cáo", "QUẢN LÝ", "thực hiện", "KẾ HOẠCH",
)  # fmt: skip

SET_PX = 60
# So often the pen runs over the print behind it.
OVER_SLASH = 0.25


@dataclass(frozen=True, slots=True)
class Print:
    """How a form is printed: capitals `capital` pixels high, in one font, so dark."""

    capital: float
    font: str
    dark: float

    def word(self, text: str) -> Ink:
        """Print a word; its base line is `base_row` pixels below the top."""
        return printed(text, self.base_row, self.font) * self.dark

    @property
    def base_row(self) -> int:
        """Where the base line of a printed word is, and its font's size."""
        return max(8, 2 * round(self.capital / CAPITAL / 2))


class Form:
    """Lays the ink of a pen into a printed line and scans the crop of it."""

    def __init__(self, chance: np.random.Generator, fonts: Fonts) -> None:
        self.chance = chance
        self.fonts = fonts

    def crop(self, written: Ink, *, capital: float, shade: float, dated: bool) -> Gray:
        """Print, lay over and scan.

        Args:
            written: What the pen wrote, 0 to 1.
            capital: Height of the printed capitals in pixels, as the reader estimates it.
            shade: How dark the pen is.
            dated: Whether the form is that of a date, else of a number.
        """
        return scanned(self._line(written, capital, shade, dated=dated), shade, self.chance)

    def bare(self, written: Ink, *, capital: float, shade: float) -> Gray:
        """Scan what a pen wrote on blank paper, as what is left of an incoming stamp."""
        chance = self.chance
        around = [chance.uniform(0, 0.9) * capital for _ in (0, 1)]
        width = int(around[0] + written.shape[1] + around[1]) + 3
        sheet = np.zeros((round(BAND * capital), width), np.float32)
        drop = (sheet.shape[0] - written.shape[0]) / 2 + chance.normal(0, 0.15) * capital
        lay(sheet, written * shade, around[0], drop)
        return scanned(sheet, shade, chance)

    def _line(self, written: Ink, capital: float, shade: float, *, dated: bool) -> Ink:
        """Lay the writing between printed words; the crop is BAND capitals high."""
        chance = self.chance
        how = Print(
            capital * float(np.exp(chance.normal(0, 0.13))),
            self._font(dated=dated),
            chance.uniform(0.55, 1.0),
        )
        room = [self._room() * capital for _ in (0, 1)]
        if chance.random() < OVER_SLASH:
            room[1] = chance.uniform(-0.9, -0.1) * capital
        before, after = self._words(how, dated=dated)
        left = 0 if before is None else before.shape[1]
        right = 0 if after is None else after.shape[1]
        inside = room[0] + written.shape[1] + room[1]
        width = max(1, int(left + inside + right)) + 3
        sheet = np.zeros((round(BAND * capital), width), np.float32)
        base = sheet.shape[0] / 2 + capital * (chance.uniform(0.3, 0.65) + chance.normal(0, 0.1))
        if chance.random() < 0.08:
            # The crop of a line without its label begins in the blank before it.
            sheet = np.pad(sheet, ((0, 0), (int(chance.uniform(0, 5) * capital), 0)))
            left += sheet.shape[1] - width
        if before is not None:
            lay(sheet, before, left - before.shape[1], base - how.base_row)
        if after is not None:
            lay(sheet, after, left + inside, base - how.base_row)
        self._rules(sheet, how, base)
        drop = base - 0.5 * capital - written.shape[0] / 2 + chance.normal(0, 0.18) * capital
        lay(sheet, written * shade, left + room[0], drop)
        return sheet

    def _room(self) -> float:
        """Choose the room between the pen and the print, in capitals: forms leave too much of it."""
        chance = self.chance
        if chance.random() < 0.2:
            return chance.uniform(0.5, 3.5)
        return max(-0.35, chance.normal(0.3, 0.4))

    def _font(self, *, dated: bool) -> str:
        kind, fonts = self.chance.random(), self.fonts
        likely = fonts.italic if dated else fonts.upright
        return str(
            self.chance.choice(
                likely if kind < 0.75 else fonts.others if kind < 0.9 else fonts.every
            )
        )

    def _words(self, how: Print, *, dated: bool) -> tuple[Ink | None, Ink | None]:
        """Print the neighbours, cut where a crop cuts them."""
        chance = self.chance
        before = how.word(str(chance.choice(DATE_BEFORE if dated else NUMBER_BEFORE)))
        after = how.word(str(chance.choice(DATE_AFTER if dated else NUMBER_AFTER)))
        reach = (chance.uniform(0.3, 2.2), chance.uniform(0.3, 2.2))
        if not dated:
            reach = (chance.uniform(0.3, 4.0), chance.uniform(0.5, 5.0))
        left = before[:, max(0, before.shape[1] - int(reach[0] * how.capital)) :]
        right = after[:, : int(reach[1] * how.capital)]
        return (
            None if chance.random() < 0.08 else left,
            None if chance.random() < 0.1 else right,
        )

    def _rules(self, sheet: Ink, how: Print, base: float) -> None:
        """Add the form's dots or rule, the rule under the motto, and the lines above and below."""
        chance, (height, width) = self.chance, sheet.shape
        if chance.random() < 0.18:
            dots = how.word("." * int(width / how.capital * 3 + 2))
            lay(sheet, dots, chance.uniform(0, 0.5) * width, base - how.base_row)
        for y, often in ((base + chance.uniform(0, 0.2) * how.capital, 0.06), (None, 0.15)):
            if chance.random() < often:
                at = chance.uniform(0, 0.25) * height if y is None else y
                tilt = chance.normal(0, 0.015) * width
                thick = max(1, round(how.capital * 0.06))
                start = 0 if chance.random() < 0.5 else int(chance.uniform(0, width))
                cv2.line(sheet, (start, int(at)), (width, int(at + tilt)), float(how.dark), thick)
        for other in (
            base - chance.uniform(1.5, 2.4) * how.capital,
            base + chance.uniform(1.5, 2.4) * how.capital,
        ):
            if chance.random() < 0.3:
                strip = how.word(str(chance.choice(ELSEWHERE)))
                lay(sheet, strip, chance.uniform(-3, 0.8) * how.capital, other - how.base_row)
        if chance.random() < 0.1:
            self._seal(sheet, how.capital)

    def _seal(self, sheet: Ink, capital: float) -> None:
        """Leave what the red channel leaves of a seal: a faint arc, a faint letter."""
        chance, (height, width) = self.chance, sheet.shape
        faint = np.zeros_like(sheet)
        middle = int(chance.uniform(-0.5, 1.5) * width), int(chance.uniform(-2, 3) * height)
        radius = int(chance.uniform(1.5, 4) * height)
        cv2.circle(faint, middle, radius, chance.uniform(0.1, 0.45), max(1, round(capital * 0.12)))
        np.maximum(sheet, faint, out=sheet)


def lay(sheet: Ink, patch: Ink, left: float, top: float) -> None:
    """Lay ink over ink; what sticks out is cut off."""
    x, y = round(left), round(top)
    height, width = sheet.shape
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(width, x + patch.shape[1]), min(height, y + patch.shape[0])
    if x0 < x1 and y0 < y1:
        part = sheet[y0:y1, x0:x1]
        np.maximum(part, patch[y0 - y : y1 - y, x0 - x : x1 - x], out=part)


def printed(text: str, size: int, font: str) -> Ink:
    """Print a word; the base line is `size` pixels below the top, the width is the word's own."""
    large = _set(text, font)
    width = max(1, round(large.shape[1] * size / SET_PX))
    return np.asarray(
        cv2.resize(large, (width, round(size * 1.4)), interpolation=cv2.INTER_AREA), np.float32
    )


@lru_cache(maxsize=4000)
def _set(text: str, font: str) -> Ink:
    """Set a word SET_PX high."""
    face = ImageFont.truetype(font, SET_PX)
    text = "".join(_shown(char, face) for char in text)
    image = Image.new("L", (int(face.getlength(text)) + 3, round(SET_PX * 1.4)))
    ImageDraw.Draw(image).text((1, SET_PX), text, fill=255, font=face, anchor="ls")
    return (np.asarray(image) / 255).astype(np.float32)


def _shown(char: str, face: ImageFont.FreeTypeFont) -> str:
    """Return a letter, with as many of its marks as the typeface has."""
    missing = bytes(face.getmask("\uffff"))
    for form in (char, *(unicodedata.normalize("NFC", part) for part in _barer(char))):
        if bytes(face.getmask(form)) != missing:
            return form
    return char


def _barer(char: str) -> Iterator[str]:
    """Yield a letter with fewer and fewer marks."""
    whole = unicodedata.normalize("NFD", char)
    yield from (whole[:k] for k in range(len(whole) - 1, 0, -1))
