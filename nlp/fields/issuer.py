"""Finds the issuing body and the body above it in the left half of the head."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from nlp.finding import Found, letter_of
from nlp.folding import fold, squeeze
from nlp.layout.anchors import is_about, is_number
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.spelling import body
from nlp.zones import Letter, Placed, ZoneName

# Words with which the name of a body begins, folded. A line that begins otherwise goes on with
# the name above it ("TỈNH HÀ GIANG", "VÀ ĐÀO TẠO").
BODIES = (
    "ban", "bao hiem", "bao tang", "bch", "benh vien", "bo", "buu dien", "cong an", "cong doan", "cong ty", "cuc", "chi bo", "chi cuc",
    "chi doan", "chi nhanh", "chinh phu", "dai hoc", "dai", "dang bo", "dang uy", "dien luc", "doan", "hoc vien",
    "hiep hoi", "hoi", "huyen uy", "kho bac", "khoa", "kiem toan", "lien doan", "lien hiep", "lien minh", "mat tran", "nha xuat ban",
    "ngan hang", "phong", "quan uy", "quoc hoi", "so", "tap doan", "thanh doan", "thanh tra",
    "thanh uy", "thi uy", "tinh doan", "tinh uy", "toa an", "tong cong ty", "tong cuc",
    "tong lien doan", "trung tam", "truong", "trung uong", "ubnd", "hdnd", "uy ban", "hoi dong",
    "van phong", "vien", "vu", "xa doan", "phuong doan", "dang uy", "tram",
)  # fmt: skip
# Bodies whose whole name is one word.
WHOLE = frozenset({"ubnd", "hdnd"})
BEGINS = re.compile(rf"^(?:{'|'.join(sorted(BODIES, key=len, reverse=True))})\b")
OPEN_END = re.compile(r"(?:\bva|\bvà|,|-|&|\bcua|\bnhan dan|\bdai bieu)$")
# "BAN NHÂN DÂN" under a cut "ỦY": never the beginning of a name of its own.
GOES_ON = re.compile(
    r"^(?:ban nhan dan|ban thuong vu|ban chap hanh|hoi chu nghia|bo tinh|bo huyen)\b"
)
# Under "ĐẢNG BỘ TỈNH …" they are the issuer.
PARTY_BODY = re.compile(r"^ban (?:thuong vu|chap hanh)$")
NOISE = " .,;:*_-–—=~|'\"“”"
SURE, LIKELY = 0.93, 0.75


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield issuer and issuer_parent.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 2: the body above comes first, the issuer below.
    """
    names = _names(_head(letter_of(doc)))
    if not names:
        return
    yield _found(FieldName.ISSUER, names[-1], lexicons)
    if len(names) > 1:
        yield _found(FieldName.ISSUER_PARENT, names[-2], lexicons)


def _found(name: FieldName, lines: Sequence[Placed], lexicons: Lexicons) -> Found:
    printed = squeeze(" ".join(placed.line.text.strip(NOISE) for placed in lines)).strip(NOISE)
    value, known = body(printed, lexicons)
    return Found(name, value, lines[0].start, lines[-1].end, SURE if known else LIKELY)


def _head(letter: Letter) -> list[Placed]:
    """Return the lines above the number line."""
    taken: list[Placed] = []
    for placed in letter.lines_in(ZoneName.HEAD_LEFT):
        text = placed.line.text
        if is_number(text) or is_about(text) or re.search(r"/\s?[A-ZĐ]{2,}", text):
            break
        if sum(sign.isalpha() for sign in text) > 2:
            taken.append(placed)
    return taken


def _begins(folded: str) -> bool:
    """Tell whether a line begins a name; "TRƯỜNG" alone ends "… VÀ MÔI" on the line above."""
    match = BEGINS.match(folded)
    return (
        match is not None
        and GOES_ON.match(folded) is None
        and (match.group() != folded or " " in folded or folded in WHOLE)
    )


def _names(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Group lines into names of bodies."""
    names: list[list[Placed]] = []
    for placed in lines:
        folded = fold(placed.line.text).strip(NOISE)
        begins = _begins(folded)
        above = fold(names[-1][-1].line.text).strip(NOISE) if names else ""
        begins = begins or (PARTY_BODY.match(folded) is not None and above.startswith("dang bo"))
        if names and (not begins or OPEN_END.search(above)):
            names[-1].append(placed)
        else:
            names.append([placed])
    return names
