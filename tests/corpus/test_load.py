"""The shipped lexicons: loaded once, well-formed, and facts that must be in them."""

import unicodedata

import pytest

from corpus.lexicons.compile import agencies, families, given_names, place_name
from corpus.load import LEXICONS, lexicons
from nlp.repair.syllables import is_legal, tone_folded


def test_loaded_once() -> None:
    assert lexicons() is lexicons()


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [("KẾ HOẠCH", "KH"), ("TỜ TRÌNH", "TTr"), ("QUYẾT ĐỊNH", "QĐ"), ("GIẤY MỜI", "GM")],
)
def test_document_types(name: str, abbreviation: str) -> None:
    assert lexicons().document_types[name] == abbreviation


def test_named_types_of_the_decree_are_all_there() -> None:
    rows = (LEXICONS / "document_types.tsv").read_text(encoding="utf-8").splitlines()
    assert sum("Decree 30" in row for row in rows) == 27


def test_places_before_and_after_the_merger() -> None:
    assert len(lexicons().provinces) == 64  # 63 before, and Huế
    assert {"Kiên Giang", "An Giang", "Huế", "Thừa Thiên Huế"} <= set(lexicons().provinces)
    assert {"Quảng Long", "Ba Đình", "Phú Quốc", "Hoàn Kiếm"} <= lexicons().places
    assert set(lexicons().provinces) <= lexicons().places


def test_names_of_people() -> None:
    assert {"Nguyễn", "Trần", "Lò", "Giàng", "Hồ"} <= lexicons().family_names
    assert {"Thu", "Hương", "Dũng", "Minh"} <= lexicons().given_names
    assert all(is_legal(name) for name in lexicons().family_names | lexicons().given_names)


def test_every_table_is_nfc_in_one_tone_style() -> None:
    for table in sorted(LEXICONS.glob("*.tsv")):
        text = table.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), table.name
        if table.name != "document_types.tsv":
            assert tone_folded(text) == text, table.name


def test_agencies_are_single_bodies_most_frequent_first() -> None:
    counts = {
        "Bộ công thương": 100,
        "Bộ Công Thương": 30,
        "Bộ Y tế": 120,
        "Bộ Y tế và Bộ Tài chính": 50,
        "Bộ Tài chính hết hiệu lực kể từ ngày": 9,
    }
    assert agencies(counts) == [("Bộ Công Thương", "130"), ("Bộ Y tế", "120")]


def test_families_drop_broken_encodings_and_slips() -> None:
    names = {row[0] for row in families({"Lê": 700, "Le": 2, "Ñoã": 4, "La": 9})}
    assert {"Lê", "La"} <= names
    assert not {"Le", "Ñoã"} & names


def test_given_names_are_counted_by_syllable() -> None:
    assert given_names(["An", "Bình", "An", "x", "Zoé"]) == [("An", "2"), ("Bình", "1")]


@pytest.mark.parametrize(
    ("full", "name"),
    [("Xã Ia H' Drai", "Ia H' Drai"), ("Thành phố Thanh Hoá", "Thanh Hóa"), ("Phường 7", None)],
)
def test_place_names_lose_their_kind(full: str, name: str | None) -> None:
    assert place_name(full) == name
