"""Encodings before Unicode: every letter of each table, and text that must stay as it is."""

import unicodedata
from itertools import product

import pytest

from nlp.legacy import _TABLES, Encoding, encoding_of_font, shows_capitals, to_unicode

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = {unicodedata.normalize("NFC", v + t) for v, t in product(VOWELS, TONES)} - set("aeiouy")

# Published samples, typed with the keyboard programs of their time.
SAMPLES = [
    (Encoding.TCVN3, "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    (Encoding.TCVN3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    (Encoding.TCVN3, "tr\u00adëng, tr-íc, nh- (-u tiªn)", "trưởng, trước, như (ưu tiên)"),
    (
        Encoding.VNI,
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
    ),
    (Encoding.VNI, "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
    (Encoding.VNI, "Thuûy, kyø, mỹ, quyù, Kyù", "Thủy, kỳ, mỹ, quý, Ký"),
    (Encoding.VPS, "C¶ng hòa xã h¶i chû nghïa ViŒt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
]


@pytest.mark.parametrize(("encoding", "written", "meant"), SAMPLES)
def test_samples(encoding: Encoding, written: str, meant: str) -> None:
    assert " ".join(to_unicode(word, encoding) for word in written.split()) == meant


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VPS])
def test_every_small_letter_has_one_code(encoding: Encoding) -> None:
    letters = list(_TABLES[encoding].values())
    assert len(letters) == len(set(letters))
    assert set(letters) >= LETTERS | {"đ"}


@pytest.mark.parametrize("encoding", list(Encoding))
@pytest.mark.parametrize("text", ["01/2005/TT-BGDDT", "a-b", "2004-2005", "e-mail", "THPT", ""])
def test_plain_codes_are_left_alone(encoding: Encoding, text: str) -> None:
    assert to_unicode(text, encoding) == text


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        ("ABCDEF+.VnArialH", Encoding.TCVN3, True),
        (".VnTimeH,Bold", Encoding.TCVN3, True),
        ("VnTime-Bold", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI-Helve-Condense", Encoding.VNI, False),
        ("VPSTimes", Encoding.VPS, False),
        ("Times New Roman", None, False),
        ("UVnTime", None, False),
    ],
)
def test_fonts(font: str, encoding: Encoding | None, capitals: bool) -> None:  # noqa: FBT001
    assert encoding_of_font(font) is encoding
    assert shows_capitals(font) is capitals
