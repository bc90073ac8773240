"""What a worker found as stored rows: a draft goes in, values and the next state come out."""

from collections import Counter
from collections.abc import Iterator

from nlp.record import Draft, FieldName, FieldStatus, evidence_json, value_json
from records.models import FieldValue, Record
from records.states import State

NEEDED = (
    FieldName.DOCUMENT_TYPE,
    FieldName.CODE,
    FieldName.ISSUER,
    FieldName.ISSUED_ON,
    FieldName.SUBJECT,
    FieldName.SIGNERS,
)
"""A letter without one of these goes to staff."""


def outcome_of(draft: Draft) -> State:
    """Return the state that a draft leads to."""
    whole = all(draft.of(name) for name in NEEDED)
    sure = all(found.status is FieldStatus.ACCEPTED for found in draft.fields)
    plain = draft.remark is None
    return State.DONE if whole and sure and plain else State.NEEDS_REVIEW


def values_of(record: Record, draft: Draft) -> Iterator[FieldValue]:
    """Yield the rows of all values of a draft."""
    positions: Counter[str] = Counter()
    for found in draft.fields:
        beside = evidence_json(found)
        yield FieldValue(
            record=record,
            name=str(found.name),
            position=positions[found.name],
            value=value_json(found.value),
            confidence=round(float(found.confidence), 3),
            page=found.page,
            box=beside["box"],
            quote=found.quote,
            status=str(found.status),
        )
        positions[found.name] += 1
