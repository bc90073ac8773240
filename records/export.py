"""Kept letters as JSON, in the names of docs/fields.md: a row goes in, plain values come out."""

from collections.abc import Iterable, Mapping

from nlp.record import MANY, FieldName, Json
from records.models import Document, FieldValue
from records.states import State


def letter_json(document: Document) -> dict[str, Json]:
    """Return a letter with its record; before it is read every field is null or empty."""
    letter: dict[str, Json] = {
        "id": document.pk,
        "file": document.name,
        "label": document.label,
        "sha256": document.sha256,
        "pages": document.pages,
        "state": document.state,
        "received_at": document.received_at.isoformat(),
        "error": error_json(document),
    }
    return letter | record_of(document)


def error_json(document: Document) -> Json:
    """Return why a letter failed, or None."""
    if document.state != State.FAILED:
        return None
    return {
        "code": document.error_code,
        "message": document.error_vi,
        "message_en": document.error_en,
    }


def record_of(document: Document) -> dict[str, Json]:
    """Return the record alone."""
    return record_from_values(
        (FieldName(row.name), row.value, _evidence(row)) for row in values_of(document)
    )


def values_of(document: Document) -> list[FieldValue]:
    """Return the stored values of a letter in the order they were found."""
    record = getattr(document, "record", None)
    return list(record.values.all()) if record is not None else []


def _evidence(row: FieldValue) -> dict[str, Json]:
    return {
        "confidence": row.confidence,
        "page": row.page,
        "box": row.box,
        "quote": row.quote,
        "status": row.status,
    }


def record_from_values(
    values: Iterable[tuple[FieldName, Json, Mapping[str, Json]]],
) -> dict[str, Json]:
    """Rebuild the record JSON from stored (name, value, evidence) rows, in stored order."""
    rows = list(values)
    record: dict[str, Json] = {}
    evidence: dict[str, Json] = {}
    for name in FieldName:
        mine = [(value, dict(beside)) for key, value, beside in rows if key == name]
        if name in MANY:
            record[name] = [value for value, _ in mine]
            evidence[name] = [beside for _, beside in mine]
        else:
            record[name] = mine[0][0] if mine else None
            evidence[name] = mine[0][1] if mine else None
    record["evidence"] = evidence
    return record
