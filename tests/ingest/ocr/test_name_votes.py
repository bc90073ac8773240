"""Of many readings of one row the name most of them say is taken, and the parts yield to the whole."""

import pytest

from ingest.ocr.name_votes import elected, is_decided
from nlp.document import Box, Confidence, Line, Word


def reading(text: str, sure: float = 0.9) -> Line:
    """Return a reading whose words end where those of the others end."""
    words: list[Word] = []
    right = 600.0
    for token in reversed(text.split()):
        left = right - 16 * len(token)
        words.insert(0, Word(token, Box(left, 10, right, 40), Confidence(sure)))
        right = left - 12
    return Line(tuple(words))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (["Trần Thị Mây"], "Trần Thị Mây"),
        (["Thị Mây", "Thị Mây", "Trần Thị Mây"], "Trần Thị Mây"),
        (["Tề Thị Mây", "Trần Thị Mây", "Trần Thị Mây"], "Trần Thị Mây"),
        (["HÀ Bùi Xuân Dũng", "Bùi Xuân Dũng"], "Bùi Xuân Dũng"),
        (["Trần Thị Mậy", "Trần Thị Mây", "Trần Thị Mây"], "Trần Thị Mây"),
        (["Thị Mây", "~ Thị Mây"], "Thị Mây"),
        (["yên Thị Mây"], "Thị Mây"),
    ],
)
def test_the_name_most_readings_say_is_taken(said: list[str], name: str) -> None:
    line = elected([reading(text) for text in said])
    assert line is not None
    assert line.text == name


@pytest.mark.parametrize("said", [[], ["GIÁM ĐỐC"], ["9 / 5"], ["Tề Thị Mây 5"]])
def test_what_is_no_name_or_a_rare_one_read_once_is_not_taken_whole(said: list[str]) -> None:
    line = elected([reading(text) for text in said])
    assert line is None or line.text != "Trần Thị Mây"


def test_readings_that_differ_make_a_word_less_sure() -> None:
    agreed = elected([reading("Trần Thị Mây")] * 3)
    torn = elected([reading("Trần Thị Mây"), reading("Trần Thị Mây"), reading("Phan Thị Mây")])
    assert agreed is not None
    assert torn is not None
    assert torn.words[0].confidence < 0.7 < agreed.words[0].confidence


def test_enough_is_enough() -> None:
    assert is_decided([reading("Trần Thị Mây")] * 3)
    assert not is_decided([reading("Trần Thị Mây")])
    assert not is_decided([reading("Hoàng Anh")] * 5)
    assert not is_decided([reading("Trần Thị Mây"), reading("Phan Thị Mây")] * 3)
