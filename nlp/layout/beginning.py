"""Tells whether a later page is the first of another letter: its lines in, yes or no out."""

import re
from collections.abc import Sequence

from nlp.document import Line
from nlp.folding import fold
from nlp.layout.anchors import ANNEX, is_date, is_motto, is_number, is_party_motto

# The motto stands among the first lines of a letter, the rest of the head around it.
FIRST_LINES, ABOVE, BELOW = 12, 4, 9
# Lines of the body, which may cite codes and dates, are longer.
LONGEST = 60
SYMBOL_ALONE = re.compile(r"^\W{0,3}\S{0,6}\s?/\s?[A-ZĐ]{2,}[-–&A-ZĐa-z]*$")
NUMBERED = re.compile(r"^\W{0,4}s\w\W{0,3}\s?\d{1,5}\s?[/-]\s?[a-z]{2}")
# A pen wrote the day, often the month, and what is read of it is anything; the year is printed.
DATED = re.compile(r"\d\W{0,3}\s?nam\s?(?:19|20)\d\d\b")
# Forms to be filled in leave number and date open: "Số: ...../QĐ-....", "ngày … tháng … năm …".
OPEN = re.compile(r"[.…_]{3,}|(?:\.\s){3}")
FORM = re.compile(r"^\W{0,3}(?:mau|bieu)\b")


def begins_letter(lines: Sequence[Line]) -> bool:
    """Tell whether a page has the whole head of a letter: motto, number or symbol, filled-in date.

    Args:
        lines: Of the page, from the top.
    """
    texts = [line.text for line in lines]
    mottos = [
        at for at, text in enumerate(texts[:FIRST_LINES]) if is_motto(text) or is_party_motto(text)
    ]
    if not mottos:
        return False
    around = texts[max(0, mottos[0] - ABOVE) : mottos[0] + BELOW]
    head = [text for text in around if len(text) <= LONGEST]
    if any(OPEN.search(x) or FORM.match(fold(x)) or ANNEX.match(fold(x)) for x in head):
        return False
    if any(NUMBERED.match(fold(text)) for text in head):
        return any(map(is_date, head))
    return any(map(_is_numbered, head)) and DATED.search(fold(" ".join(head))) is not None


def _is_numbered(text: str) -> bool:
    return is_number(text) or SYMBOL_ALONE.match(text) is not None
