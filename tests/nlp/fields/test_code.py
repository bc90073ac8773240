"""Number, symbol and code in the head; the title tells a Tờ trình from a Thông tư."""

from dataclasses import replace

import pytest

from corpus.load import lexicons
from nlp.document import Confidence
from nlp.fields import code
from nlp.finding import Found
from nlp.record import FieldName
from nlp.zones import Zone, ZoneName
from tests.nlp.building import doc_of, zone

CASES = [
    ("Số: 1114/KH-SGDĐT", "KẾ HOẠCH", "1114", "KH-SGDĐT"),
    ("Số:        /SGDĐT-VP", "Kính gửi: Các trường", None, "SGDĐT-VP"),
    ("Số: ?/QĐ-UBND", "QUYẾT ĐỊNH", None, "QĐ-UBND"),
    ("Số: 23/TT-THNVX", "TỜ TRÌNH", "23", "TTr-THNVX"),
    ("Số: 18/2025/TT-BKHCN", "THÔNG TƯ", "18", "2025/TT-BKHCN"),
    ("Số 05-CTr/TU", "CHƯƠNG TRÌNH", "05", "CTr/TU"),
]


@pytest.mark.parametrize(("line", "title", "number", "symbol"), CASES)
def test_number_and_symbol(line: str, title: str, number: str | None, symbol: str) -> None:
    doc = doc_of(_read(zone(line, ZoneName.HEAD_LEFT)), zone(title, ZoneName.TITLE))
    found = {one.name: one.value for one in code.find(doc, lexicons())}
    assert found.get(FieldName.NUMBER) == number
    assert found[FieldName.SYMBOL] == symbol
    assert (FieldName.CODE in found) == (number is not None)


@pytest.mark.parametrize(
    ("line", "issuer", "symbol"),
    [
        ("Số: 12/SVYT-NVD", "Sở Y tế", "SYT-NVD"),
        ("Số: 12/YT-NVD_ˆ", "Sở Y tế", "SYT-NVD"),
        ("Số: 12/QĐ-UBMD", "Ủy ban nhân dân tỉnh Điện Biên", "QĐ-UBND"),
        ("Số: 12/TB-ĐHLN", "Trường Đại học Lâm nghiệp", "TB-ĐHLN"),
        ("Số: 12/TB-VP", "Sở Y tế", "TB-VP"),
    ],
)
def test_the_part_for_the_issuer_is_spelled_as_its_name(
    line: str, issuer: str, symbol: str
) -> None:
    doc = doc_of(_read(zone(line, ZoneName.HEAD_LEFT)))
    doc._.found = [Found(FieldName.ISSUER, issuer, 0, 1, 0.9)]
    found = {one.name: one.value for one in code.find(doc, lexicons())}
    assert found[FieldName.SYMBOL] == symbol


def _read(printed: Zone) -> Zone:
    """Return a zone as OCR reads it: a printed symbol is never respelt."""
    lines = (
        replace(
            line, words=tuple(replace(word, confidence=Confidence(0.97)) for word in line.words)
        )
        for line in printed.lines
    )
    return replace(printed, lines=tuple(lines))
