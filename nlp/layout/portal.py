"""Tells what a site writes above a published text from the text itself: lines in, their numbers out."""

import re
from collections.abc import Sequence

from nlp.folding import fold
from nlp.layout.anchors import is_motto, is_number, is_party_motto

REACH = 25
"""Lines from the top in which the head of the text itself must begin."""
# The name of the page: "Thông tư số 12/2024/TT-BGDĐT Quy định …", never all in capitals.
PAGE_NAME = re.compile(
    r"^\W{0,3}(?:bo luat|luat|phap lenh|nghi quyet(?: lien tich)?|lenh|nghi dinh|quyet dinh|chi thi|cong dien"
    r"|thong tu(?: lien tich)?|thong bao|ke hoach|bao cao|huong dan|cong van|van ban hop nhat|ket luan)"
    r"\s(?:so\s?:?\s?)?\d{1,6}(?:\.\d{1,2})?\s?[/-]\s?[\da-z]\S*\s\S"
)
# Properties of the text as sites list them, with or without a colon.
PROPERTY = re.compile(
    r"^\W{0,3}(?:ngay (?:(?:co |het )?hieu luc|cap nhat|(?:dang )?cong bao|ky xac thuc)\W|so cong bao|noi ban hanh\s?:"
    r"|ngay ban hanh(?=\W{0,3}\d)|so (?:ky )?hieu(?=\W{0,3}\d)|tinh trang(?: hieu luc)?\W|(?:con|het|chua co) hieu luc"
    r"|loai van ban\W{0,3}(?:[a-z]+\s?){1,5}$|linh vuc\s?:|co quan ban hanh\s?:|nguoi ky\s?:|chuc danh\s?:)"
)


def lines_of_the_site(texts: Sequence[str]) -> frozenset[int]:
    """Return which lines above the head name the page and list properties of the text.

    Only where the head follows: its motto or its number.

    >>> above = ["Thông tư số 1/2025/TT-BYT Quy định", "về thuốc", "Ngày có hiệu lực:01/02/2025"]
    >>> sorted(lines_of_the_site([*above, "BỘ Y TẾ", "Số: 1/2025/TT-BYT"]))
    [0, 1, 2]
    >>> sorted(lines_of_the_site([*above, "Căn cứ Luật Dược;"]))
    []
    """
    tops = (at for at, text in enumerate(texts[:REACH]) if _begins_head(text))
    top = next(tops, 0)
    taken: set[int] = set()
    in_name = False
    for at, text in enumerate(texts[:top]):
        folded = fold(text)
        if PROPERTY.match(folded):
            in_name = False
        elif PAGE_NAME.match(folded) and not text.isupper():
            in_name = True
        elif text.isupper() or not in_name:
            in_name = False
            continue
        taken.add(at)
    return frozenset(taken)


def _begins_head(text: str) -> bool:
    numbered = is_number(text) and not PAGE_NAME.match(fold(text))
    return numbered or is_motto(text) or is_party_motto(text)
