"""What people type becomes a stored value: texts by part come in, JSON of the record goes out."""

import re
from collections.abc import Mapping
from datetime import date

from nlp.fields.deadlines.lasting import last_day
from nlp.record import FieldName, Json, Relation
from records.errors import WrongValue
from records.shapes import KEYS
from review.parts import CHOICES, KINDS

NUMBERS = re.compile(r"\d+")
CLOCK = re.compile(r"(\d{1,2})\s*(?:giờ|h|g|:)\s*(\d{1,2})?(?:\s*(?:phút|ph|p|'))?", re.IGNORECASE)
THIS_CENTURY = 2000
YEARS = range(1945, 2101)
# What the last day of a deadline is worked out from.
BINDING = ("due_on", "relation", "time")


def typed_day(text: str, *, year: int) -> str:
    """Return a typed date as ISO, as precise as it was typed.

    Args:
        text: Day, month and year in any usual form; day and month alone; month and year; a year.
        year: Taken where none was typed.

    Raises:
        WrongValue: There is no such day.

    >>> typed_day("10/3/26", year=2026), typed_day("10-3", year=2026), typed_day("03/2026", year=1)
    ('2026-03-10', '2026-03-10', '2026-03')
    >>> typed_day("2026-03-10", year=2026), typed_day("ngày 5 tháng 4 năm 2026", year=2026)
    ('2026-03-10', '2026-04-05')
    """
    parts = [int(part) for part in NUMBERS.findall(text)]
    if re.fullmatch(r"\s*\d{4}-\d{1,2}(-\d{1,2})?\s*", text):
        parts.reverse()
    if len(parts) == 1 and parts[0] in YEARS:
        return f"{parts[0]:04}"
    if len(parts) == 2:
        return _month(parts) if parts[1] in YEARS else _day([*parts, year])
    if len(parts) == 3:
        return _day(parts)
    raise WrongValue


def _month(parts: list[int]) -> str:
    month, year = parts
    return _day([1, month, year]).rpartition("-")[0]


def _day(parts: list[int]) -> str:
    day, month, year = parts
    whole = year + THIS_CENTURY if year < 100 else year
    if whole not in YEARS:
        raise WrongValue
    try:
        return date(whole, month, day).isoformat()
    except ValueError as error:
        raise WrongValue from error


def typed_time(text: str) -> str:
    """Return a typed time as HH:MM.

    >>> typed_time("17h"), typed_time("8 giờ 30"), typed_time("07:05")
    ('17:00', '08:30', '07:05')
    """
    found = CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise WrongValue
    return f"{hour:02}:{minute:02}"


def value_from(name: FieldName, typed: Mapping[str, str], before: Json, *, year: int) -> Json:
    """Return the value that results when staff have typed into some boxes of it.

    Args:
        name: The field.
        typed: Text by part; "" is the one part of a plain field.
        before: What stood there; parts that were not typed stay.
        year: For dates without one.

    Raises:
        WrongValue: A text is not what its part holds.
    """
    if name not in KEYS:
        return _part(str(name), typed.get("", ""), year=year)
    if not all(key.partition(".")[0] in KEYS[name] for key in typed):
        raise WrongValue
    whole: dict[str, Json] = {**before} if isinstance(before, dict) else {}
    for key, text in typed.items():
        if key.startswith("offset."):
            whole["offset"] = _offset(whole.get("offset"), key, text)
        else:
            whole[key] = _part(key, text, year=year)
    if name is FieldName.DEADLINES:
        _bind(whole, typed)
    return whole


def _part(key: str, text: str, *, year: int) -> Json:
    plain = text.strip()
    if not plain:
        return [] if KINDS.get(key) == "list" else None
    if KINDS.get(key) == "day":
        return typed_day(plain, year=year)
    if KINDS.get(key) == "list":
        return [part.strip() for part in plain.split(";") if part.strip()]
    if key == "time":
        return typed_time(plain)
    if key in CHOICES and plain not in CHOICES[key]:
        raise WrongValue
    return plain


def _offset(before: Json, key: str, text: str) -> Json:
    """Return a relative term with one part changed; without an amount there is none."""
    offset: dict[str, Json] = {"amount": None, "unit": "day", "from": "receipt"}
    offset |= before if isinstance(before, dict) else {}
    part = key.partition(".")[2]
    if part == "amount" and not text.strip():
        return None
    if part == "amount" and not text.strip().isdecimal():
        raise WrongValue
    offset[part] = int(text) if part == "amount" else text
    return offset if offset["amount"] is not None else None


def _bind(deadline: dict[str, Json], typed: Mapping[str, str]) -> None:
    """Complete a deadline: how it binds, and its last day where staff did not type one."""
    due, relation = deadline.get("due_on"), deadline.get("relation") or str(Relation.BY)
    deadline["relation"] = relation
    if "last_day" in typed or not any(key in typed for key in BINDING):
        return
    if isinstance(due, str):
        time = deadline.get("time")
        clock = time if isinstance(time, str) else None
        deadline["last_day"] = last_day(due, Relation(str(relation)), time=clock)
