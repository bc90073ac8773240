"""What people type is understood, and what is no date is refused."""

import pytest

from nlp.record import FieldName, Json
from records.errors import WrongValue
from review.typed import typed_day, typed_time, value_from


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10/3/26", "2026-03-10"),
        ("10-3-2026", "2026-03-10"),
        ("10.03.2026", "2026-03-10"),
        ("10 3 2026", "2026-03-10"),
        ("ngày 10 tháng 3 năm 2026", "2026-03-10"),
        ("2026-3-10", "2026-03-10"),
        ("10/3", "2025-03-10"),
        ("3/2026", "2026-03"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
    ],
)
def test_usual_forms_of_a_day(text: str, iso: str) -> None:
    assert typed_day(text, year=2025) == iso


@pytest.mark.parametrize("text", ["", "31/2/2026", "10/13/2026", "x", "1/1/1/1", "99", "10/3/3026"])
def test_no_day(text: str) -> None:
    with pytest.raises(WrongValue):
        typed_day(text, year=2026)


@pytest.mark.parametrize("text", ["25:00", "8:99", "sáng", ""])
def test_no_time(text: str) -> None:
    with pytest.raises(WrongValue):
        typed_time(text)


DEADLINE: Json = {
    "due_on": "2026-03-10",
    "relation": "before",
    "time": None,
    "offset": None,
    "last_day": "2026-03-09",
    "action": "báo cáo",
    "quote": "trước ngày 10/3/2026",
    "page": 2,
}


def test_typing_one_part_keeps_the_others_and_moves_the_last_day() -> None:
    value = value_from(FieldName.DEADLINES, {"due_on": "15/3/26"}, DEADLINE, year=2026)
    assert isinstance(value, dict)
    assert value["last_day"] == "2026-03-14"
    assert value["action"] == "báo cáo"
    assert value["page"] == 2


def test_last_day_that_was_typed_wins() -> None:
    typed = {"due_on": "15/3/26", "last_day": "13/3/26"}
    value = value_from(FieldName.DEADLINES, typed, DEADLINE, year=2026)
    assert isinstance(value, dict)
    assert value["last_day"] == "2026-03-13"


def test_relative_term_is_typed_in_parts() -> None:
    value = value_from(FieldName.DEADLINES, {"offset.amount": "5"}, None, year=2026)
    value = value_from(FieldName.DEADLINES, {"offset.unit": "working_day"}, value, year=2026)
    assert isinstance(value, dict)
    assert value["offset"] == {"amount": 5, "unit": "working_day", "from": "receipt"}
    assert value["relation"] == "by"
    gone = value_from(FieldName.DEADLINES, {"offset.amount": ""}, value, year=2026)
    assert isinstance(gone, dict)
    assert gone["offset"] is None


def test_people_of_a_task_are_split() -> None:
    value = value_from(FieldName.TASKS, {"lead": "Phòng A; Phòng B"}, None, year=2026)
    assert value == {"lead": ["Phòng A", "Phòng B"]}


@pytest.mark.parametrize("typed", [{"other": "x"}, {"relation": "never"}, {"offset.amount": "x"}])
def test_no_part_of_a_deadline(typed: dict[str, str]) -> None:
    with pytest.raises(WrongValue):
        value_from(FieldName.DEADLINES, typed, DEADLINE, year=2026)
