"""The figure of reading: letters nobody has seen are made up, drawn and compared."""

import random

from corpus.samples.look import CLEAN
from corpus.score.pages import Read, figures, mixed, true_text


def test_letters_are_mixed_from_several_and_always_the_same() -> None:
    first, again = mixed(random.Random(5)), mixed(random.Random(5))
    assert first == again
    parts = [mixed(random.Random(seed)).name for seed in range(5)]
    assert len(set(parts)) == len(parts)


def test_the_true_text_has_the_body_and_no_page_numbers_or_marks() -> None:
    letter = next(
        one for seed in range(60) if (one := mixed(random.Random(seed))).urgency is not None
    )
    lines = true_text(letter, CLEAN).split("\n")
    assert letter.urgency not in lines
    assert not {"2", "3"} & set(lines)
    assert lines.index(letter.signers[0].name) < lines.index("Nơi nhận:")


def test_figures_add_up_by_look() -> None:
    done = [Read("a", "Sở Y tế", "Sở Y té"), Read("a", "Kính gửi", "Kính gửi"), Read("b", "x", "x")]
    scores = figures(done)
    assert (scores["a"].edits, scores["a"].characters) == (1, 15)
    assert scores["all"].characters == 16
    assert scores["b"].character_error == 0.0
