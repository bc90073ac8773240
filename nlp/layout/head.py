"""Finds the head of a letter's first page: lines in, left and right half and what remains out."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from nlp.document import Line
from nlp.folding import letters
from nlp.layout.anchors import (
    is_date,
    is_dear,
    is_motto,
    is_number,
    is_party_motto,
    is_signature_note,
)
from nlp.layout.columns import rows

# A line of so many letters ends a head; specks and scraps of a stamp between its halves do not.
PRINT = 4
# The head ends above this share of the page; the Decree's own form ends at about a fifth.
HEAD_DEPTH = 0.45
# The right half of a head begins beyond this share of the page.
RIGHT_HALF = 0.45
# The place and date of "Thành phố Hồ Chí Minh, ngày 25 tháng 4 năm 2022" begins left of that.
DATE_LEFT = 0.36


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of the first page's top.

    Attributes:
        left: Issuer, number, "V/v …".
        right: Motto, place and date.
        margin: Notes of digital signatures and whatever stands above the head.
        rest: All that follows, in reading order.
    """

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    margin: tuple[Line, ...]
    rest: tuple[Line, ...]


def motto_of(lines: Sequence[Line], height_px: float) -> Line | None:
    """Return the line that names the country or the party, if the page has a letter's head."""
    for line in lines:
        if line.box.top < HEAD_DEPTH * height_px and (
            is_motto(line.text) or is_party_motto(line.text)
        ):
            return line
    return None


def split_head(lines: Sequence[Line], width_px: float, height_px: float) -> Head:
    """Split the lines of a first page (pieces, in row order) into head and rest."""
    motto = motto_of(lines, height_px)
    if motto is None:
        return _headless(lines, width_px, height_px)
    tall = median(line.box.height for line in lines)
    edge = motto.box.left - 0.5 * tall
    ceiling = motto.box.top - 1.0 * tall
    left: list[Line] = []
    right: list[Line] = []
    margin: list[Line] = []
    rest: list[Line] = []
    over = False
    floor = _date_floor([x for x in lines if _in_right(x, edge, width_px)], motto, height_px)
    for line in lines:
        if line.box.top < ceiling or is_signature_note(line.text):
            margin.append(line)
        elif not over and _in_right(line, edge, width_px) and line.box.middle[1] <= floor:
            right.append(line)
        elif not over and _in_left(line, edge):
            left.append(line)
        else:
            rest.append(line)
            over = over or len(letters(line.text)) >= PRINT
    return Head(tuple(left), tuple(right), tuple(margin), tuple(rest))


def _date_floor(lines: Sequence[Line], motto: Line, height_px: float) -> float:
    """Return how far down the right half goes: the bottom of the place-and-date line.

    A handwritten day leaves a blank that cuts the line in two, so whole rows are looked at.
    """
    limit = motto.box.bottom + 0.2 * height_px
    right = [line for line in lines if motto.box.bottom < line.box.bottom < limit]
    for row in rows(right):
        if is_date(" ".join(line.text for line in row)):
            return max(line.box.bottom for line in row)
    return motto.box.bottom + 2.5 * motto.box.height


def _in_right(line: Line, edge: float, width_px: float) -> bool:
    """Tell whether a line stands in the right half; the date may be wider than the motto."""
    if line.box.left >= edge:
        return True
    left = DATE_LEFT if is_date(line.text) else RIGHT_HALF
    return line.box.left > left * width_px and line.box.middle[0] > edge


def _in_left(line: Line, edge: float) -> bool:
    """Tell whether a line stands in the left half and does not begin the letter proper."""
    return line.box.right < edge + 2.5 * line.box.height and (
        line.box.middle[0] < 0.9 * edge and not is_dear(line.text)
    )


def _headless(lines: Sequence[Line], width_px: float, height_px: float) -> Head:
    """Split a page without a readable motto: the number and date lines show the halves."""
    for at, line in enumerate(lines):
        if line.box.top > HEAD_DEPTH * height_px:
            break
        if is_number(line.text) and line.box.left < 0.4 * width_px:
            upper = [other for other in lines[: at + 2] if other.box.top < line.box.bottom]
            left = [other for other in upper if other.box.middle[0] < 0.5 * width_px]
            right = [other for other in upper if other.box.middle[0] >= 0.5 * width_px]
            rest = [other for other in lines if other not in upper]
            return Head(tuple(left), tuple(right), (), tuple(rest))
    return Head((), (), (), tuple(lines))
