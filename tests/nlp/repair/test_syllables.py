"""The rules of spelling: tables of right and wrong, and what must hold for every syllable."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.repair.syllables import all_syllables, has_mark, is_legal, parse, tone_folded

COUNTED = Path(__file__).resolve().parents[3].parent / "shared" / "lists" / "syllables_freq.tsv"
CLOSED_SET = sorted(all_syllables())

LEGAL = """
    nghiêng khuỷu khuya quyển quốc quạt quýt quờ gì gìn giếng giữa giúp gà ghế ghi nguyễn ngoằn huỳnh
    thuở ương yêu yên ỉa ý y kỹ lý mỹ kẻ kiểm xoong moóc buýt oẳn uỷ ủy hoà hòa hoạch thuê xuân
    đường được rượu người hươu tươi kiều sếp séc xẻng kịch bệch lệnh huênh ngoéo ngoao khoáy tuýp
    pin sa pa kạn
"""
ILLEGAL = """
    phat hoc viet mach tep kà kó cê ci gê ghà ngê nghà qa qan qú ă â đă câ yêt iêu uơn ươ ưo
    ngừơi đựơc hõac hòan qúy họat tiếngg nguyenx zô fa wi jun b ng á́ thuơng mâi uât
    nguời chuơng cừơng
"""


@pytest.mark.parametrize("syllable", LEGAL.split())
def test_legal(syllable: str) -> None:
    assert is_legal(syllable)
    assert is_legal(syllable.upper())
    assert is_legal(unicodedata.normalize("NFD", syllable))


@pytest.mark.parametrize("syllable", [*ILLEGAL.split(), "", "12", "n-ước", "hà nội", "x" * 1000])
def test_illegal(syllable: str) -> None:
    assert not is_legal(syllable)


def test_closed_set_is_legal_nfc_and_of_known_size() -> None:
    assert len(CLOSED_SET) == len(set(CLOSED_SET))
    # Counts in the literature go from 16,000 to 18,000, by which rare rhymes are let in.
    assert 16_000 < len(CLOSED_SET) < 18_000
    assert all(is_legal(one) for one in CLOSED_SET)
    assert all(unicodedata.is_normalized("NFC", one) for one in CLOSED_SET)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ", min_size=1, max_size=7))
def test_what_is_legal_is_in_the_closed_set(syllable: str) -> None:
    assert is_legal(syllable) == (syllable in CLOSED or syllable == "kạn")


CLOSED = frozenset(CLOSED_SET)


@given(st.sampled_from(CLOSED_SET))
def test_stop_codas_take_two_tones_only(syllable: str) -> None:
    found = parse(syllable)
    assert found is not None
    if found.rhyme.endswith(("c", "ch", "p", "t")):
        assert found.tone in ("\u0301", "\u0323")


@given(st.text())
def test_never_raises(text: str) -> None:
    is_legal(text)
    has_mark(text)
    tone_folded(text)


@given(st.lists(st.sampled_from(CLOSED_SET)).map(" ".join))
def test_folding_keeps_syllables_and_is_stable(text: str) -> None:
    folded = tone_folded(text)
    assert tone_folded(folded) == folded
    for before, after in zip(text.split(), folded.split(), strict=True):
        assert parse(before) == parse(after)


def test_both_placements_are_one_syllable() -> None:
    assert parse("thuý") == parse("thúy") == parse("THÚY")
    assert tone_folded("HOÀ BÌNH, Uỷ ban, quý, khoẻ.") == "HÒA BÌNH, Ủy ban, quý, khỏe."


@pytest.mark.parametrize(
    ("syllable", "marked"),
    [("đi", True), ("Đ", True), ("ơi", True), ("à", True), ("ban", False), ("が", False)],
)
def test_marks(syllable: str, *, marked: bool) -> None:
    assert has_mark(syllable) is marked


def test_rules_accept_running_text() -> None:
    if not COUNTED.exists():
        pytest.skip(f"counted syllables are not here: {COUNTED}")
    counts = [line.split("\t") for line in COUNTED.read_text(encoding="utf-8").splitlines()]
    whole = sum(int(count) for _, count in counts)
    legal = sum(int(count) for syllable, count in counts if is_legal(syllable))
    assert legal / whole > 0.999
