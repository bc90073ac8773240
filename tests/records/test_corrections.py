"""What staff change is stored at once, never lost, and can be taken back."""

import pytest

from nlp.record import FieldName, Json, Signer
from records import corrections
from records.desk import Desk, Evidence, Spot
from records.errors import NothingToUndo, StaleVersion, WrongState, WrongValue
from records.export import record_of
from records.models import NO_DEADLINE, Correction, Document, Event, FieldValue
from records.states import Change, Happening, State
from tests.review.letters import NOW, failed, field, read

pytestmark = pytest.mark.django_db

SUBJECT = Spot(FieldName.SUBJECT)


def letter() -> Document:
    return read(
        [
            field(FieldName.NUMBER, "15", confidence=0.4),
            field(FieldName.SYMBOL, "KH-SGDĐT"),
            field(FieldName.CODE, "15/KH-SGDĐT", confidence=0.4),
            field(FieldName.SUBJECT, "mua sach", confidence=0.5),
            field(FieldName.SIGNERS, Signer("Trần Thị Mẫu", "GIÁM ĐỐC")),
        ]
    )


def desk(document: Document) -> Desk:
    return Desk(document.pk, None, NOW)


def value(document: Document, name: FieldName) -> Json:
    return record_of(Document.objects.get(pk=document.pk))[name]


def test_correction_keeps_what_stood_before() -> None:
    document = letter()
    corrections.correct(desk(document), SUBJECT, " mua  sách ", seen=0)
    made = Correction.objects.get()
    assert value(document, FieldName.SUBJECT) == "mua sách"
    assert made.before is not None
    assert made.after is not None
    assert made.before["value"] == "mua sach"
    assert made.after["value"] == "mua sách"
    assert made.after["status"] == "corrected"
    document.refresh_from_db()
    assert document.subject == "mua sách"
    assert document.doubtful == 2


def test_pointing_at_words_moves_the_evidence() -> None:
    document = letter()
    box = (0.5, 0.5, 0.6, 0.6)
    shown = Evidence(page=1, box=box, quote="mua sách")
    corrections.correct(desk(document), SUBJECT, "mua sách", seen=0, evidence=shown)
    assert FieldValue.objects.get(name="subject").box == list(box)


def test_second_reviewer_does_not_overwrite_the_first() -> None:
    document = letter()
    corrections.correct(desk(document), SUBJECT, "một", seen=0)
    with pytest.raises(StaleVersion):
        corrections.correct(desk(document), SUBJECT, "hai", seen=0)
    assert value(document, FieldName.SUBJECT) == "một"
    last = Correction.objects.latest("id").pk
    corrections.correct(desk(document), SUBJECT, "hai", seen=last)
    assert value(document, FieldName.SUBJECT) == "hai"


def test_code_follows_its_number_and_goes_with_it() -> None:
    document = letter()
    corrections.correct(desk(document), Spot(FieldName.NUMBER), "16", seen=0)
    assert value(document, FieldName.CODE) == "16/KH-SGDĐT"
    last = Correction.objects.filter(name="number").latest("id").pk
    corrections.remove(desk(document), Spot(FieldName.NUMBER), seen=last)
    assert value(document, FieldName.CODE) is None
    corrections.undo(desk(document))
    assert value(document, FieldName.CODE) == "16/KH-SGDĐT"
    corrections.undo(desk(document))
    assert value(document, FieldName.CODE) == "15/KH-SGDĐT"
    with pytest.raises(NothingToUndo):
        corrections.undo(desk(document))


def test_rows_of_a_list_are_added_and_removed() -> None:
    document = letter()
    corrections.add(desk(document), FieldName.SIGNERS, {"name": "Lê Văn Thử"})
    corrections.remove(desk(document), Spot(FieldName.SIGNERS, 0), seen=0)
    signers = value(document, FieldName.SIGNERS)
    assert isinstance(signers, list)
    assert [signer["name"] for signer in signers if isinstance(signer, dict)] == ["Lê Văn Thử"]
    corrections.add(desk(document), FieldName.SIGNERS, {"name": "Ba"})
    corrections.undo(desk(document))
    corrections.undo(desk(document))
    signers = value(document, FieldName.SIGNERS)
    assert isinstance(signers, list)
    assert [signer["name"] for signer in signers if isinstance(signer, dict)] == [
        "Trần Thị Mẫu",
        "Lê Văn Thử",
    ]


def test_approval_accepts_the_rest_and_can_be_undone() -> None:
    document = letter()
    corrections.approve(desk(document))
    document.refresh_from_db()
    assert document.state == State.APPROVED
    assert document.doubtful == 0
    with pytest.raises(WrongState):
        corrections.correct(desk(document), SUBJECT, "khác", seen=0)
    corrections.undo(desk(document))
    document.refresh_from_db()
    assert document.state == State.NEEDS_REVIEW
    assert document.doubtful == 3
    told = list(Event.objects.values_list("kind", flat=True))
    assert told == [Happening.READ, Happening.APPROVED, Happening.WITHDRAWN]


def test_accepting_both_parts_accepts_the_code() -> None:
    document = letter()
    made = corrections.accept(desk(document), Spot(FieldName.NUMBER), seen=0)
    assert made.kind == Change.ACCEPT
    document.refresh_from_db()
    assert document.doubtful == 1


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (FieldName.SUBJECT, {"name": "x"}),
        (FieldName.SUBJECT, "   "),
        (FieldName.SUBJECT, "x" * 5000),
        (FieldName.SIGNERS, "x"),
        (FieldName.SIGNERS, {"other": "x"}),
        (FieldName.CODE, "1/A"),
    ],
)
def test_what_is_no_value_is_refused(name: FieldName, wrong: Json) -> None:
    document = letter()
    with pytest.raises(WrongValue):
        corrections.correct(desk(document), Spot(name), wrong, seen=0)
    assert not Correction.objects.exists()


def test_a_failed_letter_cannot_be_corrected() -> None:
    with pytest.raises(WrongState):
        corrections.correct(desk(failed()), SUBJECT, "x", seen=0)


def test_deadline_counts_for_the_queue() -> None:
    document = letter()
    assert document.due_on == NO_DEADLINE
    row: Json = {"due_on": "2026-03-10", "relation": "by", "last_day": "2026-03-10"}
    corrections.add(desk(document), FieldName.DEADLINES, row)
    document.refresh_from_db()
    assert document.due_on == "2026-03-10"
