"""A cited code is held against the stored letters of its day: borne out, doubted, never replaced."""

import pytest

from nlp.record import FieldName, FieldStatus, Reference
from nlp.why import Why
from records import corrections
from records.desk import Desk, Spot
from records.models import Document, FieldValue
from records.offers import offer_of
from tests.review.letters import NOW, field, read

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


@pytest.mark.parametrize(
    ("code", "day", "doubtful"),
    [
        ("116/KH-SGDĐ", "2026", True),  # a sign of the symbol is lost
        ("116/KH-SGDĐ", "2026-02", True),
        ("116/KH-SGDĐ", "2025", False),
        ("116/KH-SGDĐ", "2026-03", False),
        ("176/KH-SGDĐT", "2026", False),  # a letter of its own, as likely as not
        ("116/KH-SGDĐ", None, False),
    ],
)
def test_a_citation_of_a_year_is_doubted_only_for_the_symbol(
    code: str, day: str | None, *, doubtful: bool
) -> None:
    stored("116/KH-SGDĐT")
    row = cited(code, day=day)
    assert (row.status == FieldStatus.NEEDS_REVIEW) is doubtful
    assert offered(row) == (["116/KH-SGDĐT"] if doubtful else [])


@pytest.mark.parametrize(("day", "known"), [("2026", True), ("2026-02", True), ("2024", False)])
def test_a_citation_of_a_year_is_borne_out(day: str, *, known: bool) -> None:
    stored("116/KH-SGDĐT")
    row = cited("116/KH-SGDĐT", day=day, confidence=0.6)
    assert (row.status == FieldStatus.ACCEPTED) is known


def test_the_year_of_a_code_is_the_year_cited() -> None:
    stored("7/2024/TT-BGDĐT", day="2024-05-02")
    assert cited("7/2024/TT-BGDĐT", day=None, confidence=0.6).status == FieldStatus.ACCEPTED
    assert cited("7/2025/TT-BGDĐT", day=None, confidence=0.6).status == FieldStatus.NEEDS_REVIEW


@pytest.mark.parametrize("day", [DAY, "2026"])
def test_a_doubt_is_lifted_when_the_cited_letter_comes(day: str) -> None:
    doubtful = cited("116/KH-SGDĐT", day=day, confidence=0.6)
    elsewhere = cited("116/KH-SGDĐT", day="2024-02-27", confidence=0.6)
    without_day = cited("116/KH-SGDĐT", day=None, confidence=0.6)
    assert doubtful.record.document.doubtful == 1
    stored("116/kh-SGDĐT")
    for row in (doubtful, elsewhere, without_day):
        row.refresh_from_db()
    assert (doubtful.confidence, doubtful.status) == (0.98, FieldStatus.ACCEPTED)
    assert Document.objects.get(pk=doubtful.record.document_id).doubtful == 0
    assert {elsewhere.status, without_day.status} == {FieldStatus.NEEDS_REVIEW}


def test_a_doubt_is_lifted_when_staff_put_the_cited_letter_right() -> None:
    row = cited("116/KH-SGDĐT", confidence=0.6)
    letter = read(
        [
            field(FieldName.NUMBER, "176"),
            field(FieldName.SYMBOL, "KH-SGDĐT"),
            field(FieldName.CODE, "176/KH-SGDĐT"),
            field(FieldName.ISSUED_ON, DAY),
        ]
    )
    row.refresh_from_db()
    assert row.status == FieldStatus.NEEDS_REVIEW
    desk = Desk(letter.pk, None, NOW)
    corrections.correct(desk, Spot(FieldName.NUMBER), "116", seen=0)
    row.refresh_from_db()
    assert row.status == FieldStatus.ACCEPTED


def test_what_staff_put_right_stays_theirs() -> None:
    row = cited("116/KH-SGDĐT", confidence=0.6)
    desk = Desk(row.record.document_id, None, NOW)
    value = {**row.value, "role": "implements"}
    corrections.correct(desk, Spot(FieldName.REFERENCES), value, seen=0)
    stored("116/KH-SGDĐT")
    row = FieldValue.objects.get(record_id=row.record_id, name=FieldName.REFERENCES)
    assert row.status == FieldStatus.CORRECTED
