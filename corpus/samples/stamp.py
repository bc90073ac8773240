"""Cuts incoming stamps: a form and an office in, a mask and the places of number and day out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from corpus.samples.fonts import Typeface, load
from corpus.samples.layout import StampForm
from corpus.samples.rubber import FINE, smaller

Mask = NDArray[np.uint8]
ROW_MM, STEP_MM = 5.6, 6.4
SIDE_MM = 15.0
DOTS_MM = 0.85


@dataclass(frozen=True, slots=True)
class Stamp:
    """One form of the incoming stamp; lengths in millimetres.

    Attributes:
        width_mm: Its width.
        office: The office stands in a row of its own at the top.
        banner: Another row under it.
        side: What stands in a cell to the left of the entries.
        labels: Of the entries.
        ruled: Rules between the entries.
        typed: Number and day are printed, not written by pen.
    """

    width_mm: float
    office: bool = True
    banner: str = ""
    side: str = ""
    labels: tuple[str, ...] = ("Số:", "Ngày:", "Chuyển:")
    ruled: bool = False
    typed: bool = False

    @property
    def head_mm(self) -> float:
        """Height of the rows above the entries."""
        return ROW_MM * (self.office + bool(self.banner))

    @property
    def height_mm(self) -> float:
        """Height of the whole."""
        return self.head_mm + STEP_MM * len(self.labels) + 2.2

    def base_mm(self, index: int) -> float:
        """Return the base line of an entry, from the top."""
        return self.head_mm + 5.7 + STEP_MM * index

    @property
    def left_mm(self) -> float:
        """Left edge of the entries."""
        return SIDE_MM if self.side else 0.0


FORMS: dict[StampForm, Stamp] = {
    "decree": Stamp(50, side="ĐẾN"),
    "rows": Stamp(44, banner="CÔNG VĂN ĐẾN", labels=("Số:", "Ngày:"), ruled=True),
    "bare": Stamp(46, office=False, side="ĐẾN", labels=("Số:", "Ngày:")),
    "typed": Stamp(48, side="ĐẾN", labels=("Số:", "Ngày:"), typed=True),
}


def cut(stamp: Stamp, office: str, face: Typeface, *, dpi: int) -> Mask:
    """Draw a stamp: frame, office, ĐẾN, and dotted lines for what is entered."""
    px = FINE * dpi / 25.4
    image = Image.new("L", (round((stamp.width_mm + 2) * px), round((stamp.height_mm + 2) * px)))
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = px, px, (stamp.width_mm + 1) * px, (stamp.height_mm + 1) * px
    draw.rectangle((left, top, right, bottom), outline=255, width=round(0.45 * px))
    thin, head = round(0.3 * px), top + stamp.head_mm * px
    for row, text in enumerate((office,) * stamp.office + (stamp.banner,) * bool(stamp.banner)):
        y = top + row * ROW_MM * px
        small = load(face.path("bold"), 3.1 * px)
        draw.text(((left + right) / 2, y + 2.9 * px), text, 255, font=small, anchor="mm")
        draw.line((left, y + ROW_MM * px, right, y + ROW_MM * px), 255, thin)
    if stamp.side:
        edge = left + SIDE_MM * px
        draw.line((edge, head, edge, bottom), 255, thin)
        large, middle = load(face.path("bold"), 5.4 * px), (head + bottom) / 2 - 1.3 * px
        draw.text((left + 7.5 * px, middle), stamp.side, 255, font=large, anchor="mm")
    for index in range(len(stamp.labels)):
        _label(draw, stamp, index, face, px)
    return smaller(image)


def _label(draw: ImageDraw.ImageDraw, stamp: Stamp, index: int, face: Typeface, px: float) -> None:
    """Draw a label and the dots behind it."""
    plain = load(face.path("regular"), 3.6 * px)
    y, left = (1 + stamp.base_mm(index)) * px, (1 + stamp.left_mm) * px
    right = (stamp.width_mm + 1) * px
    draw.text((left + 1.2 * px, y), stamp.labels[index], 255, font=plain, anchor="ls")
    if stamp.ruled:
        draw.line((left, y + 1.6 * px, right, y + 1.6 * px), 255, round(0.3 * px))
        return
    x = left + 2 * px + plain.getlength(stamp.labels[index])
    while x < right - px:
        draw.ellipse((x, y - 0.3 * px, x + 0.35 * px, y + 0.05 * px), fill=255)
        x += DOTS_MM * px
