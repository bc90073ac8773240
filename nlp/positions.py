"""The posts of those who sign (Decree 30/2020/NĐ-CP, Annex I, box 7a): line text in, post out."""

import re

from rapidfuzz import fuzz, process

from nlp.folding import fold, letters
from nlp.repair.syllables import is_legal

POSITIONS: tuple[str, ...] = (
    "BÍ THƯ",
    "BÍ THƯ THỨ NHẤT",
    "CHÍNH ỦY",
    "CHỦ TỌA",
    "ĐỒN TRƯỞNG",
    "PHÓ CHÍNH ỦY",
    "PHÓ TỔ TRƯỞNG",
    "PHÓ TƯ LỆNH",
    "PHÓ TRƯỞNG THUẾ TỈNH",
    "THAM MƯU TRƯỞNG",
    "THƯ KÝ",
    "THẨM PHÁN",
    "CHẤP HÀNH VIÊN",
    "KIỂM SÁT VIÊN",
    "CHỦ TRÌ",
    "TỔ TRƯỞNG",
    "TỔNG THAM MƯU TRƯỞNG",
    "TRƯỞNG BỘ MÔN",
    "TRƯỞNG BỘ PHẬN",
    "TRƯỞNG THUẾ TỈNH",
    "TƯ LỆNH",
    "BỘ TRƯỞNG",
    "CHÁNH ÁN",
    "CHÁNH THANH TRA",
    "CHÁNH VĂN PHÒNG",
    "CHI CỤC TRƯỞNG",
    "CHỈ HUY TRƯỞNG",
    "CHỦ NHIỆM",
    "BỘ TRƯỞNG, CHỦ NHIỆM",
    "THỨ TRƯỞNG, PHÓ CHỦ NHIỆM",
    "CHỈ HUY PHÓ",
    "CHỦ TỊCH",
    "CHỦ TỊCH NƯỚC",
    "CHỦ TỊCH QUỐC HỘI",
    "CỤC PHÓ",
    "CỤC TRƯỞNG",
    "ĐỘI TRƯỞNG",
    "GIÁM ĐỐC",
    "HẠT TRƯỞNG",
    "HIỆU TRƯỞNG",
    "HIỆU PHÓ",
    "KIỂM TOÁN TRƯỞNG",
    "KẾ TOÁN TRƯỞNG",
    "PHÓ BÍ THƯ",
    "PHÓ BÍ THƯ THƯỜNG TRỰC",
    "PHÓ CHÁNH ÁN",
    "PHÓ CHÁNH THANH TRA",
    "PHÓ CHÁNH VĂN PHÒNG",
    "PHÓ CHI CỤC TRƯỞNG",
    "PHÓ CHỦ NHIỆM",
    "PHÓ CHỦ TỊCH",
    "PHÓ CHỦ TỊCH NƯỚC",
    "PHÓ CHỦ TỊCH QUỐC HỘI",
    "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
    "PHÓ CỤC TRƯỞNG",
    "PHÓ GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC PHỤ TRÁCH",
    "PHÓ HIỆU TRƯỞNG",
    "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH",
    "PHÓ THỐNG ĐỐC",
    "PHÓ THỦ TƯỚNG",
    "PHÓ TỔNG CỤC TRƯỞNG",
    "PHÓ TỔNG GIÁM ĐỐC",
    "PHÓ TRƯỞNG BAN",
    "PHÓ TRƯỞNG BAN THƯỜNG TRỰC",
    "PHÓ TRƯỞNG ĐOÀN",
    "PHÓ TRƯỞNG KHOA",
    "PHÓ TRƯỞNG TRẠM",
    "PHÓ TỔNG KIỂM TOÁN NHÀ NƯỚC",
    "PHÓ TỔNG THANH TRA",
    "PHÓ TỔNG THƯ KÝ",
    "PHÓ HẠT TRƯỞNG",
    "PHÓ ĐỘI TRƯỞNG",
    "PHÓ TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH",
    "PHÓ VIỆN TRƯỞNG",
    "PHÓ VỤ TRƯỞNG",
    "QUYỀN GIÁM ĐỐC",
    "THỐNG ĐỐC",
    "THỦ TRƯỞNG",
    "THỦ TƯỚNG",
    "THỨ TRƯỞNG",
    "THƯỜNG TRỰC BAN BÍ THƯ",
    "TRƯỞNG CÔNG AN",
    "PHÓ TRƯỞNG CÔNG AN",
    "TỔNG BÍ THƯ",
    "TỔNG KIỂM TOÁN NHÀ NƯỚC",
    "TỔNG BIÊN TẬP",
    "TỔNG CỤC TRƯỞNG",
    "TỔNG GIÁM ĐỐC",
    "TỔNG THANH TRA",
    "TỔNG THƯ KÝ",
    "TRƯỞNG BAN",
    "TRƯỞNG ĐOÀN",
    "TRƯỞNG KHOA",
    "TRƯỞNG PHÒNG",
    "TRƯỞNG TRẠM",
    "ỦY VIÊN THƯỜNG TRỰC",
    "VIỆN TRƯỞNG",
    "VỤ TRƯỞNG",
)
FOLDED = {letters(position): position for position in POSITIONS}
# Out of 100: "P PRUOONG PHONG" for "PHÓ TRƯỞNG PHÒNG" measures 84, "PHÒNG" for the same 50.
LIKE = 82
WORD_LIKE = 50
CAPITALS = re.compile(r"[^\W\d_]")
SPECKS = " .,;:*_-–—=~|'\"“”`´^"
VOWELS = frozenset("aeiouy")


