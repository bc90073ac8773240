"""Reads the encodings that came before Unicode: text as a font-bound program stored it goes in, Vietnamese comes out.

Until about 2005 offices wrote with fonts that show Vietnamese letters in the places of Western
ones. A PDF printed so has perfect text under the wrong names: "nh©n d©n" is "nhân dân" in TCVN3.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from nlp.repair.syllables import is_legal


class Encoding(StrEnum):
    """An encoding before Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VPS = "VPS"


# The tables name, after each letter, its code in hexadecimal (published: TCVN 5712:1993; the VNI
# and VPS tables of GNU recode and of Vietnamese keyboard programs agree with them).
_TCVN3 = (
    "à b5 á b8 â a9 ã b7 è cc é d0 ê aa ì d7 í dd ò df ó e3 ô ab õ e2 ù ef ú f3 ý fd ă a8 đ ae ĩ dc "
    "ũ f2 ơ ac ư ad ạ b9 ả b6 ấ ca ầ c7 ẩ c8 ẫ c9 ậ cb ắ be ằ bb ẳ bc ẵ bd ặ c6 ẹ d1 ẻ ce ẽ cf ế d5 "
    "ề d2 ể d3 ễ d4 ệ d6 ỉ d8 ị de ọ e4 ỏ e1 ố e8 ồ e5 ổ e6 ỗ e7 ộ e9 ớ ed ờ ea ở eb ỡ ec ợ ee ụ f4 "
    "ủ f1 ứ f8 ừ f5 ử f6 ữ f7 ự f9 ỳ fa ỵ fe ỷ fb ỹ fc Â a2 Ê a3 Ô a4 Ă a1 Đ a7 Ơ a5 Ư a6"
)
_VPS = (
    "à e0 á e1 â e2 ã e3 è e8 é e9 ê ea ì ec í ed ò f2 ó f3 ô f4 õ f5 ù f9 ú fa ý 9a ă e6 đ c7 ĩ ef "
    "ũ db ơ d6 ư dc ạ e5 ả e4 ấ c3 ầ c0 ẩ c4 ẫ c5 ậ c6 ắ a1 ằ a2 ẳ a3 ẵ a4 ặ a5 ẹ cb ẻ c8 ẽ eb ế 89 "
    "ề 8a ể 8b ễ cd ệ 8c ỉ cc ị ce ọ 86 ỏ d5 ố d3 ồ d2 ổ b0 ỗ 87 ộ b6 ớ a7 ờ a9 ở aa ỡ ab ợ ae ụ f8 "
    "ủ fb ứ d9 ừ d8 ử ba ữ bb ự bf ỳ ff ỵ 9c ỷ 9b ỹ cf À 80 Á c1 Â c2 Ã 82 È d7 É c9 Ê ca Ì b5 Í b4 "
    "Ò bc Ó b9 Ô d4 Õ be Ù a8 Ú da Ý dd Ă 88 Đ f1 Ĩ b8 Ũ ac Ơ f7 Ư d0 Ấ 83 Ầ 84 Ẩ 85 Ẻ de Ẽ fe Ằ 8e "
    "Ẵ f0 Ề 93 Ể 94 Ễ 95 Ỉ b7 Ỏ bd Ố 96 Ồ 97 Ổ 98 Ờ 9e Ở 9f Ỡ a6 Ủ d1 Ứ ad Ừ af Ử b1 Ỳ b2 Ỷ fd Ỹ b3"
)
# VNI writes a letter and, after it, its mark; a few letters have a code of their own.
_VNI_MARKS: Mapping[str, str] = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_TONES = "ùøûõï"
_VNI_LETTERS: Mapping[str, str] = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì",
}  # fmt: skip
_VNI = re.compile(
    rf"([aeo])([{''.join(_VNI_MARKS)}])|([ôöuy])([{_VNI_TONES}])|([{''.join(_VNI_LETTERS)}])",
    re.IGNORECASE,
)
# Neither letter is used in Vietnamese; fonts show them like the ones that are meant.
LOOKALIKES = str.maketrans("ƣƢðÐ", "ưƯđĐ")

_FONTS: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"^\.?Vn[A-Z]"), Encoding.TCVN3),
    (re.compile(r"^VNI[-_ ]"), Encoding.VNI),
    (re.compile(r"^VPS"), Encoding.VPS),
)
_CAPITALS = re.compile(r"^\.?Vn\w*H(?:$|[,-])")
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def _single(table: str) -> Mapping[int, str]:
    """Return a table for `str.translate`: how a PDF names each code (Windows-1252) → letter."""
    parts = table.split()
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {ord(_named(int(code, 16))): letter for letter, code in pairs}


def _named(code: int) -> str:
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:  # the five codes that Windows-1252 leaves free
        return chr(code)


_TABLES: Mapping[Encoding, Mapping[int, str]] = {
    Encoding.TCVN3: _single(_TCVN3),
    Encoding.VPS: _single(_VPS),
}


def to_unicode(token: str, encoding: Encoding) -> str:
    """Return a token as it was meant.

    Args:
        token: A printed word with the names that a Western program gives its codes.
        encoding: What it was written in.

    >>> to_unicode("tr-ëng", Encoding.TCVN3), to_unicode("tröôøng", Encoding.VNI)
    ('trưởng', 'trường')
    >>> to_unicode("ÇiŠu", Encoding.VPS), to_unicode("01-UBND", Encoding.TCVN3)
    ('điều', '01-UBND')
    """
    if encoding is Encoding.VNI:
        return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, token))
    text = token.translate(_TABLES[encoding])
    return _without_hyphens(text) if encoding is Encoding.TCVN3 else text


def encoding_of_font(name: str) -> Encoding | None:
    """Return the encoding that a font stands for, or None.

    >>> encoding_of_font("ABCDEF+.VnTimeH"), encoding_of_font("Times New Roman")
    (<Encoding.TCVN3: 'TCVN3'>, None)
    """
    plain = _SUBSET.sub("", name)
    return next((encoding for pattern, encoding in _FONTS if pattern.match(plain)), None)


def shows_capitals(name: str) -> bool:
    """Tell whether a TCVN3 font draws small letters as capitals (its name ends in H).

    >>> shows_capitals(".VnTimeH"), shows_capitals("ABCDEF+.VnTime"), shows_capitals("VNI-Times")
    (True, False, False)
    """
    return _CAPITALS.match(_SUBSET.sub("", name)) is not None


def _vni_letter(found: re.Match[str]) -> str:
    plain, mark, own, tone, alone = found.groups()
    if plain is not None:
        return plain + _VNI_MARKS[mark.lower()]
    letter = own or alone
    meant = _VNI_LETTERS.get(letter.lower(), letter.lower())
    marked = meant + (_VNI_MARKS[tone.lower()] if tone else "")
    return marked.upper() if letter.isupper() else marked


def _without_hyphens(text: str) -> str:
    """Undo what PDFs do to ư of TCVN3: its code is a hyphen in theirs."""
    if "-" not in text and "\u00ad" not in text:
        return text
    parts = re.split(r"([^\w\u00ad-]+)", text)
    return "".join(_meant(part) for part in parts)


def _meant(part: str) -> str:
    letters = re.sub("[-\u00ad]", "ư", part)
    changed = letters != part and any(map(str.isalpha, part))
    return letters if changed and is_legal(letters) else part
