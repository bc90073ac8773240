"""The posts of those who sign (Decree 30/2020/NĐ-CP, Annex I, box 7a): line text in, post out."""

import re

from rapidfuzz import fuzz, process

from nlp.folding import letters

POSITIONS: tuple[str, ...] = (
    "BÍ THƯ",
    "BỘ TRƯỞNG",
    "CHÁNH ÁN",
    "CHÁNH THANH TRA",
    "CHÁNH VĂN PHÒNG",
    "CHI CỤC TRƯỞNG",
    "CHỈ HUY TRƯỞNG",
    "CHỦ NHIỆM",
    "CHỦ TỊCH",
    "CỤC TRƯỞNG",
    "ĐỘI TRƯỞNG",
    "GIÁM ĐỐC",
    "HẠT TRƯỞNG",
    "HIỆU TRƯỞNG",
    "KIỂM TOÁN TRƯỞNG",
    "PHÓ BÍ THƯ",
    "PHÓ BÍ THƯ THƯỜNG TRỰC",
    "PHÓ CHÁNH ÁN",
    "PHÓ CHÁNH THANH TRA",
    "PHÓ CHÁNH VĂN PHÒNG",
    "PHÓ CHI CỤC TRƯỞNG",
    "PHÓ CHỦ NHIỆM",
    "PHÓ CHỦ TỊCH",
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
    "PHÓ TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH",
    "PHÓ VIỆN TRƯỞNG",
    "PHÓ VỤ TRƯỞNG",
    "QUYỀN GIÁM ĐỐC",
    "THỐNG ĐỐC",
    "THỦ TRƯỞNG",
    "THỦ TƯỚNG",
    "THỨ TRƯỞNG",
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
CAPITALS = re.compile(r"[^\W\d_]")


def is_position(text: str) -> bool:
    """Tell whether a line of capitals names the post of a signer.

    >>> is_position("GIÁM ĐÓC"), is_position("Giám đốc các sở"), is_position("THÔNG BÁO")
    (True, False, False)
    """
    return position_in(text) is not None


def position_in(text: str) -> str | None:
    """Return the post that a line of capitals begins or ends with, well spelled.

    >>> position_in("ng GIÁM ĐÓC")
    'GIÁM ĐỐC'
    """
    capitals = _capital_words(text)
    if len(capitals) < 5:
        return None
    folded = letters(capitals)
    best = process.extractOne(folded, FOLDED.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    if best is not None:
        return FOLDED[best[0]]
    held = [name for name in FOLDED if f" {name} " in f" {folded} "]
    return FOLDED[max(held, key=len)] if held else None


def _capital_words(text: str) -> str:
    """Return the words of a line that are written in capitals."""
    return " ".join(
        word for word in text.split() if word.isupper() and len(CAPITALS.findall(word)) > 1
    )
