"""Finds place and date of issue in the right half of the head."""

import re
from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc

from nlp.fields.designation import Designation, designation, note_above_annex
from nlp.fields.own_number import number_lines
from nlp.finding import Found, found_in, letter_of
from nlp.folding import fold, squeeze
from nlp.layout.anchors import is_date
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.spelling import place
from nlp.zones import Letter, Placed, ZoneName, was_read

# On folded text; "Thái Nguyên" holds no "ngày". OCR reads "tháng" as "thang", "rháng", "thẳng"; blanks may be dots or gone.
DATE = re.compile(
    r"ng[a-tv-z]y\s*(?P<day>.{0,12}?)\s*(?:th|t|r)[a-z]{1,2}ng\s*(?P<month>.{0,8}?)\s*n[a-z]m\s*(?P<year>\d{4})"
)
NUMERIC = re.compile(r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})\s*$")
BEFORE_DATE = re.compile(r"^(?P<place>.{2,40}?)\s*[,.;]?\s*ng[a-tv-z]y(?![a-z])", re.DOTALL)
# Laws and resolutions say at their end who adopted them and when.
ADOPTED = re.compile(
    r"(?:quoc hoi|hoi dong nhan dan)\b[^.;]{0,160}?\bthong qua\s+(?:vao\s+)?ngay\s+(?P<day>\d{1,2})\s*"
    r"(?:thang|/|-)\s*(?P<month>\d{1,2})\s*(?:nam|/|-)\s*(?P<year>\d{4})"
)
# Older texts are dated above the signature.
SIGNED_ON = re.compile(
    r"^\W*[a-z][a-z .-]{1,30},\s*ngay\s+(?P<day>\d{1,2})\s*(?:thang|/|-)\s*(?P<month>\d{1,2})\s*"
    r"(?:nam|/|-)\s*(?P<year>\d{4})\W*$"
)
# The day may stand behind the code on its line.
BEHIND_NUMBER = re.compile(
    r"so\s?[:.]?\s?\d\S*?/\S+[\s,(]+ngay\s+(?P<day>\d{1,2})\s*(?:thang|/|-|\.)\s*(?P<month>\d{1,2})\s*"
    r"(?:nam|/|-|\.)\s*(?P<year>\d{4})"
)
LAST_LINES = 4
"""Lines of the body above the signature among which such a date may stand."""
WHOLE = len("2026-03-10")
OLDEST, NEWEST = 1945, 2100
BLANK = " .,_…:;-"
SURE, LIKELY = 0.97, 0.8


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield place and issued_on.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 4.
    """
    letter = letter_of(doc)
    found: list[Found] = []
    for text, start, end in _rows(letter):
        found = list(_in_line(text, start, end, lexicons))
        if found:
            break
    codes = (one.value for one in found_in(doc) if one.name is FieldName.CODE)
    code = next((value for value in codes if isinstance(value, str)), None)
    yield from _completed(found, letter, code)


def _completed(head: list[Found], letter: Letter, code: str | None) -> Iterable[Found]:
    """Yield what the head says; the whole date where the text gives it and the head does not.

    A date that OCR could not read in the head stays unread.
    """
    dated = next((one for one in head if one.name is FieldName.ISSUED_ON), None)
    begun = dated.value if dated is not None and isinstance(dated.value, str) else ""
    begun = begun or str(year_of(letter) or "")
    lines = [one for one in letter.lines_in(ZoneName.HEAD_RIGHT) if is_date(one.line.text)]
    if len(begun) < WHOLE and not any(was_read(letter, one.start, one.end) for one in lines):
        days = (one for one in _elsewhere(letter, code) if str(one.value).startswith(begun))
        whole = next(days, None)
        if whole is not None:
            yield from (one for one in head if one is not dated)
            yield whole
            return
    yield from head


def _elsewhere(letter: Letter, code: str | None) -> Iterable[Found]:
    """Yield the dates a text gives itself outside its head, the surest first."""
    for named in (designation(letter), note_above_annex(letter, code)):
        if isinstance(named, Designation) and named.issued_on is not None:
            yield Found(FieldName.ISSUED_ON, named.issued_on, named.start, named.end, LIKELY)
    yield from _behind_number(letter)
    if not _publishes(letter):
        for match in reversed(list(ADOPTED.finditer(fold(letter.text)))):
            yield from _dated(match, 0)
    if any(is_date(placed.line.text) for placed in letter.lines_in(ZoneName.HEAD_RIGHT)):
        return  # what the head leaves blank is not dated below either
    body = list(letter.lines_in(ZoneName.BODY))[-LAST_LINES:]
    foot = letter.lines_in(ZoneName.SIGNATURE, ZoneName.RECIPIENTS)
    for placed in reversed([*body, *foot]):
        signed = SIGNED_ON.match(fold(placed.line.text))
        if signed is not None:
            yield from _dated(signed, placed.start)


def _publishes(letter: Letter) -> bool:
    """Tell whether a letter is an order that makes known what others adopted."""
    titles = (fold(placed.line.text) for placed in letter.lines_in(ZoneName.TITLE))
    return any(title.lstrip().startswith("lenh") for title in titles)


def _behind_number(letter: Letter) -> Iterable[Found]:
    for placed in number_lines(letter):
        match = BEHIND_NUMBER.search(fold(placed.line.text))
        if match is not None:
            yield from _dated(match, placed.start)


def _dated(match: re.Match[str], offset: int) -> Iterable[Found]:
    day = date_of(match["day"], match["month"], match["year"])
    if day is not None:
        start, end = offset + match.start("day"), offset + match.end()
        yield Found(FieldName.ISSUED_ON, day, start, end, LIKELY)


def _in_line(text: str, start: int, end: int, lexicons: Lexicons) -> Iterable[Found]:
    """Yield what one line of the head says."""
    folded = fold(text)
    match = DATE.search(folded) or NUMERIC.search(folded)
    before = BEFORE_DATE.match(folded)
    if before is not None:
        printed = text[: before.end("place")].strip(" ,.;“\"'")
        known = place(printed, lexicons) or _place_at_end(printed, lexicons)
        yield Found(FieldName.PLACE, known or printed, start, end, SURE if known else LIKELY)
    if match is not None:
        issued = date_of(match["day"], match["month"], match["year"])
        if issued is not None:
            yield Found(FieldName.ISSUED_ON, issued, start, end, SURE)


def _place_at_end(text: str, lexicons: Lexicons) -> str | None:
    """Return the known place that a text ends with: saved text may have run words into it.

    Only words in capitals stand before it, as in "V/v triển khai Luật Giá Hà Nội".
    """
    words = text.split()
    for start in range(1, len(words) - 1):
        if words[start].istitle() and (known := place(" ".join(words[start:]), lexicons)):
            return known
    return None


def year_of(letter: Letter) -> int | None:
    """Return the year in the head of a letter, also where day and month are blank."""
    years = [
        int(match.group())
        for match in re.finditer(r"\b(?:19|20)\d\d\b", letter.text_of(ZoneName.HEAD_RIGHT))
    ]
    return years[0] if years else None


def date_of(day: str, month: str, year: str) -> str | None:
    """Return the ISO date three printed parts make, at the precision the paper gives.

    A day left blank gives a month; a day that is written but cannot be read gives nothing, and
    so does a form on which only the year is printed.

    >>> date_of("05", "12", "2025"), date_of("…", "01", "2026"), date_of("?", "01", "2026")
    ('2025-12-05', '2026-01', None)
    >>> date_of("31", "02", "2026"), date_of("", "", "2026")
    (None, None)
    """
    parts = [part.strip(BLANK) for part in (day, month, year)]
    if not all(part.isdigit() for part in parts[1:]) or not OLDEST <= int(parts[2]) <= NEWEST:
        return None
    try:
        if not parts[0]:
            return f"{date(int(parts[2]), int(parts[1]), 1):%Y-%m}"
        return date(int(parts[2]), int(parts[1]), int(parts[0])).isoformat()
    except ValueError:
        return None


def _rows(letter: Letter) -> Iterable[tuple[str, int, int]]:
    """Yield the lines of the right head; pieces of one printed row are joined."""
    row: list[Placed] = []
    for placed in letter.lines_in(ZoneName.HEAD_RIGHT):
        if row and not _level(row[-1], placed):
            yield _joined(row)
            row = []
        row.append(placed)
    if row:
        yield _joined(row)


def _level(one: Placed, other: Placed) -> bool:
    a, b = one.line.box, other.line.box
    return b.left > a.right and abs(a.middle[1] - b.middle[1]) < 0.6 * max(a.height, b.height)


def _joined(row: list[Placed]) -> tuple[str, int, int]:
    return squeeze(" ".join(placed.line.text for placed in row)), row[0].start, row[-1].end