def is_position(text: str) -> bool:
    """Tell whether a line of capitals names the post of a signer.

    >>> is_position("GIÁM ĐÓC"), is_position("Giám đốc các sở"), is_position("THÔNG BÁO")
    (True, False, False)
    """
    return position_in(text) is not None


def in_capitals(text: str) -> str:
    """Return a post that older letters print in small letters in capitals, any other line as it is.

    An entry of the recipients is none: "- Thứ trưởng;".

    >>> in_capitals("Phó Thủ tướng"), in_capitals("- Thứ trưởng;"), in_capitals("Phó Đức Thắng")
    ('PHÓ THỦ TƯỚNG', '- Thứ trưởng;', 'Phó Đức Thắng')
    """
    capitals = text.strip().upper()
    return capitals if capitals in POSITIONS else text


def position_in(text: str) -> str | None:
    """Return the post that a line of capitals begins or ends with, well spelled.

    >>> position_in("ng GIÁM ĐÓC"), position_in("ỆU TRƯỞNG"), position_in("U TRƯỞNG")
    ('GIÁM ĐỐC', 'HIỆU TRƯỞNG', None)
    >>> position_in("KT. BỘ TRƯỜNG"), position_in("PHóÓ,CHỦ NHIỆM")
    ('BỘ TRƯỞNG', 'PHÓ CHỦ NHIỆM')
    """
    whole = _of_a_body(" ".join(text.split()).strip(SPECKS))
    if whole is not None:
        return whole
    capitals = _capital_words(text)
    if len(capitals) < 5:
        return None
    folded = MARK.sub("", letters(capitals))
    ends = [name for name in FOLDED if name.endswith(folded) and name != folded]
    if ends and folded not in FOLDED:
        return _only_one(ends)
    best = process.extractOne(folded, FOLDED.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    if best is not None and _alike(folded, best[0]):
        return FOLDED[best[0]]
    held = [name for name in FOLDED if f" {name} " in f" {folded} "]
    return FOLDED[max(held, key=len)] if held else None


def _only_one(names: list[str]) -> str | None:
    """Return the post whose beginning the seal hides, None where several end alike."""
    short = min(names, key=len)
    one = all(name == short or name.endswith(f" {short}") for name in names)
    return FOLDED[short] if one else None


def _alike(read: str, post: str) -> bool:
    """Tell whether no word of a post was read as quite another one ("ST TRƯỞNG" is no HẠT TRƯỞNG)."""
    words, names = read.split(), post.split()
    return len(words) != len(names) or all(
        fuzz.ratio(word, name) >= WORD_LIKE for word, name in zip(words, names, strict=True)
    )


# A post may be followed by the body it belongs to: "BỘ TRƯỞNG BỘ NỘI VỤ", "VỤ TRƯỞNG VỤ PHÁP CHẾ".
BODY_AFTER = re.compile(
    r"^(?:BỘ|SỞ|VỤ|CỤC|BAN|VIỆN|PHÒNG|VĂN PHÒNG|ỦY BAN|UỶ BAN|UBND|HỘI|HĐND|HĐQT|HĐTV|TRƯỜNG|TRUNG TÂM"
    r"|CHI CỤC|TỔNG|CÔNG|TÒA ÁN|TOÀ ÁN|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU|CHÍNH PHỦ|QUỐC HỘI"
    r"|NHÀ|NƯỚC|CHI NHÁNH|NGÂN HÀNG|KHO BẠC|BẢO HIỂM|BỆNH VIỆN|THUẾ|HẢI QUAN|THANH TRA|ĐẢNG|ĐOÀN|LIÊN"
    r"|MẶT TRẬN|ĐÀI|HỌC VIỆN|ĐẠI HỌC|KHOA|TẬP ĐOÀN|CƠ QUAN|ĐƠN VỊ|DỰ ÁN|KIÊM|PHỤ TRÁCH|THƯỜNG TRỰC|[-–])(?=\s|$)"
)
# The name of a department follows its head's post at once: "TRƯỞNG PHÒNG KẾ TOÁN".
OF_A_UNIT = (" PHÒNG", " BAN", " KHOA", " BỘ PHẬN", " BỘ MÔN", " ĐOÀN")
JOINTS = frozenset(("-", "–", "&"))
PARTS = re.compile(r"\s+|(?<=\w),(?=\w)")
MARK = re.compile(r"^(?:tm|kt|tl|tuq|q) ")
# "ĐOÀN CHỦ TỊCH" and the former "HỘI ĐỒNG BỘ TRƯỞNG" are bodies.
BODIES_LIKE_POSTS = (
    ("CHỦ TỊCH", ["ĐOÀN"]),
    ("BỘ TRƯỞNG", ["ĐỒNG"]),
    ("THẨM PHÁN", ["ĐỒNG"]),
    ("THƯ KÝ", ["BAN"]),
)
BY_LENGTH = tuple(sorted(POSITIONS, key=len, reverse=True))


def _of_a_body(text: str) -> str | None:
    """Return a post with the body it names, where both are printed well.

    >>> _of_a_body("GIÁM ĐỐC SỞ Y TẾ"), _of_a_body("TRƯỞNG PHÒNG KẾ TOÁN"), _of_a_body("GIÁM ĐỐC ÍT")
    ('GIÁM ĐỐC SỞ Y TẾ', 'TRƯỞNG PHÒNG KẾ TOÁN', None)
    """
    if not text.isupper():
        return None
    for position in BY_LENGTH:
        rest = text.removeprefix(f"{position} ")
        if rest == text:
            continue
        named = position.endswith(OF_A_UNIT) and " " in rest
        return text if BODY_AFTER.match(rest) or (named and is_well_printed(rest)) else None
    return None


def is_well_printed(capitals: str) -> bool:
    """Tell whether capitals hold legal syllables, abbreviations and joints alone.

    >>> is_well_printed("PHỔ BIẾN, GIÁO DỤC"), is_well_printed("QUẢN LÝ DNNVV"), is_well_printed("LLÀ ]")
    (True, True, False)
    """
    words = [word.strip(",.()") for word in capitals.split()]
    return all(
        word in JOINTS or is_legal(word) or (word.isalnum() and VOWELS.isdisjoint(fold(word)))
        for word in words
        if word
    )


def posts_in(text: str) -> tuple[str, str] | None:
    """Cut capitals in which two posts stand one behind the other, well printed.

    >>> posts_in("GIÁM ĐỐC TRƯỞNG PHÒNG KẾ TOÁN"), posts_in("BỘ TRƯỞNG THỨ TRƯỞNG")
    (('GIÁM ĐỐC', 'TRƯỞNG PHÒNG KẾ TOÁN'), ('BỘ TRƯỞNG', 'THỨ TRƯỞNG'))
    >>> posts_in("CHỦ TỊCH KIÊM GIÁM ĐỐC") is None, posts_in("GIÁM ĐỐC") is None
    (True, True)
    """
    words = text.split()
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        if (right in POSITIONS or _of_a_body(right)) and not _joins(left, right):
            return left, right
    return None


def _joins(left: str, right: str) -> bool:
    """Tell whether a post only goes on: "PHÓ …", "… KIÊM …", or the name of a body."""
    presidium = any(
        right.startswith(post) and left.split()[-1] in ends for post, ends in BODIES_LIKE_POSTS
    )
    longer = any(f"{left} {right}".endswith(post) and len(post) > len(right) for post in POSITIONS)
    return presidium or longer or left.endswith((" KIÊM", "-", "–", ","))


def _capital_words(text: str) -> str:
    """Return the words of a line that are written in capitals."""
    words = PARTS.split(text)
    return " ".join(word for word in words if len(CAPITALS.findall(word)) > 1 and _shouts(word))


def _shouts(word: str) -> bool:
    """Tell whether a word is in capitals, or but for a misread letter or two: "PHóÓ"."""
    small = sum(map(str.islower, word))
    return small == 0 or (small == 1 and len(CAPITALS.findall(word)) > 2)
