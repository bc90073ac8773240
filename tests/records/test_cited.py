"""A cited code is held against the stored letters of its day: borne out, doubted, never replaced."""

import pytest

from nlp.record import FieldName, FieldStatus, Reference
from nlp.why import Why
from records.models import FieldValue
from records.offers import offer_of
from tests.review.letters import field, read

pytestmark = pytest.mark.django_db

DAY = "2026-02-27"
PRINTED = Why(0.9, None, None, 0.0, 0, printed=True)


def stored(code: str, day: str = DAY) -> None:
    read([field(FieldName.CODE, code), field(FieldName.ISSUED_ON, day)])


def cited(
    code: str, *, day: str | None = DAY, confidence: float = 0.95, why: Why | None = None
) -> FieldValue:
    """Store a letter that cites another, and return the citation as it was kept."""
    value = Reference(code, day, role="basis")
    letter = read([field(FieldName.REFERENCES, value, confidence=confidence, why=why)])
    return FieldValue.objects.get(record__document=letter, name=FieldName.REFERENCES)


def offered(row: FieldValue) -> list[object]:
    others = offer_of(row.record, FieldName.REFERENCES, 0).others
    return [one.get("code") for one in others if isinstance(one, dict)]


@pytest.mark.parametrize("code", ["176/KH-SGDĐT", "16/KH-SGDĐT", "116/KH-SGTTT", "116/KH-SGDĐ"])
def test_one_misread_sign_from_a_stored_letter_goes_to_staff_with_that_letter(code: str) -> None:
    stored("116/KH-SGDĐT")
    row = cited(code)
    doubtful = code != "116/KH-SGTTT"  # two signs
    assert row.value["code"] == code
    assert (row.status == FieldStatus.NEEDS_REVIEW) is doubtful
    assert offered(row) == (["116/KH-SGDĐT"] if doubtful else [])


def test_a_code_that_a_stored_letter_bears_is_borne_out() -> None:
    stored("116/KH-SGDĐT")
    stored("176/KH-SGDĐT")
    row = cited("116/kh - SGDĐT", confidence=0.6)
    assert (row.confidence, row.status) == (0.98, FieldStatus.ACCEPTED)
    assert offered(row) == []


@pytest.mark.parametrize("day", ["2026-02-26", "2026-02", None])
def test_letters_of_other_days_say_nothing(day: str | None) -> None:
    stored("116/KH-SGDĐT")
    row = cited("176/KH-SGDĐT", day=day)
    assert (row.confidence, row.status) == (0.95, FieldStatus.ACCEPTED)


def test_digits_that_nobody_confuses_and_text_without_ocr_are_not_doubted() -> None:
    stored("116/KH-SGDĐT")
    assert cited("112/KH-SGDĐT").status == FieldStatus.ACCEPTED
    assert cited("176/KH-SGDĐT", why=PRINTED).status == FieldStatus.ACCEPTED
