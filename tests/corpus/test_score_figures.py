"""Figures: counts, precision, recall, F1, calibration and review effort."""

import pytest

from corpus.score.compare import Judged, Outcome
from corpus.score.figures import (
    by_field,
    expected_calibration_error,
    invented_share,
    review_effort,
    tally,
)

LETTERS = [
    Judged("a", "number", Outcome.RIGHT, "1", "1"),
    Judged("b", "number", Outcome.RIGHT, "2", "2"),
    Judged("c", "number", Outcome.WRONG, "3", "8"),
    Judged("d", "number", Outcome.MISSED, "4"),
    Judged("e", "number", Outcome.INVENTED, None, "5"),
    Judged("f", "number", Outcome.EMPTY),
]


def test_counts_follow_the_contract() -> None:
    assert tally(LETTERS).as_json() == {
        "gold": 4,
        "found": 4,
        "right": 2,
        "wrong": 1,
        "missed": 1,
        "invented": 1,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "abstained": 2,
    }


def test_entries_of_a_list_are_counted_one_each() -> None:
    entries = [
        Judged("a", "references", Outcome.RIGHT, "1/A", "1/A"),
        Judged("a", "references", Outcome.WRONG, None, "2/B"),
        Judged("a", "references", Outcome.MISSED, "3/C"),
        Judged("b", "references", Outcome.INVENTED, None, "4/D"),
        Judged("b", "references", Outcome.INVENTED, None, "5/E"),
    ]
    counted = tally(entries)
    assert (counted.gold, counted.found, counted.invented_letters) == (2, 4, 1)
    assert counted.precision == 0.25
    assert counted.recall == 0.5
    assert counted.f1 == pytest.approx(1 / 3)


def test_nothing_to_compare_has_no_share() -> None:
    nothing = tally([Judged("a", "urgency", Outcome.EMPTY)])
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.abstained) == (None,) * 3 + (1,)
    assert invented_share([]) is None


def test_share_of_invented_fields_counts_letters_with_an_empty_gold() -> None:
    urgency = [Judged(name, "urgency", Outcome.EMPTY) for name in "abc"]
    tallies = by_field([*LETTERS, *urgency])
    assert list(tallies) == ["number", "urgency"]
    assert invented_share(tallies.values()) == pytest.approx(1 / 5)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([(1.0, True)] * 20, 0.0),
        ([(1.0, False)] * 20, 1.0),
        ([(0.5, True), (0.5, False)] * 10, 0.0),
        ([(0.9, False)] + [(0.9, True)] * 9, 0.0),
    ],
)
def test_calibration_error(values: list[tuple[float, bool]], error: float) -> None:
    assert expected_calibration_error(values) == pytest.approx(error)


def test_bins_hold_equal_counts() -> None:
    # Two bins of two: (0.2 + 0.4 - 1) and (0.6 + 0.8 - 1), each divided by the four values.
    values = [(0.8, True), (0.2, False), (0.6, False), (0.4, True)]
    assert expected_calibration_error(values, bins=2) == pytest.approx((0.4 + 0.4) / 4)
    assert expected_calibration_error([]) is None


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ([(0.9, True)] * 10, 0.0),
        ([(0.9, False)] * 10, 1.0),
        ([(0.9, True)] * 8 + [(0.5, False)] * 2, 0.2),
        ([(0.9, True), (0.9, False)], 1.0),
        ([(0.99, False)] + [(0.9, True)] * 199, 0.0),
    ],
)
def test_review_effort(values: list[tuple[float, bool]], share: float) -> None:
    assert review_effort(values) == pytest.approx(share)


def test_review_effort_needs_values() -> None:
    assert review_effort([]) is None
