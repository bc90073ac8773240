"""Finds the issuing body and the body above it in the left half of the head."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from spacy.tokens import Doc

from nlp.fields.own_number import number_lines
from nlp.finding import Found, letter_of
from nlp.folding import fold, squeeze
from nlp.layout.anchors import is_about, is_number
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.repair.syllables import is_legal, tone_folded
from nlp.spelling import BODY_WORDS, body, place
from nlp.stamps import printed_mark
from nlp.unglued import in_two
from nlp.zones import Letter, Placed, ZoneName

# Words with which the name of a body begins, folded. A line that begins otherwise goes on with
# the name above it ("TỈNH HÀ GIANG", "VÀ ĐÀO TẠO").
BODIES = (
    "ban", "bao hiem", "bao tang", "bch", "benh vien", "bo", "buu dien", "cong an", "cong doan", "cong ty", "cuc", "chi bo", "chi cuc",
    "chi doan", "chi nhanh", "chinh phu", "dai hoc", "dai", "dang bo", "dang uy", "dien luc", "doan", "hoc vien",
    "hiep hoi", "hoi", "huyen uy", "kho bac", "khoa", "kiem toan", "lien doan", "lien hiep", "lien minh", "mat tran", "nha xuat ban",
    "ngan hang", "phong", "quan uy", "quoc hoi", "so", "tap doan", "thanh doan", "thanh tra",
    "thanh uy", "thi uy", "tinh doan", "tinh uy", "toa an", "tong cong ty", "tong cuc",
    "bao", "cang vu", "chu tich nuoc", "co quan", "don", "hat kiem lam", "hop tac xa", "lien hiep", "nghiep doan",
    "nha may", "nha thieu nhi", "nha van hoa", "phan hieu", "quan khu", "quy", "su doan", "tap chi", "thu tuong",
    "thu vien", "thi hanh an dan su", "thong ke", "chi hoi", "thue", "thuong truc", "trai giam", "trai tam giam", "trung doan", "vuon quoc gia", "xi nghiep",
    "phu thu tuong", "tong lien doan", "tong thu ky", "trung tam", "truong", "trung uong", "ubnd", "hdnd", "uy ban", "hoi dong",
    "van phong", "vien", "vu", "xa doan", "phuong doan", "dang uy", "tram",
)  # fmt: skip
# Bodies whose whole name is one word.
WHOLE = frozenset({"ubnd", "hdnd"})
BEGINS = re.compile(rf"^(?:{'|'.join(sorted(BODIES, key=len, reverse=True))})\b")
OPEN_END = re.compile(
    r"(?:\bva|\bvà|,|-|&|\bcua|\bnhan dan|\bdai bieu)$"
    r"|^(?:tong cong ty|cong ty(?: tnhh| co phan| cp)?(?: mtv| mot thanh vien)?|tap doan|ngan hang(?: tmcp)?"
    r"|truong(?: dai hoc| cao dang| thpt| thcs| tieu hoc| mam non)?|hoc vien|benh vien|trung tam|cuc|chi cuc"
    r"|vien|lien doan|bao hiem xa hoi)$"
)
# "BAN NHÂN DÂN" under a cut "ỦY": never the beginning of a name of its own.
GOES_ON = re.compile(
    r"^(?:ban nhan dan|ban thuong vu|ban chap hanh|hoi chu nghia|bo tinh|bo huyen)\b"
)
# Under "TỈNH ỦY …", "HỘI …" they are the issuer; under a cut "ỦY" they are not.
LEADERS = re.compile(r"^ban (?:thuong vu|chap hanh)\b")
# A body above the issuer ends so, or is one of those that have bodies below them.
WHOLE_END = re.compile(
    r"\bviet nam$|\btoi cao$|\bmien (?:bac|trung|nam)$|\b(?:quan|phuong) \d{1,2}$"
    r"|^tong cuc(?: [a-z]+){1,2}$|^kho bac nha nuoc$|^cuc (?:thue|hai quan)$"
)
DEPARTMENTS = frozenset(fold(name) for name in BODY_WORDS if name.startswith("Sở "))
# Symbols of letters that several bodies issue: "TTLT-BCA-BQP", "HDLN-SYT-BHXH", "TT/LB".
JOINT = re.compile(
    r"/\s?(?:(?:19|20)\d\d\s?/\s?)?(?:(?:TT|NQ|QĐ|KH|HD|QC|CT|CTr|BB|BC|TB|TTr|CV)L[TN]\b|TT\s?[-/]\s?L[BT]\b)"
)
LIAISON = frozenset(("lien nganh", "lien bo", "lien tich"))
LEVELS = frozenset(("tinh", "pho", "tp", "huyen", "quan", "xa", "phuong", "tran", "khu"))
NOISE = " .,;:*_-–—=~|'\"“”`´^ˆ"
# No name of a body is as long; what is holds a sentence, an entry of a list or a heading.
MOST_WORDS = 25
SENTENCE = re.compile(r"[;?…%]|\.{3}|\w{2}:\s|^\W*(?:\d+|[IVX]+)[.)]|[a-zà-ỹ]{2}\.\s")
# A line of so few letters is a speck, unless it is a syllable read so surely.
SHORT, SYLLABLE_SURE = 2, 0.8
SURE, LIKELY, DOUBTFUL = 0.93, 0.75, 0.3


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield issuer and issuer_parent.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 2: the body above comes first, the issuer below.
    """
    letter = letter_of(doc)
    names = [lines for lines in _whole(_names(_head(letter)), lexicons) if _may_name(lines)]
    if not names:
        return
    printed = [_parted(_printed(lines), lexicons) for lines in names]
    if len(names) > 1 and any(JOINT.search(placed.line.text) for placed in number_lines(letter)):
        every = [placed for lines in names for placed in lines]
        yield _found(FieldName.ISSUER, " - ".join(printed), every, lexicons)
        return
    cut = cut_in_two(printed[0], lexicons) if len(names) == 1 else None
    own, above = printed[-1], printed[-2] if len(names) > 1 else None
    if above is not None and fold(above) == fold(own):
        above = None  # the gazette repeats it
    if cut is not None:
        above, own = cut
    yield _found(FieldName.ISSUER, own, names[-1], lexicons)
    if above is not None:
        yield _found(FieldName.ISSUER_PARENT, above, names[max(0, len(names) - 2)], lexicons)


