"""Abbreviated units: what the letter spells out goes before what the lexicon knows."""

import pytest

from nlp.fields.units import abbreviates, unit_names

KNOWN = {"TCCB": "Tổ chức cán bộ", "GDMN": "Giáo dục Mầm non", "GDTH": "Giáo dục Tiểu học"}
LETTER = (
    "Sở Giáo dục và Đào tạo (GDĐT) giao Phòng Giáo dục Thường xuyên, Giáo dục Nghề nghiệp và Đại học"
    " chủ trì; Phòng Kế hoạch - Tài chính phối hợp."
)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Phòng GDTX, GDNN&ĐH", "Phòng Giáo dục Thường xuyên, Giáo dục Nghề nghiệp và Đại học"),
        ("Phòng KHTC", "Phòng Kế hoạch - Tài chính"),
        ("Phòng TCCB", "Phòng Tổ chức cán bộ"),
        ("Phòng GDMN&GDTH", "Phòng Giáo dục Mầm non và Giáo dục Tiểu học"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
    ],
)
def test_abbreviations_are_spelled_out(short: str, full: str) -> None:
    assert unit_names(LETTER, KNOWN).resolved(short) == full


@pytest.mark.parametrize(
    "name", ["Văn phòng", "Phòng XYZ", "UBND tỉnh", "Phòng Giáo dục", "Ban II"]
)
def test_other_names_are_left_alone(name: str) -> None:
    assert unit_names(LETTER, KNOWN).resolved(name) == name


@pytest.mark.parametrize(
    ("short", "words", "fits"),
    [
        ("CMNV", "chuyên môn, nghiệp vụ", True),
        ("GDĐT", "Giáo dục và Đào tạo", True),
        ("GDDT", "Giáo dục và Đào tạo", False),
        ("GDTrH", "Giáo dục Tiểu học", False),
        ("GDTH", "Giáo dục", False),
    ],
)
def test_first_letters(short: str, words: str, fits: object) -> None:
    assert abbreviates(short, words) is fits


def test_a_text_without_blanks_states_nothing() -> None:
    assert unit_names("1" * 100_000 + " (GDĐT)", {}).stated == {}
