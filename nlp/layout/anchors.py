"""Recognises the fixed words of a letter's form, whatever OCR made of them: line text in, yes or no out."""

import re

from rapidfuzz import fuzz

from nlp.folding import fold, letters

MOTTO = "cong hoa xa hoi chu nghia viet nam"
# From 1945 to 1976.
FIRST_MOTTO = "viet nam dan chu cong hoa"
UNDER_MOTTO = "doc lap tu do hanh phuc"
PARTY_MOTTO = "dang cong san viet nam"
# Similarities out of 100; a motto half hidden by a stamp measures about 75, other lines below 55.
MOTTO_LIKE = 72
ANCHOR_LIKE = 80
MOTTO_START = re.compile(r"^[cg][oq0]n[gq]$")

NUMBER = re.compile(
    r"^[\W_]{0,4}(?:(?:bo luat|luat|phap lenh|nghi quyet|lenh|sac lenh|nghi dinh|quyet dinh)\s)?"
    r"s[o06ée]\s{0,2}(?:[:;.,]|\s(?=[\d.…_/]))"
)
GAZETTE = re.compile(
    r"^\W{0,3}(?:\d{1,3}\s+)?cong bao\s?/\s?so\b|^cong bao/"
    r"|^(?:phan\s+)?(?:[ivx]{1,4}\W{0,3})?(?:cac\s+)?van ban (?:quy pham )?phap luat(?: khac)?\W*$"
    r"|^phan van ban (?:khac|hop nhat)\W*$"
)
DATE = re.compile(
    r"ng[a-z]{1,3}\W.*th[a-z]{1,3}\W?.*n[a-z]m\W?.*\d{4}|ng[a-tv-z]y.{0,14}th[a-z]{2}g"
)
DATE_WORDS = re.compile(r"\bng[a-tv-z]y\b.*\bth[a-z]ng\b")
# The second v of "V/v" is read as "y" or as two strokes.
ABOUT = re.compile(r"^\W{0,4}(?:v\s?(?:[/l1i|]\s?[vw]?|/y)\W|v/v$|vv\b|ve viec\b)")
DEAR = re.compile(r"^\W{0,4}k[i1l][nm]h\s?g[uứi][i1l]\b")
RECIPIENTS = re.compile(r"^\W{0,4}([a-z0]{2,4}\s?[a-z]{3,5})\b")
# "TÍM BAN THƯỜNG VỤ" was "T/M BAN THƯỜNG VỤ": so party letters go on behind their marks.
STROKE_READ_AS_LETTER = (
    r"[tk][i1l][mtl](?=\s(?:ban (?:thuong|chap|can)|dang (?:uy|bo)|chi (?:uy|bo)|doan uy|bi thu"
    r"|(?:tinh|thanh|huyen|thi|quan|xa|phuong) uy)\b)"
)
AUTHORITY = re.compile(
    rf"^\W{{0,3}}{STROKE_READ_AS_LETTER}\s[a-z]{{2}}|"
    r"^\W{0,3}(?:tm|kt|tl|tuq|q|t[/.]m|k[/.]t|t[/.]l|[tk][tml]/)(?:[.,:]?\s+|[.:])[a-z]{2}"
)
SIGNED = re.compile(
    r"^\W*(?:da\s?ky|ky ten|ky|chu ky|dau|da ky so)(?:\s?(?:,|va)\s?[a-z ,]{0,30})?\W*$"
)
SIGNED_BY = re.compile(r"^(?:nguoi ky|thoi gian ky|email|co quan|chuc vu|ngay ky|ky boi)\s?:")
KEPT = re.compile(r"^\W{0,4}l[uư]u\s?[:;.,]?\s?(?:vt|vp|v[a-z]\b|hs|hc)")
WIRED = re.compile(r"\bdien\s*:\s*$")
SLIP = re.compile(r"^\W{0,3}(?:sao\s?y|sao\s?luc|trich\s?sao)(?: ban chinh)?\W{0,3}$")
PERSON = re.compile(r"(?:Ông|Bà|Đồng chí|Đ/c)\s\w")
PAGE_NUMBER = re.compile(r"^\W{0,3}\d{1,3}\W{0,3}$")
ANNEX = re.compile(r"^\W{0,4}(?:phu luc|bieu mau|mau so|phu bieu)\b")


def is_motto(text: str) -> bool:
    """Tell whether a line is the country's name at the top right.

    >>> is_motto("CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM"), is_motto("Độc lập - Tự do")
    (True, False)
    """
    words = letters(text)
    if words == FIRST_MOTTO:
        return True
    return len(words) > 20 and fuzz.ratio(words, MOTTO) >= MOTTO_LIKE


def is_party_motto(text: str) -> bool:
    """Tell whether a line is the heading of a party letter."""
    return fuzz.ratio(letters(text), PARTY_MOTTO) >= ANCHOR_LIKE


