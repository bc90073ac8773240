"""What each deadline of a letter expects: a letter goes in, deadlines with the answers of units come out.

An answer belongs to the deadline whose last day is nearest to the day it was issued, since a unit
that is asked twice (a list in March, a report in December) answers twice. Deadlines with the same
last day are answered together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.record import FieldName, Json
from records.models import Document, FieldValue
from records.replies import Reply, addressed, answers_of, day_of, same_unit, unit_key


@dataclass(frozen=True, slots=True)
class Expected:
    """The answers that one deadline expects.

    Attributes:
        position: Of the deadline in the record.
        last_day: ISO date.
        action: What is to be done by then, or "".
        replies: One for each unit that is asked, in the letter's order.
    """

    position: int
    last_day: str
    action: str
    replies: tuple[Reply, ...]


def expected(document: Document, *, today: str) -> list[Expected]:
    """Return what the deadlines of a letter expect, the earliest first; those without a day are left out.

    Args:
        document: The letter that asks.
        today: ISO date.
    """
    rows = sorted(_dated(document), key=lambda row: (_day(row.value), row.position))
    days = sorted({_day(row.value) for row in rows})
    units = addressed(document) if rows else []
    given = {unit: _by_day(unit, document, days) for unit in units}
    return [_expected(row, units, given, today=today) for row in rows]


def _expected(
    row: FieldValue, units: Sequence[str], given: dict[str, dict[str, Document]], *, today: str
) -> Expected:
    last_day = _day(row.value)
    found = []
    for unit in _asked(units, _text(row.value, "responsible")):
        letter = given[unit].get(last_day)
        day = today if letter is None else day_of(letter)
        found.append(Reply(unit, True, letter, late=day > last_day))  # noqa: FBT003 - a row
    return Expected(row.position, last_day, _text(row.value, "action"), tuple(found))


def _dated(document: Document) -> Iterator[FieldValue]:
    rows = FieldValue.objects.filter(record__document=document, name=FieldName.DEADLINES)
    return (row for row in rows if _day(row.value))


def _by_day(unit: str, document: Document, days: Sequence[str]) -> dict[str, Document]:
    """Return the first answer of a unit to each last day."""
    found: dict[str, Document] = {}
    mine = [one.source for one in answers_of(document) if same_unit(unit, one.source)]
    for letter in sorted(mine, key=lambda one: (day_of(one), one.pk)):
        open_days = [day for day in days if day not in found]
        if open_days:
            found[min(open_days, key=lambda day: _apart(day, day_of(letter)))] = letter
    return found


def _asked(units: Sequence[str], responsible: str) -> Iterable[str]:
    """Return the units a deadline names; all that the letter asks when it names none of them."""
    text = f" {unit_key(responsible)} "
    return [unit for unit in units if f" {unit_key(unit)} " in text] or units


def _apart(first: str, second: str) -> int:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


def _day(value: Json) -> str:
    """Return a deadline's last day, "" for one that is no whole date."""
    text = _text(value, "last_day")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _text(value: Json, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
