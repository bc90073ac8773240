"""Comparing a layer with the page it belongs to: each word where it stands."""

from collections.abc import Sequence

from corpus.score.layers import Compared, Kind, compared, said
from nlp.document import Box, Line, TextLayer, Word

SIZE = 10


def layer(*rows: Sequence[tuple[str, float, float]]) -> TextLayer:
    """Return a layer of rows of words: text, left, right."""
    lines = [
        Line(tuple(Word(text, Box(left, top, right, top + SIZE)) for text, left, right in row))
        for top, row in zip(range(0, 100, 2 * SIZE), rows, strict=False)
    ]
    return TextLayer(0, 100, 100, tuple(lines))


PAGE = layer([("Căn", 0, 20), ("cứ", 30, 40), ("Luật", 50, 70)], [("Điều", 0, 20), ("12", 30, 40)])


def kinds(read: TextLayer) -> list[Kind]:
    return [word.kind for word in compared(PAGE, read)]


def test_the_same_words_are_right_and_numbers_do_not_count() -> None:
    assert kinds(PAGE) == [Kind.RIGHT] * 4


def test_each_kind_of_error_is_named() -> None:
    read = layer([("Căncứ", 0, 40), ("Lu", 50, 60), ("ật", 61, 70)])
    assert kinds(read) == [Kind.TOGETHER, Kind.TOGETHER, Kind.TORN, Kind.LOST]
    assert kinds(layer([("Can", 0, 20)]))[:2] == [Kind.WRONG, Kind.LOST]


def test_words_that_were_parted_again_are_right() -> None:
    assert kinds(layer([("Căn cứ", 0, 40), ("Luật", 50, 70)]))[:3] == [Kind.RIGHT] * 3


def test_the_order_of_lines_does_not_count() -> None:
    turned = PAGE.with_lines(reversed(PAGE.lines))
    assert kinds(turned) == [Kind.RIGHT] * 4


def test_a_page_without_a_layer_lost_all() -> None:
    assert kinds(layer()) == [Kind.LOST] * 4


def test_the_report_counts_lost_words_apart() -> None:
    words = [Compared("Căn", "Căn", Kind.RIGHT), Compared("cứ", "", Kind.LOST)]
    assert "right 50.0%, of those the layer has 100.0%; 1 lost" in said("x", words)
