"""One value of a letter as staff change it: a snapshot before and after go into a Correction."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.contrib.auth.models import User
from django.db.models import Max, QuerySet

from nlp.record import FieldName, FieldStatus, Json
from records.errors import StaleVersion
from records.models import Correction, Document, FieldValue
from records.states import Change

Snapshot = dict[str, Json]
KEPT = ("value", "confidence", "page", "box", "quote", "status")


@dataclass(frozen=True, slots=True)
class Spot:
    """One value of a record: its field, and its place in a list field (0 otherwise)."""

    name: FieldName
    position: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where on the paper staff found a value; page from 1, box in fractions of the page."""

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works on which letter, and when: the same for every change of one request.

    `program` is the name of the token with which a program changes it; `by` is None then.
    """

    document_id: int
    by: User | None
    now: datetime
    act: str = field(default_factory=lambda: uuid4().hex)
    program: str = ""


def must_be_unchanged(desk: Desk, spot: Spot, seen: int) -> None:
    """Raise StaleVersion unless `seen` is the last Correction of this value (0 for none)."""
    made = Correction.objects.filter(
        document_id=desk.document_id, name=spot.name, position=spot.position
    )
    last = made.order_by("-id").values_list("pk", flat=True).first()
    if (last or 0) != seen:
        raise StaleVersion


def next_position(document: Document, name: FieldName) -> int:
    """Return a place that no value of the list has, or ever had (an undo may bring it back)."""
    values = FieldValue.objects.filter(record__document=document, name=name)
    changes = Correction.objects.filter(document=document, name=name)
    used = [every.aggregate(most=Max("position"))["most"] for every in (values, changes)]
    return max((most for most in used if most is not None), default=-1) + 1


def change(
    desk: Desk,
    spot: Spot,
    kind: Change,
    after: Snapshot | None,
    *,
    undoes: Correction | None = None,
) -> Correction:
    """Write one value and the row that says so."""
    document = Document.objects.get(pk=desk.document_id)
    before = snapshot(document, spot)
    if after is None:
        rows(document, spot).delete()
    else:
        FieldValue.objects.update_or_create(
            record=document.record, name=spot.name, position=spot.position, defaults=after
        )
    return log(desk, kind, spot=spot, before=before, after=after, undoes=undoes)


def log(
    desk: Desk,
    kind: Change,
    *,
    before: Snapshot | None,
    after: Snapshot | None,
    spot: Spot | None = None,
    undoes: Correction | None = None,
) -> Correction:
    """Add one row to the history."""
    return Correction.objects.create(
        document_id=desk.document_id,
        act=desk.act,
        kind=kind,
        name="" if spot is None else spot.name,
        position=0 if spot is None else spot.position,
        before=before,
        after=after,
        undoes=undoes,
        by=desk.by,
        program=desk.program,
        at=desk.now,
    )


def rows(document: Document, spot: Spot) -> QuerySet[FieldValue]:
    """Return the row of a value, if there is one."""
    return FieldValue.objects.filter(
        record__document=document, name=spot.name, position=spot.position
    )


def snapshot(document: Document, spot: Spot) -> Snapshot | None:
    """Return a value with its evidence, or None."""
    row = rows(document, spot).first()
    return None if row is None else kept(row)


def kept(row: FieldValue) -> Snapshot:
    """Return what of a row is part of the history."""
    return {key: getattr(row, key) for key in KEPT}


def accepted(before: Snapshot) -> Snapshot:
    """Return a value as confirmed by staff."""
    return before | {"status": str(FieldStatus.ACCEPTED), "confidence": 1.0}


def corrected(before: Snapshot | None, value: Json, evidence: Evidence | None) -> Snapshot:
    """Return a value as staff gave it; its old place on the paper stays unless they showed one."""
    old = before or {"page": 1, "box": None, "quote": ""}
    after = old | {
        "value": value,
        "status": str(FieldStatus.CORRECTED),
        "confidence": 1.0,
    }
    if evidence is not None and evidence.page is not None:
        after |= {
            "page": evidence.page,
            "box": None if evidence.box is None else list(evidence.box),
            "quote": evidence.quote,
        }
    return after
