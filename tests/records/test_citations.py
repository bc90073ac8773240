"""Citations are found both ways, and which units have answered follows from them."""

import pytest

from nlp.record import Annex, Deadline, Field, FieldName, Reference, Relation
from records import corrections
from records.citations import around, cited_by, cites, holder_of
from records.desk import Desk, Spot
from records.expected import expected
from records.models import Document
from records.replies import addressed, replies
from tests.review.letters import NOW, field, read

pytestmark = pytest.mark.django_db

CODE = "15/KH-SGDĐT"
UNITS = ("Trường THPT Mẫu A", "Trường THPT Mẫu B", "Phòng GD&ĐT huyện Mẫu")


def written(code: str, issuer: str, issued_on: str, *more: Field) -> Document:
    number, _slash, symbol = code.partition("/")
    parts = (
        (FieldName.NUMBER, number),
        (FieldName.SYMBOL, symbol),
        (FieldName.CODE, code),
        (FieldName.ISSUER, issuer),
        (FieldName.ISSUED_ON, issued_on),
        (FieldName.SUBJECT, f"việc {code}"),
    )
    return read([*(field(name, value) for name, value in parts), *more])


def plan(*units: str) -> Document:
    due = Deadline("2026-03-10", Relation.BY, last_day="2026-03-10", action="gửi báo cáo")
    addressees = [field(FieldName.ADDRESSEES, unit) for unit in units]
    asked = [*addressees, field(FieldName.DEADLINES, due)]
    return written(CODE, "Sở Giáo dục và Đào tạo", "2026-02-27", *asked)


def report(issuer: str, day: str, *, code: str = CODE, role: str | None = "replies_to") -> Document:
    number = Document.objects.count() + 1
    return written(
        f"{number}/BC-THPT", issuer, day, field(FieldName.REFERENCES, Reference(code, role=role))
    )


def test_citations_both_ways_whatever_the_spelling_of_the_code() -> None:
    asked = plan(*UNITS)
    answer = report(UNITS[0], "2026-03-05", code="15/kh - SGDĐT")
    report(UNITS[1], "2026-03-05", code="115/KH-SGDĐT")
    assert [(one.source.pk, one.role) for one in cited_by(asked)] == [(answer.pk, "replies_to")]
    [outward] = cites(answer)
    assert outward.target == asked
    assert holder_of("99/KH-SGDĐT") is None


def test_citation_follows_a_correction() -> None:
    asked = plan(*UNITS)
    answer = report(UNITS[0], "2026-03-05", code="16/KH-SGDĐT")
    assert cited_by(asked) == []
    spot = Spot(FieldName.REFERENCES)
    corrections.correct(Desk(answer.pk, None, NOW), spot, {"code": CODE}, seen=0)
    assert [one.source for one in cited_by(asked)] == [answer]


def test_letters_within_some_steps_each_citation_once() -> None:
    first = plan(*UNITS)
    second = report("Sở Mẫu", "2026-03-01")
    third = report("Ủy ban Mẫu", "2026-03-02", code=second.code)
    assert [one.source.pk for one in around(first, depth=1)] == [second.pk]
    assert [one.source.pk for one in around(first, depth=2)] == [second.pk, third.pk]
    assert len(around(third, depth=3)) == 2


def test_units_that_have_answered_and_those_that_have_not() -> None:
    asked = plan(*UNITS)
    on_time = report("TRƯỜNG TRUNG HỌC PHỔ THÔNG MẪU A", "2026-03-10")
    too_late = report("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN MẪU", "2026-03-11")
    stranger = report("Trung tâm Mẫu", "2026-03-09")
    report("Hội Mẫu", "2026-03-09", role="basis")
    told = [(one.unit, one.expected, one.letter, one.late) for one in replies(asked, today="2026-03-12")]  # fmt: skip
    assert told == [
        (UNITS[0], True, on_time, False),
        (UNITS[1], True, None, True),
        (UNITS[2], True, too_late, True),
        ("Trung tâm Mẫu", False, stranger, False),
    ]
    assert not replies(asked, today="2026-03-10")[1].late


def test_letter_of_an_addressed_unit_answers_for_whatever_reason_it_cites() -> None:
    asked = plan(*UNITS)
    answer = report(UNITS[1], "2026-03-03", role="implements")
    assert [one.letter for one in replies(asked, today="2026-03-05")] == [None, answer, None]


def test_no_answer_is_older_than_its_question_or_by_who_asked() -> None:
    asked = plan(UNITS[0])
    report(UNITS[0], "2026-02-20")
    report("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "2026-03-05")
    assert [one.letter for one in replies(asked, today="2026-03-05")] == [None]


def test_similar_names_are_not_the_same_unit() -> None:
    asked = plan("Trường THPT Mẫu A", "Trường THPT Mẫu AB")
    report("Trường THPT Mẫu AB", "2026-03-05")
    assert [one.letter is None for one in replies(asked, today="2026-03-05")] == [True, False]


def test_units_of_a_list_behind_the_letter_are_asked_too() -> None:
    asked = plan("Các trường trung học phổ thông")
    annex = Annex("DANH SÁCH", ("Trường THPT Mẫu A", "Trường THPT Mẫu B"))
    other = written("16/CV-SGDĐT", "Sở", "2026-03-01", field(FieldName.ANNEXES, annex))
    assert addressed(asked) == ["Các trường trung học phổ thông"]
    assert addressed(other) == ["Trường THPT Mẫu A", "Trường THPT Mẫu B"]


def test_each_deadline_expects_its_own_answer() -> None:
    first = Deadline("2026-03-10", Relation.BY, last_day="2026-03-10", action="gửi danh sách")
    last = Deadline("2026-12-10", Relation.BY, last_day="2026-12-10", action="gửi báo cáo")
    of_one = Deadline("2026-12-10", Relation.BY, last_day="2026-12-10", responsible=UNITS[1])
    open_end = Deadline(None, Relation.BY)
    asked = [field(FieldName.ADDRESSEES, unit) for unit in UNITS[:2]]
    asked += [field(FieldName.DEADLINES, one) for one in (last, first, of_one, open_end)]
    letter = written(CODE, "Sở Giáo dục và Đào tạo", "2026-02-27", *asked)
    too_late = report(UNITS[0], "2026-03-12")
    early = report(UNITS[1], "2026-11-20")
    told = [
        (
            one.position,
            one.last_day,
            [(reply.unit, reply.letter, reply.late) for reply in one.replies],
        )
        for one in expected(letter, today="2026-12-01")
    ]
    assert told == [
        (1, "2026-03-10", [(UNITS[0], too_late, True), (UNITS[1], None, True)]),
        (0, "2026-12-10", [(UNITS[0], None, False), (UNITS[1], early, False)]),
        (2, "2026-12-10", [(UNITS[1], early, False)]),
    ]
    assert expected(written("9/CV", "Sở", "2026-03-01"), today="2026-12-01") == []
