"""Splits what stands between head and foot: lines in, title, addressees and body out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.document import Box, Line
from nlp.document_types import leading_type
from nlp.folding import fold
from nlp.layout.anchors import is_about, is_dear
from nlp.positions import is_position

# Words that open the first paragraph of a letter.
OPENINGS = (
    "can cu", "thuc hien", "theo", "trien khai", "ngay ", "nham", "de ", "trong", "tiep theo",
    "phuc dap", "tra loi", "xet ", "sau khi", "so ", "kinh gui", "dieu ", "i.", "1.", "luat",
    "nhan duoc", "qua ", "truoc", "thoi gian", "uy ban", "ubnd", "bo ", "phong ", "chieu",
    "hom nay",
)  # fmt: skip
LISTED = re.compile(r"^\W{0,3}[-–~+•]")
WIRES = re.compile(r"\s+điện\W*$")
CENTRE_SLACK = 0.09
# Lines of a title have one axis, and stand closer below each other (in heights) than paragraphs.
AXIS_SLACK, CLOSE = 0.012, 0.8
# A centred line keeps so much of the column's width clear on its left.
CLEAR = 0.03
INDENT = 0.12
PARAGRAPH = 0.1
LONGEST_TITLE = 9
# A first line is indented by at most so much of the page; edges this close are one edge.
EDGE, SAME_EDGE = 0.09, 0.008


@dataclass(frozen=True, slots=True)
class Column:
    """Left and right edge of the running text, in pixels."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.right - self.left

    def is_centred(self, line: Line) -> bool:
        """Tell whether a line is set in the middle, clear of both edges."""
        off = abs(line.box.middle[0] - (self.left + self.right) / 2)
        clear = line.box.left > self.left + 0.015 * self.width
        return off < CENTRE_SLACK * self.width and clear


def column_of(lines: Sequence[Line], width_px: float) -> Column:
    """Return the edges of the running text of a page."""
    wide = [line.box for line in lines if line.box.width > 0.5 * width_px]
    if not wide:
        return Column(0.15 * width_px, 0.92 * width_px)
    rights = sorted(box.right for box in wide)
    return Column(_left_edge(lines, wide, width_px), rights[-1 - len(rights) // 10])


def _left_edge(lines: Sequence[Line], wide: Sequence[Box], width_px: float) -> float:
    """Return where full lines begin: the leftmost place at which two lines begin.

    Short letters have paragraphs of one or two lines, so the wide lines alone may all be
    indented; last lines of paragraphs and the recipients begin at the edge, too.
    """
    usual = sorted(box.left for box in wide)[len(wide) // 10]
    starts = sorted(
        line.box.left
        for line in lines
        if usual - EDGE * width_px < line.box.left <= usual
        and any(sign.isalpha() for sign in line.text)
    )
    near = SAME_EDGE * width_px
    return next((a for a, b in pairwise(starts) if b - a < near), usual)


@dataclass(frozen=True, slots=True)
class Middle:
    """Title, addressees and body of a first page."""

    title: tuple[Line, ...]
    addressees: tuple[Line, ...]
    body: tuple[Line, ...]


def split_middle(
    lines: Sequence[Line], column: Column, document_types: Mapping[str, str]
) -> Middle:
    """Split the lines below the head of a first page."""
    start = _skip(lines, column, document_types)
    title: list[Line] = []
    addressees: list[Line] = []
    at = start
    while at < len(lines) and not is_dear(lines[at].text):
        if not _goes_on(title, lines[at], column, document_types):
            break
        title.append(lines[at])
        at += 1
    if at < len(lines) and is_dear(lines[at].text):
        end = _end_of_addressees(lines, at, column)
        addressees = list(lines[at:end])
        at = end
    return Middle(tuple(title), tuple(addressees), (*lines[:start], *lines[at:]))


def _skip(lines: Sequence[Line], column: Column, document_types: Mapping[str, str]) -> int:
    """Return where title or addressees begin: stamps may stand above them."""
    for at, line in enumerate(lines[:8]):
        if is_dear(line.text) or leading_type(line.text, document_types) is not None:
            return at
    return next((at for at, line in enumerate(lines[:3]) if column.is_centred(line)), 0)


def _goes_on(
    title: Sequence[Line], line: Line, column: Column, document_types: Mapping[str, str]
) -> bool:
    """Tell whether a line continues the title."""
    if not title:
        return leading_type(line.text, document_types) is not None or column.is_centred(line)
    far = line.box.top - title[-1].box.bottom > 3.0 * title[-1].box.height
    if far or len(title) >= LONGEST_TITLE or _names_authority(line):
        return False
    if line.text.isupper() != title[-1].text.isupper() and len(title) > 1:
        return False
    typed = leading_type(title[0].text, document_types) is not None
    if line.text.isupper() or (typed and _is_close_below(line, title, column)):
        return True
    indented = line.box.left < column.left + PARAGRAPH * column.width
    return column.is_centred(line) and not (indented and _opens_body(line))


def _is_close_below(line: Line, title: Sequence[Line], column: Column) -> bool:
    """Tell whether a line is set on the title's own axis, so close that no paragraph begins there.

    Letters with short paragraphs alone do not show where the column begins.
    """
    first, last = title[0].box, title[-1].box
    off = abs(line.box.middle[0] - first.middle[0])
    close = line.box.top - last.bottom < CLOSE * min(line.box.height, last.height)
    opens = fold(line.text).startswith("can cu")
    return close and off < AXIS_SLACK * column.width and not opens


def _names_authority(line: Line) -> bool:
    """Tell whether a line names who decides ("CHỦ TỊCH ỦY BAN …"), which follows the title.

    Telegrams go on there with "… điện:".
    """
    named = WIRES.sub("", line.text)
    return named.isupper() and is_position(named)


def _opens_body(line: Line) -> bool:
    """Tell whether a line begins the first paragraph: a capital, then a usual opening."""
    first = line.text.lstrip("-–. _")
    return (
        not is_about(line.text)
        and first[:1].isupper()
        and not first.isupper()
        and fold(first).startswith(OPENINGS)
    )


def _end_of_addressees(lines: Sequence[Line], start: int, column: Column) -> int:
    """Return the index of the first line after the addressees."""
    dear = lines[start].box.left
    inner = column.left + INDENT * column.width
    deep = max(column.left + 2 * INDENT * column.width, dear)
    entry = 0.0
    for at in range(start + 1, len(lines)):
        left = lines[at].box.left
        if LISTED.match(lines[at].text) and left > inner:
            entry = left
            continue
        below = entry and left > entry - SAME_EDGE * column.width
        if not (left > deep or below or _goes_on_centred(lines[start : at + 1], column)):
            return at
    return len(lines)


def _goes_on_centred(lines: Sequence[Line], column: Column) -> bool:
    """Tell whether the last line goes on with addressees set as one centred sentence."""
    *_, before, line = lines
    closed = before.text.rstrip().endswith(".")
    off = abs(line.box.middle[0] - lines[0].box.middle[0])
    close = line.box.top - before.box.bottom < CLOSE * min(line.box.height, before.box.height)
    clear = line.box.left > column.left + CLEAR * column.width
    return not closed and close and clear and off < AXIS_SLACK * column.width
