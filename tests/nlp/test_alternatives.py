"""What is offered beside a value: kinds of misreadings, never the value itself, nothing where all is sure."""

import pytest

from corpus.load import lexicons
from nlp.alternatives import MOST, Seen, others
from nlp.document import Box, Confidence, Line, TextLayer, Word
from nlp.draft import examined
from nlp.finding import Found
from nlp.record import Draft, FieldName, Signer, Value, record_json


def seen(name: FieldName, value: Value, quote: str, *beside: Found, sure: float = 0.5) -> Seen:
    words = [Word(text, Box(0, 0, 9, 9), Confidence(sure)) for text in quote.split()]
    return Seen(Found(name, value, 0, len(quote)), words, quote, beside)


def test_poorly_read_number_is_offered_with_confused_digits() -> None:
    offered = others(seen(FieldName.NUMBER, "163", "Số: 163"), lexicons())
    assert "763" in offered
    assert "103" in offered
    assert len(offered) == MOST


def test_well_read_number_is_offered_nothing() -> None:
    assert others(seen(FieldName.NUMBER, "163", "Số: 163", sure=0.96), lexicons()) == ()


def test_day_is_offered_only_as_days_there_are() -> None:
    offered = others(seen(FieldName.ISSUED_ON, "2026-02-20", "ngày 20"), lexicons())
    assert offered == ("2026-02-26", "2026-02-28")


@pytest.mark.parametrize(
    ("name", "value", "beside", "offered"),
    [
        (FieldName.DOCUMENT_TYPE, "KH", (FieldName.SYMBOL, "TB-SGDĐT"), ("TB",)),
        (FieldName.DOCUMENT_TYPE, "KH", (FieldName.SYMBOL, "KH-SGDĐT"), ()),
        (FieldName.SYMBOL, "KH-SGDĐT", (FieldName.DOCUMENT_TYPE, "TB"), ("TB-SGDĐT",)),
        (FieldName.SYMBOL, "SGDĐT-VP", (FieldName.DOCUMENT_TYPE, "CV"), ()),
        (FieldName.PLACE, "Hà Giang", (FieldName.PLACE, "Tuyên Quang"), ("Tuyên Quang",)),
    ],
)
def test_other_fields_offer_theirs(
    name: FieldName, value: str, beside: tuple[FieldName, str], offered: tuple[str, ...]
) -> None:
    other = Found(beside[0], beside[1], 0, 1)
    assert others(seen(name, value, value, other), lexicons()) == offered


def test_issuer_is_offered_as_printed() -> None:
    offered = others(seen(FieldName.ISSUER, "Sở Y tế", "SƠ Y TẾ"), lexicons())
    assert offered[0] == "SƠ Y TẾ"
    assert "Sở Y tế" not in offered


def test_name_is_offered_with_other_marks_on_its_doubtful_syllable() -> None:
    signer = Signer("Trần Thị Hương", "GIÁM ĐỐC")
    offered = others(seen(FieldName.SIGNERS, signer, "GIÁM ĐỐC Trần Thị Hương"), lexicons())
    names = [one.name for one in offered if isinstance(one, Signer)]
    assert "Trần Thị Hường" in names or "Trần Thị Hưởng" in names
    assert all(isinstance(one, Signer) and one.position == "GIÁM ĐỐC" for one in offered)


def test_evidence_goes_with_the_value_but_not_into_the_record() -> None:
    lines = [
        Line(tuple(Word(text, Box(100 + 60 * n, y, 155 + 60 * n, y + 20), Confidence(0.6))
                   for n, text in enumerate(said.split())))
        for y, said in ((60, "SỞ GIÁO DỤC VÀ ĐÀO TẠO"), (100, "Số: 15/KH-SGDĐT"))
    ]  # fmt: skip
    page = TextLayer(0, 1000, 1400, tuple(lines))
    found = [field for field, _evidence in examined([page], lexicons())]
    number = next(field for field in found if field.name is FieldName.NUMBER)
    assert number.why is not None
    assert number.why.worst is not None
    assert number.why.worst[1] == 0.6
    assert number.others
    evidence = record_json(Draft((number,)))["evidence"]
    assert isinstance(evidence, dict)
    beside = evidence["number"]
    assert isinstance(beside, dict)
    assert set(beside) == {"confidence", "page", "box", "quote", "status"}
