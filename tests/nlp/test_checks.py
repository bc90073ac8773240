"""Values of one letter bear each other out, or not."""

import pytest

from corpus.load import lexicons
from nlp.checks import Letter, agreement
from nlp.finding import Found
from nlp.record import Deadline, FieldName, Reference, Relation, Signer, Value


def found(name: FieldName, value: Value) -> Found:
    return Found(name, value, 0, 1)


LETTER = [
    found(FieldName.DOCUMENT_TYPE, "KH"),
    found(FieldName.SYMBOL, "KH-SGDĐT"),
    found(FieldName.ISSUER, "Sở Giáo dục và Đào tạo"),
    found(FieldName.ISSUER_PARENT, "UBND thành phố Hải Phòng"),
    found(FieldName.PLACE, "Hải Phòng"),
    found(FieldName.ISSUED_ON, "2026-02-03"),
    found(FieldName.SIGNERS, Signer("Nguyễn Thu Hương", "GIÁM ĐỐC")),
    found(FieldName.REFERENCES, Reference("35/KH-UBND", "2026-01-09", "KH")),
    found(FieldName.DEADLINES, Deadline("2026-03-01", Relation.BY, action="gửi báo cáo")),
    found(FieldName.RECIPIENTS, "Như trên"),
    found(FieldName.RECIPIENTS, "Lưu: VT"),
]


@pytest.mark.parametrize("one", LETTER, ids=lambda one: one.name)
def test_a_letter_that_fits_together(one: Found) -> None:
    expected = 0 if one.name is FieldName.ISSUER_PARENT else 1
    assert agreement(one, Letter(LETTER), lexicons()) == expected


@pytest.mark.parametrize(
    "odd",
    [
        found(FieldName.DOCUMENT_TYPE, "QĐ"),
        found(FieldName.ISSUED_ON, "2026-01-02"),
        found(FieldName.DEADLINES, Deadline("2025-03-01", Relation.BY, action="gửi báo cáo")),
        found(FieldName.REFERENCES, Reference("36/KH-UBND", "2026-01-09", "KH")),
        found(FieldName.REFERENCES, Reference("99/QĐ-UBND", "2026-01-09", "KH")),
    ],
    ids=lambda one: f"{one.name}",
)
def test_what_speaks_against_the_rest(odd: Found) -> None:
    others = [one for one in LETTER if one.name is not odd.name or one.name is FieldName.REFERENCES]
    assert agreement(odd, Letter([odd, *others]), lexicons()) == -1


@pytest.mark.parametrize(
    "one",
    [
        found(FieldName.PLACE, "Huế"),
        found(FieldName.ISSUED_ON, "2026-02"),
        found(FieldName.SIGNERS, Signer("Hương")),
        found(FieldName.DEADLINES, Deadline(None, Relation.ONGOING)),
        found(FieldName.REFERENCES, Reference(None)),
        found(FieldName.SUBJECT, "việc"),
    ],
    ids=lambda one: one.name,
)
def test_what_cannot_be_checked_stays_open(one: Found) -> None:
    assert agreement(one, Letter([one]), lexicons()) == 0
