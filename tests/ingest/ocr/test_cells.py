"""Words that ran together in a table's cells are read again, line by line."""

from dataclasses import replace

import pytest

from ingest.ocr import cells
from ingest.ocr.cells import with_blanks
from ingest.options import ReadOptions
from nlp.document import Line
from tests.ingest.ocr.print import line, printed

DPI = 200.0
TEXT = "Hoàn thành học bạ số cấp tiểu học"
PAGE = printed((900, 200), [(100, 80, 34, TEXT)])
BOX = (100, 84, 570, 116)
CELL = (0, 1, 1)


def read(*lines: Line) -> list[str]:
    return [one.text for one in with_blanks(lines, PAGE, dpi=DPI, options=ReadOptions())]


def in_cell(text: str, *, sure: float = 0.95) -> Line:
    return replace(line(BOX, text, sure=sure), cell=CELL)


@pytest.mark.parametrize(
    "glued", ["Hoànthànhhọcbạsốcấp tiểu học", "Hoàn thành họcbạ số cấp tiểuhọc"]
)
def test_words_of_a_cell_get_their_blanks_back(glued: str) -> None:
    [seen] = with_blanks([in_cell(glued)], PAGE, dpi=DPI, options=ReadOptions())
    assert seen.text == TEXT
    assert seen.cell == CELL
    assert all(BOX[0] - 5 < word.box.left < word.box.right < BOX[2] + 9 for word in seen.words)


def test_a_word_whose_seam_is_a_letter_is_read_again() -> None:
    assert read(in_cell("Hoàn thành họcrbạ số cấp tiểu học", sure=0.4)) == [TEXT]


def test_what_says_something_else_is_not_taken() -> None:
    other = in_cell("Kiểmtra việcbảođảm an toàn")
    assert read(other) == [other.text]


def test_lines_outside_tables_and_whole_words_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "lines_of", None)
    free = line(BOX, "Hoànthànhhọcbạsốcấp tiểu học")
    whole = in_cell("Hoàn thành học bạ số VNPT-iOffice 28/02/2026 UBND")
    assert read(free, whole) == [free.text, whole.text]
