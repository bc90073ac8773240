"""Prints the form around handwriting and scans it: ink of a pen goes in, the crop of a line comes out."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.ocr.handwriting import BAND

Ink = NDArray[np.float32]
Gray = NDArray[np.uint8]

CAPITAL = 0.66
"""Height of a capital letter as a share of the font's size."""


def _fonts(*patterns: str) -> tuple[str, ...]:
    folder = Path("/usr/share/fonts")
    return tuple(str(path) for pattern in patterns for path in sorted(folder.rglob(pattern)))


# Letters are set in Times New Roman (Decree 30); these have its measures.
UPRIGHT = _fonts("LiberationSerif-Regular.ttf", "Tinos-Regular.ttf", "FreeSerif.ttf")
ITALIC = _fonts("LiberationSerif-Italic.ttf", "Tinos-Italic.ttf", "FreeSerifItalic.ttf")
OTHERS = _fonts("LiberationSerif-Bold*.ttf", "LiberationSans-*.ttf", "DejaVuSerif*.ttf")
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

# So often the pen runs over the print behind it.
OVER_SLASH = 0.15


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

    def __init__(self, chance: np.random.Generator) -> None:
        self.chance = chance

    def crop(self, written: Ink, *, capital: float, shade: float, dated: bool) -> Gray:
        """Print, lay over and scan.

        Args:
            written: What the pen wrote, 0 to 1.
            capital: Height of the printed capitals in pixels, as the reader estimates it.
            shade: How dark the pen is.
            dated: Whether the form is that of a date, else of a number.
        """
        return self._scanned(self._line(written, capital, shade, dated=dated), shade)

    def _line(self, written: Ink, capital: float, shade: float, *, dated: bool) -> Ink:
        """Lay the writing between printed words; the crop is BAND capitals high."""
        chance = self.chance
        how = Print(
            capital * float(np.exp(chance.normal(0, 0.13))),
            self._font(dated=dated),
            chance.uniform(0.55, 1.0),
        )
        room = [max(-0.35, chance.normal(0.3, 0.4)) * capital for _ in (0, 1)]
        if chance.random() < OVER_SLASH:
            room[1] = chance.uniform(-0.9, -0.1) * capital
        before, after = self._words(how, dated=dated)
        left = 0 if before is None else before.shape[1]
        right = 0 if after is None else after.shape[1]
        inside = room[0] + written.shape[1] + room[1]
        sheet = np.zeros((round(BAND * capital), int(left + inside + right) + 3), np.float32)
        base = sheet.shape[0] / 2 + capital * (chance.uniform(0.3, 0.65) + chance.normal(0, 0.1))
        if before is not None:
            lay(sheet, before, 0, base - how.base_row)
        if after is not None:
            lay(sheet, after, left + inside, base - how.base_row)
        self._rules(sheet, how, base)
        drop = base - 0.5 * capital - written.shape[0] / 2 + chance.normal(0, 0.18) * capital
        lay(sheet, written * shade, left + room[0], drop)
        return sheet

    def _font(self, *, dated: bool) -> str:
        kind = self.chance.random()
        likely = ITALIC if dated else UPRIGHT
        some = likely if kind < 0.75 else OTHERS if kind < 0.9 else (*UPRIGHT, *ITALIC)
        return str(self.chance.choice(some or [""]))

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

    def _scanned(self, sheet: Ink, shade: float) -> Gray:
        """Blur, lower the resolution, add paper and noise, cut to two levels, JPEG."""
        chance = self.chance
        if chance.random() < 0.35:
            middle = (sheet.shape[1] / 2, sheet.shape[0] / 2)
            turn = cv2.getRotationMatrix2D(middle, chance.normal(0, 1.3), 1)
            sheet = np.asarray(cv2.warpAffine(sheet, turn, sheet.shape[::-1]), np.float32)
        sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), chance.uniform(0.3, 1.0)), np.float32)
        paper, depth = chance.uniform(190, 255), chance.uniform(0.6, 1.0)
        image = paper * (1 - depth * sheet) + chance.normal(0, chance.uniform(0, 9), sheet.shape)
        if chance.random() < 0.1:
            image = image * np.linspace(chance.uniform(0.75, 1), 1, sheet.shape[1])[None, :]
        if chance.random() < 0.3:
            image = self._two_levels(image, paper, depth * shade)
        gray = np.clip(image, 0, 255).astype(np.uint8)
        if chance.random() < 0.25:
            quality = int(chance.integers(25, 85))
            coded = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            gray = np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8)
        return gray

    def _two_levels(
        self, image: NDArray[np.float64], paper: float, faintest: float
    ) -> NDArray[np.float64]:
        """Scan to black and white, with specks sometimes, smoothed by a resize sometimes."""
        chance = self.chance
        level = paper * (1 - faintest * chance.uniform(0.35, 0.75))
        flat = np.where(image < level, 0.0, 255.0)
        if chance.random() < 0.3:
            flat[chance.random(flat.shape) < chance.uniform(0, 0.01)] = 0.0
        if chance.random() < 0.5:
            flat = np.asarray(cv2.GaussianBlur(flat, (0, 0), 0.6), np.float64)
        return flat


def lay(sheet: Ink, patch: Ink, left: float, top: float) -> None:
    """Lay ink over ink; what sticks out is cut off."""
    x, y = round(left), round(top)
    height, width = sheet.shape
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(width, x + patch.shape[1]), min(height, y + patch.shape[0])
    if x0 < x1 and y0 < y1:
        part = sheet[y0:y1, x0:x1]
        np.maximum(part, patch[y0 - y : y1 - y, x0 - x : x1 - x], out=part)


@lru_cache(maxsize=8000)
def printed(text: str, size: int, font: str) -> Ink:
    """Print a word; the base line is `size` pixels below the top, the width is the word's own."""
    face = ImageFont.truetype(font, size) if font else ImageFont.load_default(size)
    image = Image.new("L", (int(face.getlength(text)) + 3, round(size * 1.4)))
    ImageDraw.Draw(image).text((1, size), text, fill=255, font=face, anchor="ls")
    return (np.asarray(image) / 255).astype(np.float32)
