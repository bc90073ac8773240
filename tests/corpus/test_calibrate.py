"""The confidence is fitted on judged values: what is more often wrong gets less."""

import json
from pathlib import Path

import pytest

from corpus.load import CONFIDENCE, calibration, lexicons
from corpus.train.calibrate import (
    Example,
    examples_of,
    fitted,
    probability,
    thresholds,
    unseen_hands,
    write,
)
from nlp.confidence import FEATURES, Evidence
from nlp.plain_text import layer_of_text
from nlp.record import FieldName

GOOD = Evidence(FieldName.SUBJECT, 0.9, (0.95,))
POOR = Evidence(FieldName.SUBJECT, 0.5, (0.3,), illegal=0.5)
NAME = Evidence(FieldName.SIGNERS, 0.8, (0.9,))
EXAMPLES = [
    *(Example(GOOD, right=True) for _ in range(60)),
    *(Example(POOR, right=at % 3 > 0) for at in range(30)),
    *(Example(NAME, right=at % 10 > 0) for at in range(50)),
]


def test_shares_that_were_right_come_back() -> None:
    fit = fitted(EXAMPLES)
    assert probability(fit, GOOD) > 0.95
    assert probability(fit, POOR) == pytest.approx(2 / 3, abs=0.1)
    assert probability(fit, NAME) == pytest.approx(0.9, abs=0.06)


def test_only_what_is_right_often_enough_is_accepted() -> None:
    fit = fitted(EXAMPLES)
    least = thresholds(fit, EXAMPLES)
    assert probability(fit, GOOD) >= least[FieldName.SUBJECT] > probability(fit, POOR)
    assert least[FieldName.SIGNERS] > probability(fit, NAME)


def test_one_error_does_not_send_all_of_a_field_to_staff() -> None:
    mostly = [Example(GOOD, right=at > 0) for at in range(100)]
    place = Evidence(FieldName.PLACE, 0.9, (0.95,))
    others = [Example(place, right=True) for _ in range(900)]
    fit = fitted([*mostly, *others])
    least = thresholds(fit, [*mostly, *others])
    assert probability(fit, GOOD) >= least[FieldName.SUBJECT]


def test_the_model_is_written_with_what_it_rests_on(tmp_path: Path) -> None:
    write(tmp_path / "models" / "confidence.json", EXAMPLES)
    model = json.loads((tmp_path / "models" / "confidence.json").read_text(encoding="utf-8"))
    assert model["values"] == {"signers": 50, "subject": 90}
    assert set(model["weights"]) == set(FEATURES)


def test_values_of_a_letter_are_judged_one_by_one() -> None:
    text = "SỞ Y TẾ\nSố: 15/TB-SYT\nHuế, ngày 05 tháng 3 năm 2026\nTHÔNG BÁO\nVề việc nghỉ lễ\n"
    truth = {"number": "15", "symbol": "TB-SYT", "issued_on": "2026-03-06"}
    examples = list(examples_of([layer_of_text(text)], truth))
    by_name = {one.evidence.name: one.right for one in examples}
    assert by_name == {
        FieldName.NUMBER: True,
        FieldName.SYMBOL: True,
        FieldName.ISSUED_ON: False,
    }


def test_the_shipped_model_is_loaded() -> None:
    assert CONFIDENCE.exists()
    shipped = calibration()
    assert shipped is not None
    assert lexicons().calibration is not None
    assert {FieldName.NUMBER, FieldName.SIGNERS, FieldName.DEADLINES} <= set(shipped.offsets)
    assert all(0.5 < least <= 1 for least in shipped.accept.values())


def test_numbers_in_unseen_hands_teach_that_doubtful_digits_are_often_wrong() -> None:
    doubtful, sure = Evidence(FieldName.NUMBER, 0.95, (0.7,), core=0.7), Evidence(FieldName.NUMBER, 0.95, (0.97,), core=0.97)  # fmt: skip
    known = [Example(sure, right=True)] * 100 + [Example(doubtful, right=True)] * 40
    alone, taught = fitted(known), fitted([*known, *unseen_hands()])
    assert probability(taught, doubtful) < probability(alone, doubtful)
    assert probability(taught, sure) - probability(taught, doubtful) > 0.02
