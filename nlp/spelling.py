"""Spells names of bodies and places as they are printed in good letters: OCR text in, text out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.folding import fold
from nlp.lexicons import Lexicons
from nlp.phrases import Phrases, phrases_of

# Parts from which names of bodies are made; facts, in the spelling of Decree 30's own examples.
BODY_WORDS: tuple[str, ...] = (
    "Ủy ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND", "Ủy ban", "Bộ", "Sở", "Ban", "Phòng",
    "Cục", "Vụ", "Tổng cục", "Chi cục", "Văn phòng", "Trung tâm", "Trường", "Học viện", "Viện",
    "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu", "và",
    "Sở Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo", "Phòng Giáo dục & Đào tạo", "Sở Y tế",
    "Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "Sở Tư pháp", "Sở Công Thương",
    "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Văn hóa và Thể thao",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Kế hoạch và Đầu tư", "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội", "Sở Giao thông vận tải", "Sở Ngoại vụ", "Sở Du lịch",
    "Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Dân tộc và Tôn giáo",
    "Phòng Văn hóa - Xã hội", "Phòng Nội vụ", "Phòng Y tế", "Phòng Tư pháp", "Phòng Kinh tế",
    "Trường Đại học", "Trường Cao đẳng", "Trường Trung học phổ thông", "Trường THPT", "THPT",
    "Trường Trung học cơ sở", "Trường THCS", "Trường Tiểu học", "Trường Mầm non", "chuyên",
    "Đảng bộ", "Đảng ủy", "Chi bộ", "Thành ủy", "Tỉnh ủy", "Huyện ủy", "Quận ủy", "Ban Tổ chức",
    "Ban Tuyên giáo", "Ban Chấp hành", "Ban Thường vụ", "Ủy ban Kiểm tra", "Văn phòng Chính phủ",
    "Bộ Nông nghiệp và PTNT", "Công đoàn Giáo dục", "Công đoàn", "Việt Nam", "Cục trưởng",
    "Tổng Liên đoàn Lao động Việt Nam", "Liên đoàn Lao động", "Mặt trận Tổ quốc", "Hội",
    "Đoàn TNCS Hồ Chí Minh", "Quốc hội", "khóa", "Đoàn đại biểu Quốc hội", "Công an", "Kho bạc Nhà nước",
    "Cục Nhà giáo và Cán bộ quản lý giáo dục", "Bảo hiểm xã hội", "Viện kiểm sát nhân dân",
    "Ban Quản lý dự án", "Ban Quản lý", "Đầu tư xây dựng", "Thanh tra", "Hội Khuyến học",
    "Hội Chữ thập đỏ", "Hội Cựu giáo chức", "Ban Dân vận", "Ban Tuyên giáo và Dân vận", "Ban Nội chính",
    "Chủ tịch nước", "Hội đồng Thẩm phán", "Hội đồng Bộ trưởng", "Đoàn Chủ tịch",
    "Hội Liên hiệp Phụ nữ Việt Nam", "Hội Nông dân Việt Nam", "Thuế", "Thuế tỉnh", "Hải quan", "Kiểm lâm", "Trưởng", "Chủ tịch", "Ngân hàng", "Chi nhánh", "Đại học",
    "Ban Chỉ huy", "Bộ Chỉ huy", "Quân sự", "Tập đoàn", "Tổng công ty", "Công ty", "Điện lực", "Bưu điện",
    "Hạ tầng và Đô thị", "Kinh tế, Hạ tầng và Đô thị", "Thi hành án dân sự", "Thống kê", "Thủy lợi", "Thủy sản",
    "Chăn nuôi và Thú y", "Trồng trọt và Bảo vệ thực vật", "Chất lượng", "Giám sát", "Quản lý", "Lưu trữ",
    "Bảo tàng", "Thư viện", "Thanh niên", "Phụ nữ", "Nông dân", "Cựu chiến binh", "Khí tượng thủy văn",
    "Tòa án nhân dân", "Bệnh viện", "Đa khoa", "Khoa học", "Bệnh viện Đa khoa", "Trung tâm Y tế", "Hội đồng", "giáo dục", "nhân dân",
)  # fmt: skip
ROMAN = frozenset(
    [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
    ]
)
PROVINCIAL = ("tỉnh", "thành phố", "TP.", "TP")
LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """Names by their folded form."""

    bodies: Phrases
    places: Mapping[str, str]


@lru_cache(maxsize=4)
def spelling_of(lexicons: Lexicons) -> Spelling:
    """Return the names of the lexicons, ready to look up."""
    names = sorted(lexicons.places)
    places: dict[str, str] = {}
    for name in (*lexicons.provinces, *names):
        places.setdefault(fold(name), name)
    # "tỉnh" stands before a province alone: "TỈNH ĐÔNG THÁP" cannot be the commune Đông Tháp.
    ruled = [f"{level} {name}" for name in lexicons.provinces for level in PROVINCIAL]
    bodies = phrases_of((*BODY_WORDS, *lexicons.agencies, *ruled), (*lexicons.provinces, *names))
    return Spelling(bodies, places)


def place(text: str, lexicons: Lexicons) -> str | None:
    """Return the known place a text names, as printed on maps, or None."""
    known = spelling_of(lexicons).places
    plain = text.translate(LOOKALIKES).strip(" .,;:'\"")
    if plain in lexicons.places:
        return plain
    folded = fold(plain)
    for prefix in (
        "",
        "tp ",
        "tp. ",
        "tp.",
        "t.p ",
        "t.p. ",
        "tx. ",
        "thanh pho ",
        "tinh ",
        "huyen ",
        "xa ",
        "phuong ",
    ):
        if prefix and not folded.startswith(prefix):
            continue
        name = known.get(folded.removeprefix(prefix))
        if name is not None:
            return name if not prefix else f"{text[: len(prefix)]}{name}"
    return None


def body(text: str, lexicons: Lexicons) -> tuple[str, bool]:
    """Return the name of a body well spelled, and whether every word of it is known.

    A name wholly known is given in ordinary case; another stays as printed.
    """
    words = text.translate(LOOKALIKES).split()
    segments = spelling_of(lexicons).bodies.segments(words)
    known = [x.proper is not None or words[x.start].strip(",") in ROMAN for x in segments]
    if not all(known):
        return spelling_of(lexicons).bodies.respell(" ".join(words)), False
    name = " ".join(_as_printed(words[x.start : x.end], x.proper) for x in segments)
    return name[:1].upper() + name[1:], True


def _as_printed(words: Sequence[str], proper: Sequence[str] | None) -> str:
    """Return a part of a name in ordinary case; a comma or a full stop after it stays."""
    if proper is None:
        return " ".join(words)
    sign = words[-1][-1]
    return " ".join(proper) + (sign if sign in ",." and not proper[-1].endswith(sign) else "")


def sentence(text: str, lexicons: Lexicons) -> str:
    """Return a text printed all in capitals in ordinary case; names of places keep theirs."""
    if not text.isupper():
        return text
    words = text.split()
    folded = [fold(word) for word in words]
    known = spelling_of(lexicons).places
    plain = [word if _is_abbreviation(word) else word.lower() for word in words]
    for size in (3, 2):
        for at in range(len(words) - size + 1):
            name = known.get(" ".join(folded[at : at + size]))
            if name is not None and at > 0 and folded[at - 1] in LEVELS:
                plain[at : at + size] = name.split()
    whole = " ".join(plain)
    return whole[:1].upper() + whole[1:]


LEVELS = frozenset(("tinh", "pho", "huyen", "quan", "xa", "phuong", "tran"))
VOWELS = frozenset("aeiouy")


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word in capitals is an abbreviation: no vowel, a digit, or a sign inside.

    >>> _is_abbreviation("THPT"), _is_abbreviation("NĂM"), _is_abbreviation("GD&ĐT")
    (True, False, True)
    """
    core = fold(word.strip("\"“”'().,;:"))
    return len(core) > 1 and (not VOWELS & set(core) or "&" in core or core in ROMAN_FOLDED)


ROMAN_FOLDED = frozenset(fold(number) for number in ROMAN if len(number) > 1)
