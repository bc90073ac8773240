"""Text scores: words right and character error."""

import pytest

from corpus.score.text import TextScore, score_text


@pytest.mark.parametrize(
    ("gold", "read", "words", "right"),
    [
        ("Sở Y tế", "Sở Y tế", 3, 3),
        ("Sở Y tế", "Sở Y té", 3, 2),
        ("Sở Y tế", "sở Y tế", 3, 2),
        ("Số: 12/KH - 2026", "Số: 12/KH - 2026", 2, 2),
        ("một hai ba", "một ba", 3, 2),
        ("một hai\nba bốn", "ba bốn", 4, 2),
        ("một hai\nba bốn", "một hai\nrác\nba bốn", 4, 4),
        ("một\n\nhai", "một\nhai", 2, 2),
        ("", "rác", 0, 0),
    ],
)
def test_words_right(gold: str, read: str, words: int, right: int) -> None:
    scored = score_text(gold, read)
    assert (scored.words, scored.words_right) == (words, right)


@pytest.mark.parametrize(
    ("gold", "read", "error"),
    [("abcd", "abcd", 0.0), ("abcd", "abxd", 0.25), ("ab\ncd", "ab  cd", 0.0), ("", "", 0.0)],
)
def test_character_error(gold: str, read: str, error: float) -> None:
    assert score_text(gold, read).character_error == error


def test_decomposed_text_equals_composed_text() -> None:
    assert score_text("tế", "te\u0302\u0301").character_error == 0.0


def test_pages_add_up() -> None:
    whole = TextScore(10, 8, 100, 5) + TextScore(10, 10, 100, 0)
    assert whole.words_right_share == 0.9
    assert whole.character_error == 0.025
