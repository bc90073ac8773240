"""Numbers-and-symbols in running text, spelt as OCR returns them."""

import pytest

from nlp.fields.codes import canonical, codes_in, type_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kế hoạch số 354/KH-UBND ngày", "354/KH-UBND"),
        ("Nghị quyết 03/2024/NQ-HĐND quy định", "03/2024/NQ-HĐND"),
        ("Nghị định số 42/2010/NĐ-CP ngày", "42/2010/NĐ-CP"),
        ("Nghị định số 42/2010/ND-CP ngày", "42/2010/NĐ-CP"),
        ("Quyết định số 06 / 2015 / QD - UBND", "06/2015/QĐ-UBND"),
        ("Quyết định số 06/2015/QÐ-UBND", "06/2015/QĐ-UBND"),
        ("Thông báo số 144-TB/TU ngày", "144-TB/TU"),
        ("Chương trình số 05-CTr/TU", "05-CTr/TU"),
        ("Chỉ thị số 41-CT/TW", "41-CT/TW"),
        ("Nghị quyết số 14- NQ/TU, ngày", "14-NQ/TU"),
        ("Quyết định số 897 – QĐ/TU", "897-QĐ/TU"),
        ("Công văn số 11662/VP-TH ngày", "11662/VP-TH"),
        ("số 345/SGD&ĐT-GDTrH,GDTX ngày", "345/SGD&ĐT-GDTrH,GDTX"),
        ("số 345/SGD&DT-GDTrH", "345/SGD&ĐT-GDTrH"),
        ("Thông tư liên tịch số 13/2016/TTLT-BYT-BGDĐT", "13/2016/TTLT-BYT-BGDĐT"),
        ("Thông tư số 26/2016/TT-BGDDT", "26/2016/TT-BGDĐT"),
        ("Công điện số 402/CD-TTG", "402/CĐ-TTg"),
        ("Luật số 36/2024/QH15 ngày", "36/2024/QH15"),
        ("theo KH354/KH- UBND).", "354/KH-UBND"),
        ("Thư mời số 04/GAVI ngày", "04/GAVI"),
        ("số 1114/KH-SGDDT.", "1114/KH-SGDĐT"),
        ("Công văn số 2601/VPCP-KGVX.", "2601/VPCP-KGVX"),
    ],
)
def test_codes_are_read_in_canonical_spelling(text: str, code: str) -> None:
    assert [one.value for one in codes_in(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 30/12/2025",
        "tỉ lệ 1/2 GV",
        "24/24 giờ",
        "Số: /KH-SGDĐT",
        "số …/KH-UBND",
        "100 km/H",
        "05/12/2025 Công văn",
        "3/Quý",
        "02 GV/HS",
        "12/CP",
        "lớp 10/A-B",
        "QĐ-UBND",
    ],
)
def test_what_is_no_code_gives_none(text: str) -> None:
    assert codes_in(text) == []


def test_offsets_number_and_symbol_belong_to_the_text() -> None:
    text = "Thực hiện Kế hoạch số 354/KH-UBND."
    (code,) = codes_in(text)
    assert text[code.start : code.end] == "354/KH-UBND"
    assert (code.number, code.symbol) == ("354", "KH-UBND")


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("KH-SGDĐT", "KH-SGDĐT"),
        ("QD-UBNĐ", "QĐ-UBND"),
        ("TTR-STC", "TTr-STC"),
        ("BC-BCA", "BC-BCA"),
        ("NQ/ TU", "NQ/TU"),
    ],
)
def test_only_parts_in_the_table_are_respelt(symbol: str, expected: str) -> None:
    assert canonical(symbol) == expected


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("KH-UBND", "KH"),
        ("2015/QĐ-UBND", "QĐ"),
        ("CTr/TU", "CTr"),
        ("SYT-NVY", "CV"),
        ("2024/QH15", None),
        ("", None),
    ],
)
def test_the_type_is_read_from_the_symbol(symbol: str, kind: str | None) -> None:
    assert type_of(symbol) == kind
