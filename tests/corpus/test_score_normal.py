"""Normalising for the scoring: what is folded, what is kept."""

import pytest

from corpus.score.normal import caseless, code_form, normal, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("Thuý", "Thúy"),
        ("UỶ BAN", "ỦY BAN"),
        ("khoẻ", "khỏe"),
        ("Sở  Y tế\n", "Sở Y tế"),
        ("“Chủ động”; ’abc‘ x", "\"Chủ động\"; 'abc' x"),
        ("Hải Phòng – 2026", "Hải Phòng - 2026"),
        ("- Như trên;", "Như trên"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_spellings_that_mean_the_same_are_one(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sở Y tế", "sở y tế"), ("hoa", "hòa"), ("a-b", "ab"), ("12", "21"), ("Đ", "D")],
)
def test_differences_that_matter_are_kept(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_case_and_blanks_are_folded_only_where_the_rules_say() -> None:
    assert caseless("PHÓ GIÁM ĐỐC") == caseless("Phó Giám đốc")
    assert code_form("897 - qđ / tu") == "897-QĐ/TU"


def test_only_punctuation_is_nothing() -> None:
    assert normal(" ... - ") == ""


def test_similarity_is_one_minus_distance_over_the_longer() -> None:
    assert similarity("", "") == 1.0
    assert similarity("ab", "") == 0.0
    assert similarity("kitten", "sitting") == pytest.approx(1 - 3 / 7)
