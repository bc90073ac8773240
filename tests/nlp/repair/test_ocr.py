"""Doubtful words of Vietnamese OCR, and letters set apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.load import mended, repairer
from nlp.document import Box, Confidence, LayerSource, Line, TextLayer, Word
from nlp.repair.edits import undone
from nlp.repair.layers import mended_layer
from nlp.repair.ocr import DOUBTFUL

PAGE = """Kính gửi: Phòng Giáo dục và Đào tạo các quận, huyện
Thực hiện nhiệm vụ năm học, Sở Giáo dục và Đào tạo yêu cầu các trường trung học phô thông
báo cáo kêt quả về Sở trước ngày 15/10/2026 để tổng hợp theo Công văn số 12/SGDĐT-VP."""


def page(text: str, doubtful: set[str], source: LayerSource = LayerSource.OCR) -> TextLayer:
    box = Box(0, 0, 1, 1)
    lines = tuple(
        Line(tuple(
            Word(word, box, Confidence(0.5 if word in doubtful else 0.99)) for word in row.split()
        ))
        for row in text.split("\n")
    )  # fmt: skip
    return TextLayer(0, 1, 1, lines, source=source)


def test_a_doubtful_word_is_put_right_where_its_context_is_sure() -> None:
    ((found, mends),) = mended([page(PAGE, {"phô", "kêt"})])
    assert [mend.after for mend in mends] == ["phổ", "kết"]
    assert "trung học phổ thông" in found.text
    assert "báo cáo kết quả" in found.text
    assert [len(line.words) for line in found.lines] == [
        len(row.split()) for row in PAGE.split("\n")
    ]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("I. A\nII. B\nII. C\nIV. D", "I. A\nII. B\nIII. C\nIV. D"),
        ("I. A\nI. B\nIII. C", "I. A\nII. B\nIII. C"),
        ("VI. A\nVII. B\nVII. C", "VI. A\nVII. B\nVIII. C"),
        ("II. A\nII. B\nIII. C", None),
        ("IV. A\nIV. B", None),
        ("I. A\nII. B\nI. C\nII. D", None),
        ("II. khoản\nII. khoản", None),
    ],
)
def test_a_numeral_read_twice_is_the_next(read: str, right: str | None) -> None:
    layer = page(read, set())
    found, _ = mended_layer(layer, repairer())
    assert found.text == (right or layer.text)


def test_sure_words_stay_even_where_they_look_wrong() -> None:
    same = page(PAGE, set())
    assert mended([same]) == [(same, ())]
    assert "học phô thông" in mended([page(PAGE, {"kêt"})])[0][0].text


def test_numbers_codes_and_embedded_layers_stay() -> None:
    found = mended_layer(page(PAGE, set(PAGE.split())), repairer())[0].text
    assert "15/10/2026" in found
    assert "12/SGDĐT-VP." in found
    embedded = page(PAGE, {"phô"}, LayerSource.EMBEDDED)
    assert mended([embedded]) == [(embedded, ())]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=20))
def test_any_page_keeps_its_words(words: list[str]) -> None:
    box = Box(0, 0, 1, 1)
    line = Line(tuple(Word(word, box, Confidence(DOUBTFUL / 2)) for word in words))
    found, _ = mended_layer(TextLayer(0, 1, 1, (line,)), repairer())
    assert len(found.lines[0].words) == len(words)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (
            "C O N G H O A X A H O I C H U N G H I A V I E T N A M",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("U Y B A N N H A N D A N", "ỦY BAN NHÂN DÂN"),
        ("SO GIAO D U C V A D A O T A O", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
    ],
)
def test_letters_set_apart_become_words(read: str, right: str) -> None:
    text = f"Thuc hien ke hoach cua Uy ban nhan dan tinh ve viec phat trien giao duc\n{read}"
    made = repairer().repair(text)
    assert made.text.splitlines()[1] == right
    assert undone(made.text, made.edits) == text
