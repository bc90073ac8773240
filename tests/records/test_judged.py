"""What staff judge becomes a line to fit the confidence on, and no longer when it is undone."""

from dataclasses import replace

import pytest

from corpus.train.calibrate import example_of
from nlp.record import FieldName
from nlp.why import Why
from records import corrections
from records.desk import Desk, Spot
from records.judged import judged_values
from records.models import Document
from tests.review.letters import NOW, field, read

pytestmark = pytest.mark.django_db

WHY = Why(0.9, 0.95, ("Thứ", 0.6), 0.0, 1, printed=False, core=0.7)


def letter() -> Document:
    names = (FieldName.ISSUER, FieldName.PLACE)
    return read([replace(field(name, "Huế"), why=WHY) for name in names])


def desk(document: Document) -> Desk:
    return Desk(document.pk, None, NOW)


def test_what_nobody_looked_at_is_no_line() -> None:
    letter()
    assert list(judged_values()) == []


def test_a_corrected_value_was_wrong_until_the_correction_is_undone() -> None:
    document = letter()
    corrections.correct(desk(document), Spot(FieldName.PLACE), "Huệ", seen=0)
    (line,) = judged_values()
    assert (line["letter"], line["name"], line["right"]) == (document.pk, "place", False)
    corrections.undo(desk(document))
    assert list(judged_values()) == []


def test_of_an_approved_letter_every_value_was_judged() -> None:
    document = letter()
    corrections.remove(desk(document), Spot(FieldName.PLACE), seen=0)
    corrections.approve(desk(document))
    assert {line["name"]: line["right"] for line in judged_values()} == {
        "issuer": True,
        "place": False,
    }


def test_a_line_is_an_example_with_the_evidence_of_its_value() -> None:
    document = letter()
    corrections.correct(desk(document), Spot(FieldName.PLACE), "Huệ", seen=0)
    (line,) = judged_values()
    example = example_of(line)
    rule, mean, worst, illegal, agrees, differs, printed, core = example.evidence.features()
    assert (round(mean, 6), round(worst, 6), round(core, 6)) == (0.05, 0.4, 0.3)
    assert (agrees, differs, printed, illegal, example.right) == (1, 0, 0, 0, False)
    assert rule > 2
