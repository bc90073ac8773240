"""Evidence becomes a probability; more doubt never raises it."""

from dataclasses import replace

import pytest

from nlp.confidence import FEATURES, Calibration, Evidence, of, status_of, uncalibrated
from nlp.document import Confidence
from nlp.record import FieldName, FieldStatus

WEIGHTS = dict.fromkeys(FEATURES, 0.0) | {
    "rule": 1.0,
    "mean_doubt": -3.0,
    "worst_doubt": -2.0,
    "illegal": -2.0,
    "agrees": 1.0,
    "differs": -2.0,
}
FITTED = Calibration(
    tuple(WEIGHTS[name] for name in FEATURES),
    {FieldName.SUBJECT: 1.0},
    {FieldName.SUBJECT: 0.9},
)
SUBJECT = Evidence(FieldName.SUBJECT, 0.9, (0.95, 0.9))


@pytest.mark.parametrize(
    "worse",
    [
        replace(SUBJECT, certainty=0.6),
        replace(SUBJECT, words=(0.95, 0.4)),
        replace(SUBJECT, illegal=0.5),
        replace(SUBJECT, agreement=-1),
    ],
)
def test_doubt_lowers_the_probability(worse: Evidence) -> None:
    assert 0 < of(worse, FITTED) < of(SUBJECT, FITTED) < 1


def test_agreement_raises_it() -> None:
    assert of(replace(SUBJECT, agreement=1), FITTED) > of(SUBJECT, FITTED)


def test_a_rule_that_is_sure_of_itself_stays_finite() -> None:
    assert of(replace(SUBJECT, certainty=1.0), FITTED) < 1
    assert of(replace(SUBJECT, certainty=0.0), FITTED) > 0


def test_a_field_that_was_not_fitted_keeps_the_rules_own_certainty() -> None:
    place = Evidence(FieldName.PLACE, 0.9, (0.5,))
    assert of(place, FITTED) == of(place, None) == uncalibrated(0.9, (0.5,)) < 0.9
    assert uncalibrated(0.9, ()) == 0.9


def test_status_follows_the_fields_own_threshold() -> None:
    sure = Confidence(0.87)
    assert status_of(FieldName.SUBJECT, sure, FITTED) is FieldStatus.NEEDS_REVIEW
    assert status_of(FieldName.PLACE, sure, FITTED) is FieldStatus.ACCEPTED
    assert status_of(FieldName.SUBJECT, sure, None) is FieldStatus.ACCEPTED