def _may_name(lines: Sequence[Placed]) -> bool:
    """Tell whether lines may be the name of a body: what a site or a torn letter sets above is none."""
    printed = _printed(lines)
    return len(printed.split()) <= MOST_WORDS and SENTENCE.search(printed) is None


def _printed(lines: Sequence[Placed]) -> str:
    return squeeze(" ".join(placed.line.text.strip(NOISE) for placed in lines)).strip(NOISE)


def _parted(text: str, lexicons: Lexicons) -> str:
    """Return a name in capitals with all its words parted: "UBND TỈNH PHÚTHỌ", "UBND TỈNHLÀO CAI"."""
    provinces = _joined_provinces(lexicons)
    return " ".join(provinces.get(word) or in_two(word) for word in text.split())


@lru_cache(maxsize=4)
def _joined_provinces(lexicons: Lexicons) -> Mapping[str, str]:
    """Return each province's name in capitals by itself without blanks."""
    names = [name.upper() for name in lexicons.provinces if " " in name]
    return {name.replace(" ", ""): name for name in names}


def cut_in_two(text: str, lexicons: Lexicons) -> tuple[str, str] | None:
    """Cut the body above from the issuer where saved text set both on one line.

    The name above is a known body, or ends with a province, "VIỆT NAM" or "TỐI CAO"; and another
    name of a body begins behind it.
    """
    words = text.split()
    for at in range(1, len(words) - 1):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        opens = _begins(fold(right)) or LEADERS.match(fold(right)) is not None
        if not opens or not _begins(fold(left)) or OPEN_END.search(fold(left)):
            continue
        known = WHOLE_END.search(fold(left)) or fold(left) in _folded_agencies(lexicons)
        known = known or fold(left) in DEPARTMENTS or fold(right).startswith("chi nhanh ")
        if known or _ends_in_place(words[:at], lexicons):
            return left, right
    return None


def _ends_in_place(words: Sequence[str], lexicons: Lexicons) -> bool:
    """Tell whether words end with a province, or with a place behind its level ("HUYỆN MAI CHÂU")."""
    for size in range(1, min(4, len(words) - 1) + 1):
        name = place(" ".join(words[-size:]), lexicons)
        if name is None:
            continue
        level = fold(words[-size - 1]).strip(NOISE)
        if name in lexicons.provinces or level in LEVELS:
            return True
    return False


def _found(name: FieldName, printed: str, lines: Sequence[Placed], lexicons: Lexicons) -> Found:
    value, known = body(printed, lexicons)
    sure = all(word.confidence >= 1.0 for placed in lines for word in placed.line.words)
    if sure and value.casefold() != tone_folded(printed).casefold():
        value = tone_folded(printed)  # never read by OCR: as printed
    folded = fold(printed).strip(NOISE)
    begins = BEGINS.match(folded) is not None or folded in _folded_agencies(lexicons)
    # A name that begins like none, "HÀ NỘI" alone, is the rest of one.
    likely = LIKELY if begins else DOUBTFUL
    sure_of = SURE if known and begins else likely
    return Found(name, value, lines[0].start, lines[-1].end, sure_of)


def _head(letter: Letter) -> list[Placed]:
    """Return the lines above the number line."""
    taken: list[Placed] = []
    for placed in letter.lines_in(ZoneName.HEAD_LEFT):
        text = placed.line.text
        if is_number(text) or is_about(text) or re.search(r"/\s?[A-ZĐ]{2,}", text):
            break
        named = fold(text).strip(NOISE) not in LIAISON and printed_mark(text) is None
        letters = sum(sign.isalpha() for sign in text)
        if named and (letters > SHORT or (taken and letters == SHORT and _is_syllable(placed))):
            taken.append(placed)
    return taken


def _is_syllable(placed: Placed) -> bool:
    """Tell whether a line is the last syllable of a name that was broken before it: "TƯ", "XÃ"."""
    text = placed.line.text.strip(NOISE)
    sure = all(word.confidence >= SYLLABLE_SURE for word in placed.line.words)
    return sure and text.isupper() and is_legal(text.lower())


def _whole(names: list[list[Placed]], lexicons: Lexicons) -> list[list[Placed]]:
    """Join the names that are one body of two lines ("HỘI ĐỒNG THẨM PHÁN", "TÒA ÁN …")."""
    known = _folded_agencies(lexicons)
    if len(names) > 1:
        last = [*names[-2], *names[-1]]
        if fold(_printed(last)) in known:
            return [*names[:-2], last]
    return names


@lru_cache(maxsize=4)
def _folded_agencies(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(map(fold, lexicons.agencies))


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
        begins = begins or (LEADERS.match(folded) is not None and len(above) > len("uy"))
        if names and (not begins or OPEN_END.search(above)):
            names[-1].append(placed)
        else:
            names.append([placed])
    return names
