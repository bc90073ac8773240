"""Names of persons under a signature: line text in, name without titles out."""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.family_names import COMMON, FAMILY_NAMES, MOST_USED_FIRST
from nlp.folding import fold, letters
from nlp.positions import FOLDED

BY_FOLDED = {
    folded: tuple(name for name in MOST_USED_FIRST if fold(name) == folded)
    for folded in {fold(name) for name in MOST_USED_FIRST}
}

ACADEMIC = (
    "GS|PGS|TS|Ts|ThS|Ths|TSKH|BS|Bs|BSCKI{1,2}|BSCK|CKI{1,2}|DS|Ds|KS|CN|LS|NGND|NGƯT|NSND|NSƯT"
    "|TTND|TTƯT|VS|AHLĐ|Luật sư|Bác sĩ|Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư"
)
RANKS = (
    "|".join(
        f"{step} {rank}"
        for rank in ("tướng", "tá", "úy", "uý")
        for step in ("Đại", "Thượng", "Trung", "Thiếu")
    )
    + "|Chuẩn Đô đốc|Phó Đô đốc|Đô đốc"
)
TITLES = re.compile(rf"^(?:(?:{ACADEMIC}|{RANKS}|{RANKS.upper()})\b[.,:]?\s*)+")
# What a digital signature leaves before a name: "[dHồ …", "[daky]Hồ …".
SCRAP = re.compile(r"^\W*\[[a-z]{1,4}\]?\s*")
TITLES_AT_END = re.compile(
    r"(?:[\s.]+(?:GS|PGS|TS|TSKH|BS|DS|KS|CN|LS|NGND|NGƯT|TTND|TTƯT)\b[.,:]?)+$"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
STROKES = re.compile(r"[\\|/_~^`´'‘’“”\"<>=*•.,:;°#@$%!?()\[\]{}—–\-⁄]+")
# Syllables of posts, bodies and headings that are no part of a person's name.
_OTHER_WORDS = """
phó giám đốc chủ tịch bí thư trưởng cục vụ sở bộ ủy uỷ ban nhân dân hội đồng phòng trường tỉnh xã
phường huyện quận viện tổ chức nghị định quyết luật kế hoạch thông báo cáo phụ lục mục sách biểu
mẫu quy chế điều khoản và của về số năm
"""
NOT_IN_NAMES = frozenset(_OTHER_WORDS.split())
VOWELS = frozenset("aeiouy")
HILL_FAMILY = re.compile(r"[A-ZĐ]['’][A-ZĐÊƠƯ][a-zà-ỹđ]+")
# "K’ Brôi", "K'Tem": a whole name.
HILL_WHOLE = re.compile(r"K\s?['’]\s?[A-ZĐ][a-zà-ỹđ]{2,6}")
# Pen names of two syllables may begin with a word of bodies.
PEN_NAMES = ("Trường",)
FEWEST, MOST = 2, 5
NEVER_BODIES = frozenset(("nguyễn", "trần", "lê", "phạm", "huỳnh", "vũ", "võ", "bùi", "đỗ", "ngô"))
# Entries of "Nơi nhận" that look like names.
ENTRY = re.compile(r"^\W*nhu\s+(?:dieu|tren|kinh)\b")
# "A", "Y", "H" before the names of peoples of the Central Highlands.
HILL_NAMES = frozenset(("A", "Y", "H"))
LONGEST_SYLLABLE = 7
# Family names of few that are middle names of many: at the head of a name they may mean that the
# family name is lost.
MIDDLE_NAMES = frozenset(
    [
        "thị",
        "văn",
        "tấn",
        "ngọc",
        "quang",
        "minh",
        "xuân",
        "công",
        "phú",
        "hùng",
        "gia",
        "hoa",
        "kim",
        "linh",
        "phương",
        "hình",
        "huyền",
    ]
)


def person_name(text: str) -> str | None:
    r"""Return the person's name a line consists of, without academic titles, or None.

    >>> person_name("GS.TS. Trần Văn Chứ"), person_name("Phạm \\ Văn Hà")
    ('Trần Văn Chứ', 'Phạm Văn Hà')
    >>> person_name("KT. GIÁM ĐỐC") is None, person_name("Hoàng Anh"), person_name("uyễn Quang Sáng")
    (True, 'Hoàng Anh', 'Nguyễn Quang Sáng')
    >>> person_name("tỉnh Bình Thuận)") is None
    True
    >>> person_name("Như Điều 3;") is None, person_name("Ly GIÁM ĐỐC") is None
    (True, True)
    >>> person_name("các Vụ, Cục, đơn vị trực thuộc,") is None, person_name("ĐỖ Hoàng Anh Tuấn")
    (True, 'Đỗ Hoàng Anh Tuấn')
    >>> person_name("NguyễnVăn Hà"), person_name("H'Yim Kđoh")
    ('Nguyễn Văn Hà', "H'Yim Kđoh")
    """
    plain = TITLES.sub("", SCRAP.sub("", text).strip(" .:;-–—_\"'“”*|\\/"))
    if ENTRY.match(fold(plain)):
        return None
    words = _with_family(_in_small(_parted(STROKES.sub(" ", plain)).split()))
    if len(words) > FEWEST and words[0] in HILL_NAMES and not has_family(words[1]):
        return unusual_name(plain)
    words = _trimmed(words)
    if not FEWEST <= len(words) <= MOST or not _are_syllables(words):
        return None
    families = BY_FOLDED.get(fold(words[0]), ())
    offices = all(word.lower() in NOT_IN_NAMES for word in words)
    if offices or not families or any(word.isupper() for word in words):
        return None
    if words[0].lower() not in families and (len(families) == 1 or families[0] in COMMON):
        words[0] = families[0].capitalize()  # a mark that OCR added or lost
    return " ".join(words)


def _parted(text: str) -> str:
    """Return a text with the blanks that names lost: "NguyễnVăn Hà"."""
    seams = [
        at
        for at in range(2, len(text))
        if text[at].isupper() and text[at - 2].isalpha() and text[at - 1].islower()
    ]
    return " ".join(text[start:end] for start, end in pairwise((0, *seams, len(text))))


def _trimmed(words: list[str]) -> list[str]:
    """Drop from both ends what is no syllable of a name."""
    fit = [at for at, word in enumerate(words) if _is_syllable(word)]
    return words[fit[0] : fit[-1] + 1] if fit else []


def _in_small(words: list[str]) -> list[str]:
    """Return a name with its family in small letters, where that alone stands in capitals."""
    first, rest = words[:1], words[1:]
    shouted = len(rest) >= FEWEST and first[0].isupper() and first[0].lower() in FAMILY_NAMES
    return [first[0].capitalize(), *rest] if shouted and all(map(str.istitle, rest)) else words


def _with_family(words: list[str]) -> list[str]:
    """Complete a family name whose beginning the seal hides, where only one ends so."""
    hidden = words[0].islower() and words[0] not in NOT_IN_NAMES if words else False
    if len(words) < FEWEST + 1 or not hidden or len(words[0]) < FEWEST:
        return words
    rest = words[0]
    whole = [name for name in FAMILY_NAMES if fold(name) == fold(rest)]
    ending = [name for name in FAMILY_NAMES if len(rest) > FEWEST and name.endswith(rest)]
    found = whole or ending
    return [found[0].capitalize(), *words[1:]] if len(found) == 1 else words


def has_family(name: str) -> bool:
    """Tell whether a name begins with a family name; else its first syllable may be lost.

    >>> has_family("Đỗ Thị Nhung"), has_family("Thị Nhung"), has_family("Tấn Lộc")
    (True, False, False)
    """
    first = name.split()[0].lower()
    return first in FAMILY_NAMES and first not in MIDDLE_NAMES


def split_signed(text: str) -> tuple[str, str]:
    """Split a line of a signature into the capitals of mark and post, and the name behind them.

    >>> split_signed("BỘ TRƯỞNG Đại tướng Lương Tam Quang"), split_signed("PHÓ GIÁM ĐỐC")
    (('BỘ TRƯỞNG', 'Lương Tam Quang'), ('PHÓ GIÁM ĐỐC', ''))
    """
    words = text.split()
    if _in_small(words) != words and (whole := person_name(text)) is not None:
        return "", whole
    at = len(words)
    while at > 0 and not (words[at - 1].isupper() and len(words[at - 1]) > 1):
        at -= 1
    tail = " ".join(words[at:])
    post = TITLES_AT_END.sub("", " ".join(words[:at]))
    name = person_name(tail) or (unusual_name(tail) if post else None)
    return (post, name) if name is not None and post else (text, "")


def signed_name(text: str) -> str | None:
    """Return the name a line of a signature consists of or ends with, or None.

    Saved text may set a name in capitals, or behind the post on one line.

    >>> signed_name("PHÓ GIÁM ĐỐC Nguyễn Văn Hà"), signed_name("NGUYỄN VĂN HÀ"), signed_name("PHÓ GIÁM ĐỐC")
    ('Nguyễn Văn Hà', 'Nguyễn Văn Hà', None)
    """
    return person_name(text) or split_signed(text)[1] or _shouted_name(text)


def unusual_name(text: str) -> str | None:
    """Return a name whose family is not in the list; only to be asked right below a post.

    >>> unusual_name("Y Krông Niê"), unusual_name("Mang Văn Thới"), unusual_name("Như Điều 3")
    ('Y Krông Niê', 'Mang Văn Thới', None)
    >>> unusual_name("K’ Brôi"), unusual_name("Trường Giang"), unusual_name("Trường Mầm Non")
    ('K’ Brôi', 'Trường Giang', None)
    """
    plain = TITLES.sub("", text.strip(" .:;-–—_*|"))
    words = plain.split()
    if HILL_WHOLE.fullmatch(plain):
        return plain
    if not FEWEST <= len(words) <= MOST or not _are_syllables(words):
        return None
    asked = words[1:] if len(words) == FEWEST and words[0] in PEN_NAMES else words
    known = any(word.lower() in NOT_IN_NAMES for word in asked)
    shouted = any(word.isupper() and word not in HILL_NAMES for word in words)
    return None if known or shouted else " ".join(words)


def bare_name(text: str) -> str | None:
    """Return a name of any family that a whole line is, no post; only to be asked beside "(Đã ký)".

    >>> bare_name("| Hải Triều"), bare_name("Thủ Tướng"), bare_name("Nơi nhận"), bare_name("Hải Triều ký")
    ('Hải Triều', None, None, None)
    """
    return None if letters(text) in FOLDED else unusual_name(text)


def name_below_mark(text: str) -> str | None:
    """Return the name a line below "(Đã ký)" consists of, in capitals or not.

    >>> name_below_mark("VI NÔNG TRƯỜNG"), name_below_mark("RAH LAN CHUNG"), name_below_mark("Nơi nhận:")
    ('Vi Nông Trường', 'Rah Lan Chung', None)
    """
    words = TITLES.sub("", text.strip(" .;-–—_*")).split()
    plain = [word.title() if text.isupper() else word for word in words]
    fits = FEWEST <= len(plain) <= MOST and _are_syllables(plain)
    return " ".join(plain) if fits else None


def _shouted_name(text: str) -> str | None:
    """Return a name set all in capitals: a family name first, no word of a post or body."""
    words = TITLES.sub("", text.strip()).split()
    known = [word.lower() for word in words]
    if not text.isupper() or not FEWEST <= len(words) <= MOST or known[0] not in FAMILY_NAMES:
        return None
    if letters(text) in FOLDED:
        return None  # "TRƯƠNG ĐOÀN" is a misread "TRƯỞNG ĐOÀN"
    # The last syllable of a whole name may be any: "LÊ QUỐC PHÒNG".
    asked = known[:-1] if len(known) > FEWEST and known[0] in COMMON else known
    # No body's name begins with these: "NGUYỄN HỒNG TRƯỜNG SƠN".
    asked = [] if len(known) > FEWEST and known[0] in NEVER_BODIES else asked
    if any(word in NOT_IN_NAMES for word in asked) or not all(map(str.isalpha, words)):
        return None
    return " ".join(word.capitalize() for word in words)


def _are_syllables(words: Sequence[str]) -> bool:
    """Tell whether words may be a name: "A" and "Y" stand in names of the hills ("Giàng A Tông").

    >>> _are_syllables(["Hầu", "A", "Lễnh"]), _are_syllables(["H'Yim", "Kđoh"]), _are_syllables(["A", "B"])
    (True, True, False)
    """
    single = [at for at, word in enumerate(words) if word in HILL_NAMES]
    hill = len(single) == 1 and single[0] < FEWEST and len(words) >= FEWEST
    return all(_is_syllable(word) or (hill and word in HILL_NAMES) for word in words) and (
        not hill or len(words) > FEWEST or single == [0]
    )


def _is_syllable(word: str) -> bool:
    """Tell whether a word may be a syllable of a name: a capital, then small letters."""
    return (
        WORD.fullmatch(word) is not None
        and len(word) <= LONGEST_SYLLABLE
        and word[0].isupper()
        and (word[1:].islower() or word.isupper() or HILL_FAMILY.fullmatch(word) is not None)
        and len(word) > 1
        and not VOWELS.isdisjoint(fold(word))
    )
