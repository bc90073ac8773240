"""Finds the number and date by which a title names its own act: letter in, designation out."""

import re
from dataclasses import dataclass

from nlp.fields.dates import dates_in
from nlp.folding import fold
from nlp.zones import Letter, ZoneName

# "NGHỊ ĐỊNH CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 147-HĐBT NGÀY 16-5-1991 BAN HÀNH …"; folded. What comes
# before the number names who decided, never another act.
NAMED = re.compile(
    r"^\W*(?:[a-z]+\s+){1,4}?(?:cua\s+[^\d:;]{2,70}?\s)?so\s?:?\s?(?P<code>\d{1,6}\s?[-/ ]?\s?[a-z0-9][^\s,;]*"
    r"(?:\s[^\s,;]+){0,2}?)[\s,]+(?=ngay\s)"
)
CHANGES = re.compile(
    r"\b(?:sua doi|bo sung|bai bo|thay the|dinh chinh|ve viec|ban hanh|huong dan)\b"
)


@dataclass(frozen=True, slots=True)
class Designation:
    """How a title names its act.

    Attributes:
        code: Number and symbol as printed, after the word "số".
        issued_on: ISO date.
        start: First character in the letter's text.
        end: One past the date's last character.
    """

    code: str
    issued_on: str
    start: int
    end: int


def designation(letter: Letter) -> Designation | None:
    """Return the number and date a title gives its own act, None where it gives none.

    A title that speaks of another act before any number names that other one.
    """
    lines = list(letter.lines_in(ZoneName.TITLE))
    if not lines:
        return None
    start = lines[0].start
    text = letter.text[start : lines[-1].end].replace("\n", " ")
    folded = fold(text)
    match = NAMED.match(folded)
    if match is None or CHANGES.search(folded[: match.start("code")]):
        return None
    dated = [one for one in dates_in(folded) if 0 <= one.start - match.end() <= len("ngay ")]
    if not dated:
        return None
    code = text[match.start("code") : match.end("code")]
    return Designation(
        f"Số {code}", dated[0].iso, start + match.start("code"), start + dated[0].end
    )
