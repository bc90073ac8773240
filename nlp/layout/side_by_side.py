"""Cuts a line of saved text in which two columns of a letter's head or foot run together."""

import re

from nlp.folding import fold
from nlp.layout.anchors import (
    is_about,
    is_authority,
    is_date,
    is_motto,
    is_number,
    is_party_motto,
    is_recipients,
    is_signed,
    is_under_motto,
    is_youth_motto,
)
from nlp.names import person_name, split_signed, unusual_name
from nlp.positions import is_position

FEW_WORDS = 3
"""So few words before a mark of authority are "Nơi nhận", however misread."""
LISTED = ("-", "–", "~", "+")
GAP = re.compile(r"\s{3,}|\t")
# On folded text: "so: 15/kh-syt hue, ngay 02 thang 3"; the place begins with a capital.
NUMBER_AND_DATE = re.compile(
    r"^.{3,40}?\S\s+(?=(?P<place>[a-z.]+(?:\s[a-z]+){0,4}\s?,?)\s?ng[a-z]{1,2}y\s?.{0,12}?th[a-z]{1,2}ng)"
)
LONGEST_HEAD = 140
ANY_AND_DATE = re.compile(
    r"^(?P<left>.+?)\s+(?P<right>(?:(?:TP|Tp|T\.P|TX|Tx)\.?\s?)?[A-ZĐ][^\s\d,]*(?:\s[A-ZĐ][^\s\d,]*){0,4},\s?"
    r"ngày\s.{0,12}?tháng.{0,8}?năm\s?\d{4})$"
)
# Where a motto may begin: "Cộng hòa", "Độc lập", "Đảng Cộng", however misread.
MOTTOS = (
    (re.compile(r"(?<=\S)\s+(?=c[oq0]\w{1,3}\s+ho\w)"), is_motto),
    (re.compile(r"(?<=\S)\s+(?=d\w{1,3}\s+[l1i]?a\w)"), is_under_motto),
    (re.compile(r"(?<=\S)\s+(?=dang\s+c)"), is_party_motto),
)
MARKED = re.compile(
    r"(?<=[;:.,)])\s+(?=(?:T[/.]?M|K[/.]?T|T[/.]?L|TUQ|Q)[.:]?\s+[A-ZĐÀ-Ỹ]{2})"
)  # fmt: skip
AFTER_COPY = re.compile(
    r"(?<=[;:.])\s+(?=[A-ZĐÀ-Ỹ][^\s;:.]*(?:\s(?:[-–]\s)?[A-ZĐÀ-Ỹ][^\s;:.]*)+\s*$)"
)
HEADING = re.compile(r"^(?P<left>\S+ \S+:)\s+(?P<right>\S.{3,})$")


def columns_of(row: str) -> list[str]:
    """Return the pieces of a line, from left to right; one piece where nothing runs together.

    >>> columns_of("UBND TỈNH X CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    ['UBND TỈNH X', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']
    >>> columns_of("Số: 15/KH-SYT Huế, ngày 02 tháng 3 năm 2026")
    ['Số: 15/KH-SYT', 'Huế, ngày 02 tháng 3 năm 2026']
    >>> columns_of("Số:         /KH-SGDĐT"), columns_of("- Như trên; KT. GIÁM ĐỐC")
    (['Số:         /KH-SGDĐT'], ['- Như trên;', 'KT. GIÁM ĐỐC'])
    """
    text = row.strip()
    for cut in (_at_gap(text), _in_head(text), _in_foot(text)):
        if cut is not None:
            return [part.strip() for part in cut]
    return [text]


def _at_gap(text: str) -> tuple[str, str] | None:
    """Cut at a wide blank before something that stands in a right column."""
    for gap in GAP.finditer(text):
        left, right = text[: gap.start()], text[gap.end() :]
        signed = left.startswith(LISTED) and (
            unusual_name(right) is not None or (right.isupper() and " " in right)
        )
        if is_recipients(left) or is_right(right) or signed:
            return left, right
    return None


def is_right(text: str) -> bool:
    """Tell whether a text is what stands in the right column of a head or foot."""
    marks = (is_motto, is_under_motto, is_party_motto, is_authority, is_signed, is_youth_motto)
    dated = is_date(text) and text[:1].isupper() and not is_number(text)
    posted = text.isupper() and is_position(text)
    return dated or posted or any(mark(text) for mark in marks) or person_name(text) is not None


def _in_head(text: str) -> tuple[str, str] | None:
    """Cut before the motto or the place; OCR may have misread either."""
    if len(text) > LONGEST_HEAD:
        return None
    folded = fold(text)
    for pattern, is_one in MOTTOS:
        for gap in reversed(list(pattern.finditer(folded))):
            left, right = text[: gap.start()], text[gap.end() :]
            if is_one(right) and (left.isupper() or right.isupper() or is_number(left)):
                return left, right
    if is_number(text):
        both = NUMBER_AND_DATE.match(folded)
        return None if both is None else (text[: both.end()], text[both.end() :])
    dated = ANY_AND_DATE.match(text)
    if dated is None or not _may_cut(dated["left"]):
        return None
    return dated["left"], dated["right"]


def _may_cut(left: str) -> bool:
    """Tell whether a date behind this text is the letter's own: "V/v …", or a name in capitals."""
    level = fold(left).replace(".", "") in ("tp", "tx")
    return is_about(left) or (left.isupper() and len(left) > 1 and not level)


def _in_foot(text: str) -> tuple[str, str] | None:
    """Cut an entry of the recipients from the signature printed beside it."""
    headed = HEADING.match(text)
    if headed is not None and headed["right"].isupper() and is_recipients(headed["left"]):
        return headed["left"], headed["right"]
    match = MARKED.search(text)
    few = match is not None and len(text[: match.start()].split()) <= FEW_WORDS
    if not (text.startswith(LISTED) or is_recipients(text) or few):
        return None
    if match is None:
        match = AFTER_COPY.search(text)
        if match is None or not _signs(text[match.end() :]):
            return None
    return text[: match.start()], text[match.end() :]


def _signs(text: str) -> bool:
    post, name = split_signed(text)
    if post.isupper() and is_position(post):
        return True
    return not name and len(text.split()) > 2 and person_name(text) is not None
