"""The last day in time, with weekends, public holidays and Tết."""

from datetime import date

import pytest

from nlp.fields.deadlines.lasting import last_day, last_day_of_term
from nlp.record import Offset, Relation


@pytest.mark.parametrize(
    ("amount", "unit", "start", "last"),
    [
        (5, "working_day", date(2026, 3, 2), "2026-03-09"),  # over a weekend
        (5, "working_day", date(2026, 4, 28), "2026-05-07"),  # 30/4, 1/5 and a weekend
        (1, "working_day", date(2026, 2, 13), "2026-02-23"),  # Tết Bính Ngọ, from Saturday on
        (3, "day", date(2026, 3, 2), "2026-03-05"),
        (5, "day", date(2026, 3, 2), "2026-03-09"),  # 07/3 is a Saturday
        (1, "month", date(2026, 1, 31), "2026-03-02"),  # 28/02 is a Saturday
        (2, "month", date(2026, 3, 2), "2026-05-04"),  # 02/5 is a Saturday
    ],
)
def test_terms_end_on_a_working_day(amount: int, unit: str, start: date, last: str) -> None:
    assert last_day_of_term(Offset(amount, unit, "signing"), start) == last


@pytest.mark.parametrize(
    ("due_on", "relation", "time", "last"),
    [
        ("2026-03-10", Relation.BEFORE, None, "2026-03-09"),
        ("2026-03-10", Relation.BEFORE, "17:00", "2026-03-10"),
        ("2026-03-10", Relation.BY, None, "2026-03-10"),
        ("2026-02", Relation.BY, None, "2026-02-28"),
        ("2026", Relation.DURING, None, "2026-12-31"),
        ("2026-03-10", Relation.FROM, None, None),
    ],
)
def test_dated_terms(due_on: str, relation: Relation, time: str | None, last: str | None) -> None:
    assert last_day(due_on, relation, time=time) == last
