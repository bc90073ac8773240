"""Joins rows of saved text that were cut inside a fixed phrase of the form: rows in, rows out."""

import re
from collections.abc import Sequence

from nlp.folding import fold
from nlp.layout.anchors import is_signed
from nlp.names import person_name
from nlp.positions import POSITIONS, is_position

WORD = re.compile(r"[a-z]+")
POSTS = frozenset(tuple(WORD.findall(fold(post))) for post in POSITIONS)
# A page's source may break its lines anywhere: "CỘNG HÒA XÃ HỘI" / "CHỦ NGHĨA VIỆT NAM".
PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "dang cong san viet nam",
        "can cu", "noi nhan", "kinh gui", "da ky",
    )
)  # fmt: skip
TYPES = frozenset(
    ("bao cao", "chi thi", "cong dien", "huong dan", "ke hoach", "nghi dinh", "nghi quyet", "phap lenh",
     "quyet dinh", "thong bao", "thong tu", "thong tu lien tich", "to trinh")
)  # fmt: skip
OPENINGS = frozenset(phrase[0] for phrase in (*POSTS, *PHRASES) if len(phrase) > 1)
LONGEST = max(map(len, (*POSTS, *PHRASES)))
MARKS = frozenset(("TM.", "KT.", "TL.", "TUQ.", "T/M", "K/T", "T/L"))
# "Số: 12/2024/TT-" / "BYT".
HALF_A_CODE = re.compile(r"^\W{0,4}(?:[a-z]+\s){0,4}so\s?[:.]?\s?\d\S*\s?[/-]$")
# "Số: 12" / "/TT-BYT".
NUMBER_ALONE = re.compile(r"^\W{0,4}(?:[a-z]+\s){0,4}so\s?[:.]?\s?\d{1,6}$")
# "Nghị quyết số:" / "12".
SO_ALONE = re.compile(r"^\W{0,4}(?:[a-z]+\s){0,4}so\s?:$")
DIGITS_ALONE = re.compile(r"^\d{1,6}$")
SYMBOL_BELOW = re.compile(r"^/\s?[A-ZĐ\d][\wĐđ&/. -]*$")
REST_OF_CODE = re.compile(r"^[A-ZĐ][A-Za-zĐđ&/-]*$")
HALF_A_DATE = re.compile(r"\bngay(?:\s\d{1,2}(?:\s?thang(?:\s\d{1,2}(?:\s?nam)?)?)?)?$")
WHOLE_DATE = re.compile(r"\bngay\s\d{1,2}\s?thang\s\d{1,2}\s?nam\s\d{4}\b")
NAME_WORDS = (3, 4)
NEAR = 3
"""Rows above a name among which its post stands."""


def rejoined(rows: Sequence[str]) -> list[str]:
    """Return the rows, those cut inside a fixed phrase joined by a blank.

    >>> rejoined(["CỘNG HÒA XÃ HỘI CHỦ", "NGHĨA VIỆT NAM", "Hà Nội, ngày 5", "tháng 6 năm 2024"])
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Hà Nội, ngày 5 tháng 6 năm 2024']
    >>> rejoined(["Căn", "cứ Luật Giá;", "KT. BỘ", "TRƯỞNG", "THỨ", "TRƯỞNG", "Lê Văn", "Hòa"])
    ['Căn cứ Luật Giá;', 'KT. BỘ TRƯỞNG', 'THỨ TRƯỞNG', 'Lê Văn Hòa']
    >>> rejoined(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "HIỆU TRƯỞNG", "PHÒNG ĐÀO TẠO", "Số: 1/TT-", "BYT"])
    ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'HIỆU TRƯỞNG', 'PHÒNG ĐÀO TẠO', 'Số: 1/TT-BYT']
    >>> rejoined(["Số: 66", "/QĐ-BYT", "Số: 7/KH-BYT", "V/v trực"])
    ['Số: 66/QĐ-BYT', 'Số: 7/KH-BYT', 'V/v trực']
    >>> rejoined(["Nghị quyết số:", "7", "/2025/QH15"])
    ['Nghị quyết số: 7/2025/QH15']
    """
    joined: list[str] = []
    for row in rows:
        seam = _seam(joined, row) if joined and row.strip() else None
        if seam is None:
            joined.append(row)
        else:
            joined[-1] = f"{joined[-1].rstrip()}{seam}{row.lstrip()}"
    return joined


def _seam(before: Sequence[str], row: str) -> str | None:
    """Return what joins a row to the one above it, None where they are two."""
    above, below = before[-1].strip(), row.strip()
    if not above or {"|", "\t"} & {*before[-1], *row}:
        return None
    folded, under = fold(above), fold(below)
    if HALF_A_CODE.match(folded) and REST_OF_CODE.match(below):
        return ""
    if NUMBER_ALONE.match(folded) and SYMBOL_BELOW.match(below):
        return ""
    if SO_ALONE.match(folded) and DIGITS_ALONE.match(below):
        return " "
    dated = HALF_A_DATE.search(folded)
    if dated is not None:
        whole = WHOLE_DATE.match(f"{folded} {under}", dated.start())
        return " " if whole is not None and whole.end() > len(folded) + 1 else None
    cut = _cuts_phrase(above, below, folded, under) or _cuts_name(before, above, below)
    return " " if cut else None


def _cuts_phrase(above: str, below: str, folded: str, under: str) -> bool:
    """Tell whether a fixed phrase begins in one row and goes on in the next."""
    left, right = WORD.findall(folded)[-LONGEST:], WORD.findall(under)[:LONGEST]
    if above in MARKS:
        return any(tuple(right[:size]) in POSTS for size in range(1, len(right) + 1))
    capitals = above.split()[-1].isupper() and below.split()[0].isupper()
    if capitals and " ".join((*left, *right)) in TYPES:
        return True
    if any(tuple(left[at:]) in POSTS for at in range(len(left))):
        return False
    known = POSTS | PHRASES if capitals else PHRASES
    return any(
        left[at] in OPENINGS and tuple((*left[at:], *right[:size])) in known
        for at in range(len(left))
        for size in range(1, min(len(right), LONGEST - len(left) + at) + 1)
    )


def _cuts_name(before: Sequence[str], above: str, below: str) -> bool:
    """Tell whether a name below a post or "(Đã ký)" goes on in the next row."""
    parts = above.split(), below.split()
    words = [*parts[0], *parts[1]]
    if min(map(len, parts)) > 1 or not NAME_WORDS[0] <= len(words) <= NAME_WORDS[1]:
        return False
    if not all(word.istitle() for word in words) or person_name(" ".join(words)) is None:
        return False
    near = before[-1 - NEAR : -1]
    return any(is_signed(row) or (row.isupper() and is_position(row)) for row in near)
