"""Finds the lines of the head that hold a letter's own number: letter in, lines out."""

import re
from collections.abc import Iterator

from nlp.folding import fold
from nlp.layout.anchors import is_about, is_number
from nlp.zones import Letter, Placed, ZoneName

BARE = re.compile(r"^\W{0,4}(?:[a-z]+\s){0,3}so\W*$")
CODE = re.compile(r"^\s*\d{1,6}\s?[/-]\s?[\dA-ZĐ]")
MARKED = re.compile(r"^\W*(?:[a-z]+\s){0,4}so\s{0,2}[:;.]")
CUT = re.compile(r"/[\dA-ZĐ].*-\s*$")
END = re.compile(r"^\s*[A-ZĐ][A-ZĐa-zđ&]*(?:\s?-\s?[A-ZĐ][A-ZĐa-zđ&]*)*\s*$")
SLASHES = str.maketrans({"⁄": "/", "|": "/"})


def number_lines(letter: Letter) -> list[Placed]:
    """Return the lines of the head that hold the number: one, or two cut apart by a pen's gap."""
    head = [placed for placed in _head(letter) if not is_about(placed.line.text)]
    numbered = [placed for placed in head if is_number(placed.line.text)]
    # "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH / SỐ 15/QĐ-SYT" names the body.
    marked = [placed for placed in numbered if MARKED.match(fold(placed.line.text))]
    own = (marked or numbered)[:1]
    for at, placed in enumerate(head):
        if placed in own:
            following = head[at + 1 : at + 2]
            beside = [
                other
                for other in following
                if any(belongs(placed, other) for belongs in (_is_rest, _is_all, _is_end))
            ]
            before = head[at - 1 : at] if at and not beside else []
            return [placed, *beside, *(other for other in before if _stands_over(placed, other))]
    return [placed for placed in head if re.search(r"/\s?[A-ZĐ]{2}", placed.line.text)][:1]


def _head(letter: Letter) -> Iterator[Placed]:
    """Yield the lines of the left head down to "V/v …", which may cite other letters."""
    for placed in letter.lines_in(ZoneName.HEAD_LEFT):
        if is_about(placed.line.text):
            return
        yield placed


def _is_all(first: Placed, second: Placed) -> bool:
    """Tell whether the number stands whole below its word: "Nghị quyết số:", "01/2025/UBTVQH15"."""
    return (
        BARE.match(fold(first.line.text)) is not None and CODE.match(second.line.text) is not None
    )


def _stands_over(first: Placed, second: Placed) -> bool:
    """Tell whether the number was read as a line of its own, wide of the pen, in the label's row."""
    return _is_level(first, second) and _is_all(first, second)


def _is_level(first: Placed, second: Placed) -> bool:
    one, other = first.line.box, second.line.box
    return abs(one.middle[1] - other.middle[1]) < 0.6 * max(one.height, other.height)


def _is_end(first: Placed, second: Placed) -> bool:
    """Tell whether a code too long for its line ends on the next: "…/HDLN-BCA-", "BQP-BYT"."""
    cut = CUT.search(first.line.text) is not None
    return cut and END.match(second.line.text.translate(SLASHES)) is not None


def _is_rest(first: Placed, second: Placed) -> bool:
    """Tell whether the second line stands beside the first and goes on with the code."""
    if "/" in first.line.text.translate(SLASHES):
        return False
    return _is_level(first, second) and fold(second.line.text).lstrip(" .").startswith(
        ("/", "⁄", "-")
    )
