"""Paints a sheet: print in black, rubber in red, pen in blue; a Sheet in, RGB pixels out."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from corpus.samples import rubber, stamp
from corpus.samples.fonts import MM_PER_PT, Typeface, load, typeface
from corpus.samples.letter import SampleLetter
from corpus.samples.look import Look
from corpus.samples.pen import Hand, Stroke, signature, write
from corpus.samples.sheet import HEIGHT_MM, WIDTH_MM, Ink, Sheet

Pixels = NDArray[np.uint8]
"""height × width × 3, RGB."""
Mask = NDArray[np.uint8]

RED, BLUE, BLACK = (206, 30, 44), (38, 58, 158), (24, 24, 28)
DIGIT_MM = 4.3
PEN_SLACK_MM = 0.5


@dataclass(slots=True)
class _Paper:
    look: Look
    face: Typeface
    chance: Random
    hand: Hand
    black: Mask
    red: Mask
    blue: Mask

    @property
    def px(self) -> float:
        """Return the pixels in a millimetre."""
        return self.look.dpi / 25.4


def paint(sheet: Sheet, letter: SampleLetter, look: Look, *, page: int) -> Pixels:
    """Paint one page on white paper, undamaged.

    Args:
        sheet: What is on the page.
        letter: Whose seal and stamp to use.
        look: Seed, resolution and typeface.
        page: 1 = first page.
    """
    size = (round(HEIGHT_MM * look.dpi / 25.4), round(WIDTH_MM * look.dpi / 25.4))
    paper = _Paper(
        look,
        typeface(look.typeface),
        Random(f"{look.seed}/{page}"),  # noqa: S311 - drawing, not secrets
        Hand.of(Random(look.seed)),  # noqa: S311
        *(np.zeros(size, dtype=np.uint8) for _ in range(3)),
    )
    _print(paper, sheet)
    for mark in sheet.inks:
        _ink(paper, mark, letter)
    pixels = np.full((*size, 3), 255, dtype=np.uint8)
    for mask, colour in ((paper.black, BLACK), (paper.blue, BLUE), (paper.red, RED)):
        soak(pixels, mask, colour)
    return pixels


def soak(pixels: Pixels, mask: Mask, colour: tuple[int, int, int]) -> None:
    """Lay ink on paper in place; inks darken each other, as on paper."""
    box = cv2.boundingRect(mask)
    left, top, wide, high = (int(edge) for edge in box)
    if not wide or not high:
        return
    part = pixels[top : top + high, left : left + wide]
    amount = mask[top : top + high, left : left + wide]
    for channel, level in enumerate(colour):
        filter_ = 255 - (amount.astype(np.uint16) * (255 - level) // 255)
        part[:, :, channel] = (part[:, :, channel] * filter_ // 255).astype(np.uint8)


def _print(paper: _Paper, sheet: Sheet) -> None:
    for red, layer in ((False, paper.black), (True, paper.red)):
        prints = [one for one in sheet.prints if one.red is red]
        if not prints:
            continue
        # Set finer than the page: at page size, hinting would move letters off their places.
        px = paper.px * rubber.FINE
        image = Image.new("L", (layer.shape[1] * rubber.FINE, layer.shape[0] * rubber.FINE))
        draw = ImageDraw.Draw(image)
        kinds = {(one.style, one.size_pt) for one in prints}
        fonts = {kind: load(paper.face.path(kind[0]), kind[1] * MM_PER_PT * px) for kind in kinds}
        for one in prints:
            place = (one.x_mm * px, one.y_mm * px)
            draw.text(place, one.text, 255, font=fonts[one.style, one.size_pt], anchor="ls")
        for rule in sheet.rules if not red else ():
            edges = (rule.x0_mm, rule.y0_mm, rule.x1_mm, rule.y1_mm)
            draw.line([edge * px for edge in edges], 255, round(0.24 * px))
        np.maximum(layer, rubber.smaller(image), out=layer)


def _ink(paper: _Paper, mark: Ink, letter: SampleLetter) -> None:
    if mark.kind == "pen":
        height = DIGIT_MM * paper.chance.uniform(0.94, 1.12)
        _write(paper, mark.text, mark.x_mm, mark.y_mm, room_mm=mark.width_mm, height_mm=height)
    elif mark.kind == "signature":
        _sign(paper, mark)
    elif mark.kind == "seal":
        mask = rubber.seal(letter.seal_ring, letter.seal_centre, paper.face, dpi=paper.look.dpi)
        turned = rubber.press(mask, paper.chance, turn_deg=paper.chance.uniform(-14, 14))
        _stick(paper.red, turned, mark.x_mm * paper.px, mark.y_mm * paper.px)
    elif mark.kind == "arrival":
        _arrive(paper, mark, letter)
    elif mark.kind == "logo":
        mask = rubber.seal(letter.seal_ring, letter.seal_centre, paper.face, dpi=paper.look.dpi)
        side = round(mark.width_mm * paper.px)
        small = np.asarray(cv2.resize(mask, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
        _stick(paper.blue, small, mark.x_mm * paper.px, mark.y_mm * paper.px)
    elif mark.kind == "frame":
        half = mark.width_mm / 2
        edges = (mark.x_mm - half, mark.y_mm - 4, mark.x_mm + half, mark.y_mm + 4)
        left, top, right, bottom = (round(edge * paper.px) for edge in edges)
        cv2.rectangle(paper.red, (left, top), (right, bottom), 255, max(1, round(0.5 * paper.px)))


def _stick(layer: Mask, mask: Mask, x: float, y: float) -> None:
    """Lay a mask centred at x, y; what hangs over the edge of the page is lost."""
    high, wide = mask.shape
    top, left = round(y - high / 2), round(x - wide / 2)
    cut = mask[max(0, -top) : layer.shape[0] - top, max(0, -left) : layer.shape[1] - left]
    top, left = max(0, top), max(0, left)
    part = layer[top : top + cut.shape[0], left : left + cut.shape[1]]
    np.maximum(part, cut, out=part)


def _write(
    paper: _Paper, text: str, x_mm: float, y_mm: float, *, room_mm: float, height_mm: float
) -> None:
    strokes = write(text, paper.hand, paper.chance)
    wide = max(float(stroke[:, 0].max()) for stroke in strokes)
    height_mm = min(height_mm, (room_mm + PEN_SLACK_MM) / wide)
    shift = max(0.0, (room_mm - wide * height_mm) / 2) * paper.chance.uniform(0.5, 1.0)
    rise = height_mm * (1 + paper.chance.uniform(-0.12, 0.06))
    _trace(
        paper, strokes, ((x_mm + shift) * paper.px, (y_mm - rise) * paper.px), height_mm * paper.px
    )


def _sign(paper: _Paper, mark: Ink) -> None:
    strokes = signature(paper.chance)
    wide = max(float(stroke[:, 0].max()) for stroke in strokes)
    unit = mark.width_mm * paper.chance.uniform(1.2, 1.5) / wide
    left = mark.x_mm - mark.width_mm * 0.55
    _trace(paper, strokes, (left * paper.px, (mark.y_mm - unit * 0.5) * paper.px), unit * paper.px)


def _trace(paper: _Paper, strokes: list[Stroke], origin: tuple[float, float], unit: float) -> None:
    """Draw strokes with round nibs of changing width, three times as fine as the page."""
    fine = rubber.FINE
    points = [
        np.column_stack([stroke[:, 0] * unit + origin[0], stroke[:, 1] * unit + origin[1]])
        for stroke in strokes
    ]
    every = np.concatenate(points)
    left, top = np.floor(every.min(axis=0)).astype(int) - 6
    right, bottom = np.ceil(every.max(axis=0)).astype(int) + 6
    tile = np.zeros(((bottom - top) * fine, (right - left) * fine), dtype=np.uint8)
    for stroke, line in zip(strokes, points, strict=True):
        nodes = np.rint((line - (left, top)) * fine).astype(int)
        for start, end, half in zip(nodes, nodes[1:], stroke[:, 2], strict=False):
            thick = max(1, round(float(half) * 2 * unit * fine))
            cv2.line(tile, tuple(start.tolist()), tuple(end.tolist()), 235, thick, cv2.LINE_AA)
    small = cv2.resize(tile, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    _stick(paper.blue, np.asarray(small, np.uint8), (left + right) / 2, (top + bottom) / 2)


def _arrive(paper: _Paper, mark: Ink, letter: SampleLetter) -> None:
    assert letter.arrival is not None  # noqa: S101 - the place is made only for a stamp
    form = stamp.FORMS[letter.layout.stamp_form]
    mask = stamp.cut(form, letter.arrival_office or "VĂN THƯ", paper.face, dpi=paper.look.dpi)
    turned = rubber.press(mask, paper.chance, turn_deg=paper.chance.uniform(-2.5, 2.5))
    _stick(paper.red, turned, mark.x_mm * paper.px, mark.y_mm * paper.px)
    left, top = mark.x_mm - form.width_mm / 2, mark.y_mm - form.height_mm / 2
    year, month, day = (letter.arrival.date or "--").split("-")
    entries = (letter.arrival.number or "", f"{day}/{month}/{year}" if day else "")
    for index, entry in enumerate(entries):
        base = top + form.base_mm(index) - 0.4
        x = left + form.left_mm + 10.5 + index
        if entry and paper.look.handwriting and not form.typed:
            _write(paper, entry, x, base, room_mm=22, height_mm=4.2 if index == 0 else 3.6)
        elif entry:
            _type(paper, entry, x, base)


def _type(paper: _Paper, text: str, x_mm: float, y_mm: float) -> None:
    """Print into the stamp, as a numbering machine does."""
    image = Image.new("L", paper.black.shape[::-1])
    font = load(paper.face.path("bold"), 4.2 * paper.px)
    place = (x_mm * paper.px, y_mm * paper.px)
    ImageDraw.Draw(image).text(place, text, 255, font=font, anchor="ls")
    paper.black |= np.asarray(image)
