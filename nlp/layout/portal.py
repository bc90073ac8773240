"""Tells what a site writes above a published text from the text itself: lines in, their numbers out."""

import re
from collections.abc import Sequence

from nlp.folding import fold
from nlp.layout.anchors import is_about, is_dear, is_motto, is_number, is_party_motto

REACH = 25
"""Lines from the top in which the head of the text itself must begin."""
FARTHEST, HEAD = 40, 10
"""Lines from the top to the motto, and from the motto to the end of the head."""
LONGEST, CAPITALS = 80, 0.8
ISSUERS = ("uy ban", "ubnd", "hoi dong", "so ", "bo ", "cuc ", "tong ", "chi cuc", "phong ", "van phong", "truong ", "tinh ", "huyen ", "quan ", "xa ", "phuong ", "thi ", "thanh pho", "tp", "toa an", "vien ", "cong ", "ngan hang", "ban ", "dang ", "doan ", "lien ", "chinh phu", "thu tuong", "quoc hoi", "chu tich")  # fmt: skip
"""Folded beginnings of names of bodies printed in small letters."""
TERMS = ("nhiem ky", "khoa ", "ky hop")
HAS_DIGIT = re.compile(r"\d")
DATED = re.compile(r"^[a-z][^\d:]{1,30},\s*ngay\b")
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
    return frozenset(taken) | frozenset(range(_top_of_head(texts)))


def _top_of_head(texts: Sequence[str]) -> int:
    """Return where the head begins that a site wrote other lines above, 0 where it wrote none.

    Up from the motto stand the issuer's names and the number; what a site writes begins in small
    letters, and holds neither a number nor a day of its own.
    """
    motto = next((at for at, text in enumerate(texts[:FARTHEST]) if _is_motto(text)), 0)
    top = motto
    while top > 0 and _is_of_issuer(texts[top - 1]):
        top -= 1
    above, head = texts[:top], texts[top : motto + HEAD]
    if not above or _is_of_issuer(above[0]) or not any(map(is_number, head)):
        return 0
    own = (is_number(text) and not PAGE_NAME.match(fold(text)) for text in above)
    ours = any(own) or any(DATED.match(fold(text)) for text in above)
    return 0 if ours or any(is_about(text) or is_dear(text) for text in above) else top


def _is_motto(text: str) -> bool:
    return is_motto(text) or is_party_motto(text)


def _is_of_issuer(text: str) -> bool:
    """Tell whether a line above the motto is the issuer's name, the number or a rule.

    >>> [_is_of_issuer(text) for text in ("SỞ Y TẾ", "Sở Y tế", "Số: 5/SYT", "-----", "Tải về")]
    [True, True, True, True, False]
    """
    signs = [sign for sign in text if sign.isalpha()]
    capital = sum(sign.isupper() for sign in signs) >= CAPITALS * len(signs)
    folded = fold(text).lstrip(" -")
    small = folded.startswith(TERMS) or (folded.startswith(ISSUERS) and not HAS_DIGIT.search(text))
    return (capital or small or is_number(text)) and len(text) <= LONGEST


def _begins_head(text: str) -> bool:
    numbered = is_number(text) and not PAGE_NAME.match(fold(text))
    return numbered or is_motto(text) or is_party_motto(text)
