"""Text under another encoding comes back letter for letter; other text stays."""

import html
import unicodedata
from html.entities import codepoint2name

import pytest

from corpus.load import repairer
from nlp.repair.edits import undone
from nlp.repair.transcoding import decoded, transcoded

TRUE = """Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;
Ủy ban nhân dân thành phố yêu cầu các sở, ban, ngành, đoàn thể triển khai thực hiện
kế hoạch phòng, chống thiên tai số 15/KH-UBND, gửi về a.b@example.vn trước 17h30."""
TONES = "\u0300\u0301\u0303\u0309\u0323"


def western(stored: bytes) -> str:
    """Return bytes as a program takes them that knows Windows-1252 only."""
    return "".join(bytes([one]).decode("cp1252", "ignore") or chr(one) for one in stored)


def as_1258(text: str) -> bytes:
    """Return text in Windows-1252's Vietnamese sister: letters and, apart, their tones."""
    parts = []
    for letter in text:
        signs = unicodedata.normalize("NFD", letter)
        base = "".join(sign for sign in signs if sign not in TONES)
        tones = "".join(sign for sign in signs if sign in TONES)
        parts.append(unicodedata.normalize("NFC", base) + tones)
    return "".join(parts).encode("cp1258")


def named(letter: str) -> str:
    name = codepoint2name.get(ord(letter))
    return (
        f"&{name};" if name else html.escape(letter).encode("ascii", "xmlcharrefreplace").decode()
    )


UTF8 = TRUE.encode()


@pytest.mark.parametrize(
    "stored",
    [
        western(UTF8),
        UTF8.decode("latin-1"),
        western(western(UTF8).encode()),
        western(as_1258(TRUE)),
        TRUE.encode("ascii", "xmlcharrefreplace").decode(),
        "".join(map(named, TRUE)),
    ],
    ids=["utf-8", "latin-1", "twice", "1258", "numbers", "names"],
)
def test_a_text_comes_back_letter_for_letter(stored: str) -> None:
    made = repairer().repair(stored)
    assert made.text == TRUE
    assert undone(made.text, made.edits) == stored


@pytest.mark.parametrize(
    ("stored", "true"),
    [
        ("Uû ban nh©n d©n thµnh phè yªu cÇu c¸c së, ban, ngµnh, ®oµn thÓ triÓn khai thùc hiÖn",
         "Uỷ ban nhân dân thành phố yêu cầu các sở, ban, ngành, đoàn thể triển khai thực hiện"),
        ("UÛy ban nhaân daân thaønh phoá yeâu caàu caùc sôû, ban, ngaønh, ñoaøn theå trieån khai",
         "Ủy ban nhân dân thành phố yêu cầu các sở, ban, ngành, đoàn thể triển khai"),
    ],
    ids=["TCVN3", "VNI"],
)  # fmt: skip
def test_old_fonts_are_read(stored: str, true: str) -> None:
    assert repairer().repair(stored).text == true


@pytest.mark.parametrize(
    "text",
    [
        TRUE,
        "",
        "Le président a décidé que les écoles élémentaires seront fermées à cause de la grève",
        "Die Behörden prüfen für Schüler größere Räume, höhere Gebühren für alle Bürger und Ämter",
        "Thuc hién k& hoach cua Uy ban nhan dan tinh vé viéc phat trién gido duc, phé bién phap luat",
        "R&D, AT&T, a &lt; b, &copy; 2020 &amp; co, &#9;",
    ],
)
def test_other_text_is_not_taken_for_one(text: str) -> None:
    assert list(transcoded(text)) == []


def test_what_is_not_stored_as_utf8_is_named_byte_by_byte() -> None:
    assert repairer().repair(decoded(as_1258(TRUE))).text == TRUE
    assert decoded(TRUE.encode("utf-16")) == TRUE
    assert decoded(b"\xef\xbb\xbf" + UTF8) == TRUE
    assert decoded(UTF8 + b"\xff") == TRUE + "\ufffd"
