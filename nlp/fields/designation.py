"""Finds number and date by which a title, or a note above an annex, names the act itself: letter in, designation out."""

import re
from dataclasses import dataclass

from nlp.fields.codes import codes_in
from nlp.fields.dates import dates_in
from nlp.folding import fold
from nlp.zones import Letter, ZoneName

# "NGHỊ ĐỊNH CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 147-HĐBT NGÀY 16-5-1991 BAN HÀNH …"; folded. What comes
# before the number names who decided, never another act.
NAMED = re.compile(
    r"^\W*(?:[a-z]+\s+){1,4}?(?:cua\s+[^\d:;]{2,70}?\s)?so\s?:?\s?(?P<code>\d{1,6}\s?[-/ ]?\s?[a-z0-9][^\s,;]*"
    r"(?:\s[^\s,;]+){0,2}?)[\s,]+(?=ngay\s)"
)
# "QUYẾT ĐỊNH SỐ 66/QĐ-BYT", its day in the head.
NUMBERED = re.compile(r"^\W*(?:[a-z]+\s+){1,4}so\s?:?\s?(?=\d)")
CHANGES = re.compile(
    r"\b(?:sua doi|bo sung|bai bo|thay the|dinh chinh|ve viec|ban hanh|huong dan)\b"
)
# "(Ban hành kèm theo Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020 của Chính phủ)"; folded.
ATTACHED = re.compile(r"\(\s*(?:duoc\s+)?(?:ban hanh\s+)?kem theo\s+(?:[a-z]+\s+){1,5}?so\b")
NOTE = 220
"""Characters of such a note that are read."""
BESIDE = 12
"""Characters between the word "số" and the code, or the code and its date."""


@dataclass(frozen=True, slots=True)
class Designation:
    """How a title names its act.

    Attributes:
        code: Number and symbol as printed, after the word "số".
        issued_on: ISO date; None where only the number is named.
        start: First character in the letter's text.
        end: One past the date's last character.
    """

    code: str
    issued_on: str | None
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


def numbered_title(letter: Letter) -> Designation | None:
    """Return the number that the first line of a title names behind the type, None without one."""
    first = next(letter.lines_in(ZoneName.TITLE), None)
    match = None if first is None else NUMBERED.match(fold(first.line.text))
    if first is None or match is None:
        return None
    code = next((one for one in codes_in(first.line.text) if one.start == match.end()), None)
    if code is None:
        return None
    return Designation(f"Số {code.value}", None, first.start + code.start, first.start + code.end)


def note_above_annex(letter: Letter, code: str | None) -> Designation | None:
    """Return what the note above an annex says of the act the annex belongs to.

    Args:
        letter: The letter.
        code: The act's own number and symbol as far as known; a note that names another act, whose
            annex is only quoted, says nothing.
    """
    lines = list(letter.lines_in(ZoneName.ANNEX))
    if not lines:
        return None
    start = lines[0].start
    flat = letter.text[start : lines[-1].end].replace("\n", " ")
    folded = fold(flat)
    for match in ATTACHED.finditer(folded):
        note = flat[match.end() : match.end() + NOTE]
        named = next((one for one in codes_in(f"số {note}") if one.start <= BESIDE), None)
        if named is None or (code is not None and named.value.upper() != code.upper()):
            continue
        at = match.end() + named.end - len("số ")
        dated = [one for one in dates_in(folded[at : at + NOTE]) if one.start <= BESIDE]
        if dated:
            first, last = match.end(), at + dated[0].end
            return Designation(f"Số {named.value}", dated[0].iso, start + first, start + last)
    return None
