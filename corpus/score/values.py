"""JSON values in, typed views out; what is absent or of another type is empty."""

import json
from collections.abc import Mapping

from nlp.record import Json

Record = Mapping[str, Json]


def as_object(value: Json) -> dict[str, Json]:
    """Return the object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """Return the list, or an empty one."""
    return value if isinstance(value, list) else []


def texts(value: Json) -> list[str]:
    """Return the texts of a list.

    >>> texts(["a", 1, "b"])
    ['a', 'b']
    """
    return [one for one in as_list(value) if isinstance(one, str)]


def value_at(record: Record, path: str) -> Json:
    """Return the value at a dotted path; an empty text or list counts as nothing.

    >>> value_at({"arrival": {"number": "15"}}, "arrival.number")
    '15'
    """
    key, _, part = path.partition(".")
    value = record.get(key)
    if part:
        value = as_object(value).get(part)
    return None if value in ("", []) else value


def confidence_at(record: Record, path: str, index: int = 0) -> float | None:
    """Return the confidence beside a value, or beside one entry of a list."""
    beside = as_object(record.get("evidence")).get(path.partition(".")[0])
    if isinstance(beside, list):
        beside = beside[index] if index < len(beside) else None
    value = as_object(beside).get("confidence")
    return float(value) if isinstance(value, int | float) else None


def code_of(entry: Json) -> str:
    """Return the code of a reference given as plain text or as an object."""
    return str(entry.get("code") or "") if isinstance(entry, dict) else str(entry or "")


def shown(value: Json) -> str | None:
    """Return a value as a person reads it in the list of errors."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict) and "code" in value:
        return code_of(value)
    if isinstance(value, dict) and "due_on" in value and "what" not in value:
        parts = (value.get("relation"), value.get("due_on"), value.get("time"), value.get("offset"))
        return " ".join(str(part) for part in parts if part is not None)
    return json.dumps(value, ensure_ascii=False)
