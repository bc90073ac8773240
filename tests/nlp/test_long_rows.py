"""Rows of saved text that are longer than any letter's: read, with no more work a word than short ones."""

from collections.abc import Callable

import pytest

from nlp.layout import quoted_lines, twin_signatures
from nlp.reflowed import reflowed

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
