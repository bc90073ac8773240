"""Rows of saved text that are longer than any letter's: read, with no more work a word than short ones."""

from collections.abc import Callable

import pytest

from nlp.fields.prose import WIDEST, prose
from nlp.finding import letter_of
from nlp.layout import quoted_lines, twin_signatures
from nlp.reflowed import reflowed
from nlp.unglued import unglued
from tests.nlp.building import doc_of, zone

ROW = "Nơi nhận: - Như trên; - Lưu: VT. Kính gửi: Sở Y tế. Căn cứ Luật Giá, "
HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/KH-SYT", "Kính gửi: Sở")


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[str]:
    """Note each text that a function of a module is asked about."""
    asked: list[str] = []
    asks: Callable[[str], object] = getattr(module, name)

    def noted(text: str) -> object:
        asked.append(text)
        return asks(text)

    monkeypatch.setattr(module, name, noted)
    return asked


@pytest.mark.parametrize(
    "words", ["các đơn vị tổ chức họp ", "CHỦ TỊCH ", "Lê Văn An Trần Thị Bê "]
)
def test_a_long_row_is_no_pair_of_signatures(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    asked = counted(monkeypatch, twin_signatures, "person_name")
    assert twin_signatures.twins_parted([words * 500]) == [words * 500]
    assert asked == []


def test_a_long_row_in_capitals_is_not_tried_word_by_word() -> None:
    row = ROW + "PHÓ CHỦ TỊCH " * 400
    assert " ".join(reflowed(row)).split() == row.split()


def test_heads_without_end_look_at_each_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = counted(monkeypatch, quoted_lines, "person_name")
    assert quoted_lines.letters_inside(HEAD * 300) == frozenset()
    assert len(asked) == len(HEAD * 300)


def test_a_row_without_sentences_has_clauses_no_longer_than_one() -> None:
    row = ", ".join(["gửi báo cáo trước ngày 10/3/2026"] * 500)
    text = prose(letter_of(doc_of(zone(row))))
    first, last = text.clause(9000, 9010)
    assert first <= 9000 < 9010 <= last
    assert last - first <= 2 * WIDEST + 10


def test_a_row_of_dots_stays_one_row() -> None:
    assert unglued("." * 40000) == "." * 40000