def is_youth_motto(text: str) -> bool:
    """Tell whether a line is the heading of a letter of the Youth Union.

    >>> is_youth_motto("ĐOÀN TNCS HỒ CHÍ MINH"), is_youth_motto("ĐOÀN XÃ HỒ CHÍ")
    (True, False)
    """
    return letters(text) in ("doan tncs ho chi minh", "doan thanh nien cong san ho chi minh")


def is_wired(text: str) -> bool:
    """Tell whether a line opens the addressees of a telegram.

    >>> is_wired("THỦ TƯỚNG CHÍNH PHỦ điện:"), is_wired("Bàn giao công trình điện: lưới")
    (True, False)
    """
    return WIRED.search(fold(text)) is not None and text[:3].isupper()


def is_under_motto(text: str) -> bool:
    """Tell whether a line is the second line of the motto."""
    return fuzz.ratio(letters(text), UNDER_MOTTO) >= ANCHOR_LIKE


def is_number(text: str) -> bool:
    """Tell whether a line begins like the number line.

    >>> [is_number(text) for text in ("Số: 15/KH", "só;Z/BND-VHXH", "Luật số: 9/2015/QH13", "Sở Y tế")]
    [True, True, True, False]
    """
    return NUMBER.match(fold(text)) is not None


def is_date(text: str) -> bool:
    """Tell whether a line holds "ngày … tháng … năm …"."""
    folded = fold(text)
    return DATE.search(folded) is not None or DATE_WORDS.search(folded) is not None


def is_about(text: str) -> bool:
    """Tell whether a line begins with "V/v" or "Về việc"."""
    return ABOUT.match(fold(text)) is not None


def is_dear(text: str) -> bool:
    """Tell whether a line begins with "Kính gửi"."""
    return DEAR.match(fold(text)) is not None


def is_recipients(text: str) -> bool:
    """Tell whether a line begins with "Nơi nhận".

    >>> is_recipients("Nởi nhận: GIÁM ĐÓC"), is_recipients("Nơi nhận hồ sơ là phòng một cửa")
    (True, False)
    """
    match = RECIPIENTS.match(fold(text))
    if match is None or fuzz.ratio(match.group(1), "noi nhan") < ANCHOR_LIKE:
        return False
    rest = text[match.end() :].strip(" :.;-–")
    return not rest or rest[:2].isupper() or text[match.end() :].lstrip()[:1] in ":;.-"


def is_file_copy(text: str) -> bool:
    """Tell whether a line is the last of the recipients, "Lưu: VT, …"."""
    return KEPT.match(fold(text)) is not None


def is_authority(text: str) -> bool:
    """Tell whether a line begins with an authority mark such as "KT." or "TM.".

    >>> is_authority("KT. GIÁM ĐỐC"), is_authority("-KT ngày 10")
    (True, False)
    """
    match = AUTHORITY.match(fold(text)) if text[:2].isupper() else None
    return match is not None and not text[match.end() - 2 : match.end()].islower()


def is_copy_slip(text: str) -> bool:
    """Tell whether a line heads the slip under a certified copy, which has a signer of its own.

    >>> [is_copy_slip(text) for text in ("SAO Y BẢN CHÍNH", "SAOY", "SAO Y; UBND TỈNH LÀO CAI", "Sao y")]
    [True, True, False, False]
    """
    return text[:3].isupper() and SLIP.match(fold(text)) is not None


def is_signed(text: str) -> bool:
    """Tell whether a line stands for a signature: "(Đã ký)".

    >>> is_signed("(đã ký và đóng dấu)"), is_signed("Đã ký kết hợp đồng"), is_signed("Ký bởi: Sở")
    (True, False, False)
    """
    return SIGNED.match(fold(text)) is not None


def is_signature_note(text: str) -> bool:
    """Tell whether a line belongs to the visible box of a digital signature."""
    return SIGNED_BY.match(fold(text)) is not None


def is_gazette_head(text: str) -> bool:
    """Tell whether a line is the running head of the official gazette.

    >>> is_gazette_head("CÔNG BÁO/Số 459 + 460/Ngày 11-03-2025")
    True
    """
    return GAZETTE.match(fold(text)) is not None


def is_person(text: str) -> bool:
    """Tell whether an entry names a person: "Ông Lê Văn An", "Đồng chí Bí thư".

    >>> is_person("Bà Trần Thị Mẫu"), is_person("Bàn giao hồ sơ")
    (True, False)
    """
    return PERSON.match(text) is not None


def is_page_number(text: str) -> bool:
    """Tell whether a line is nothing but a page number."""
    return PAGE_NUMBER.match(text) is not None


def is_annex(text: str) -> bool:
    """Tell whether a line is the heading of an annex."""
    return text[:3].isupper() and ANNEX.match(fold(text)) is not None
