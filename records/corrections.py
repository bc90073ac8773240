"""What staff change: a letter, a value and a name go in, append-only Corrections come out.

One click is one act: its rows share `act` and are undone together. Nothing is overwritten without
a row that says what stood there before.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from nlp.record import MANY, FieldName, FieldStatus, Json
from records.cited import bear_out
from records.desk import (
    Desk,
    Evidence,
    Snapshot,
    Spot,
    accepted,
    change,
    corrected,
    kept,
    log,
    must_be_unchanged,
    next_position,
    snapshot,
)
from records.entries import summarise
from records.errors import NothingToUndo, StaleVersion, WrongState, WrongValue
from records.models import Correction, Document, FieldValue
from records.outbox import tell
from records.shapes import checked, joined_code
from records.states import READ, Change, Happening, State

BESIDE_CODE = (FieldName.NUMBER, FieldName.SYMBOL)


@transaction.atomic
def correct(
    desk: Desk, spot: Spot, value: Json, *, seen: int, evidence: Evidence | None = None
) -> Correction:
    """Put a value in place of another, or where there was none.

    Args:
        desk: Who changes which letter.
        spot: Which value.
        value: The new one.
        seen: Number of the last Correction of this value that the page showed; 0 for none.
        evidence: Where it stands on the paper, when staff pointed at it.

    Raises:
        StaleVersion: Somebody else changed the value after the page was shown.
        WrongState: The letter is being read, or approved.
        WrongValue: This is no value of the field.
    """
    if spot.name is FieldName.CODE:
        raise WrongValue
    document = opened(desk)
    must_be_unchanged(desk, spot, seen)
    before = snapshot(document, spot)
    after = corrected(before, checked(spot.name, value), evidence)
    made = change(desk, spot, Change.SET, after)
    if spot.name in BESIDE_CODE:
        _join_code(desk, document)
    _settle(desk, document, made)
    return made


@transaction.atomic
def add(
    desk: Desk, name: FieldName, value: Json, *, evidence: Evidence | None = None
) -> Correction:
    """Add a value to a list field, behind the others."""
    if name not in MANY:
        raise WrongValue
    document = opened(desk)
    after = corrected(None, checked(name, value), evidence)
    made = change(desk, Spot(name, next_position(document, name)), Change.ADD, after)
    _settle(desk, document, made)
    return made


@transaction.atomic
def remove(desk: Desk, spot: Spot, *, seen: int) -> Correction:
    """Take a value away: what the paper does not say is null, or not in the list."""
    document = opened(desk)
    must_be_unchanged(desk, spot, seen)
    if snapshot(document, spot) is None:
        raise StaleVersion
    made = change(desk, spot, Change.REMOVE, None)
    if spot.name in BESIDE_CODE:
        _join_code(desk, document)
    _settle(desk, document, made)
    return made


@transaction.atomic
def accept(desk: Desk, spot: Spot, *, seen: int) -> Correction:
    """Confirm that a value stands so on the paper."""
    document = opened(desk)
    must_be_unchanged(desk, spot, seen)
    before = snapshot(document, spot)
    if before is None:
        raise StaleVersion
    made = change(desk, spot, Change.ACCEPT, accepted(before))
    if spot.name in BESIDE_CODE:
        _accept_code(desk, document)
    _settle(desk, document, made)
    return made


@transaction.atomic
def restore(desk: Desk, correction_id: int, *, seen: int) -> Correction:
    """Give a value back what stood there before one of its changes.

    Args:
        desk: Who changes which letter.
        correction_id: The change; others made since are left as they are, in the history.
        seen: Number of the last Correction of this value that the page showed.

    Raises:
        StaleVersion: Somebody else changed the value after the page was shown.
        WrongState: The letter is being read, or approved.
        WrongValue: No value stood there before, or it is one that follows others.
    """
    document = opened(desk)
    row = Correction.objects.filter(document=document, pk=correction_id).exclude(name="").first()
    if row is None or row.before is None or row.name == FieldName.CODE:
        raise WrongValue
    spot = Spot(FieldName(row.name), row.position)
    must_be_unchanged(desk, spot, seen)
    made = change(desk, spot, Change.RESTORE, accepted(row.before))
    if spot.name in BESIDE_CODE:
        _join_code(desk, document)
    _settle(desk, document, made)
    return made


@transaction.atomic
def approve(desk: Desk) -> Correction:
    """Sign the letter off; what was still doubtful is thereby accepted."""
    document = opened(desk)
    for row in FieldValue.objects.filter(
        record__document=document, status=FieldStatus.NEEDS_REVIEW
    ):
        spot = Spot(FieldName(row.name), row.position)
        change(desk, spot, Change.ACCEPT, accepted(kept(row)))
    made = log(desk, Change.APPROVE, before=_state(document.state), after=_state(State.APPROVED))
    _to_state(document, State.APPROVED)
    summarise(document)
    tell(Happening.APPROVED, document, now=desk.now, correction=made.pk)
    return made


@transaction.atomic
def reopen(desk: Desk) -> Correction:
    """Take an approval back, so that the letter can be changed again."""
    document = _locked(desk)
    if document.state != State.APPROVED:
        raise WrongState
    after = _state(State.NEEDS_REVIEW)
    made = log(desk, Change.REOPEN, before=_state(document.state), after=after)
    _to_state(document, State.NEEDS_REVIEW)
    tell(Happening.WITHDRAWN, document, now=desk.now, correction=made.pk)
    return made


@transaction.atomic
def undo(desk: Desk) -> Sequence[Correction]:
    """Undo the last act on a letter that is not undone yet; an approval too.

    Raises:
        NothingToUndo: There is none.
    """
    document = _locked(desk)
    done = Correction.objects.filter(document=document, undoes=None, undone_by=None)
    last = done.order_by("-id").first()
    if last is None:
        raise NothingToUndo
    made = [_undo(desk, document, row) for row in done.filter(act=last.act).order_by("-id")]
    summarise(document)
    withdrawn = last.kind == Change.APPROVE
    kind = Happening.WITHDRAWN if withdrawn else Happening.CORRECTED
    tell(kind, document, now=desk.now, correction=made[0].pk)
    return made


def seen_by_spot(document: Document) -> dict[tuple[str, int], int]:
    """Return for each value that was ever changed the number of its last Correction."""
    rows = Correction.objects.filter(document=document).exclude(name="")
    last = rows.order_by().values_list("name", "position").annotate(Max("id"))
    return {(name, position): number for name, position, number in last}


def _undo(desk: Desk, document: Document, row: Correction) -> Correction:
    if row.name:
        spot = Spot(FieldName(row.name), row.position)
        return change(desk, spot, Change.UNDO, row.before, undoes=row)
    if row.kind != Change.WORD:
        _to_state(document, State((row.before or {})["state"]))
    return log(desk, Change.UNDO, before=row.after, after=row.before, undoes=row)


def _locked(desk: Desk) -> Document:
    document = Document.objects.select_for_update().filter(pk=desk.document_id).first()
    if document is None or document.state not in READ:
        raise WrongState
    return document


def opened(desk: Desk) -> Document:
    """Return the letter, locked, if staff may change it now.

    Raises:
        WrongState: It is being read, or approved.
    """
    document = _locked(desk)
    if document.state == State.APPROVED:
        raise WrongState
    return document


def _state(state: str) -> Snapshot:
    return {"state": str(state)}


def _to_state(document: Document, state: State) -> None:
    document.state = state
    document.save(update_fields=["state"])


def _settle(desk: Desk, document: Document, made: Correction) -> None:
    """Bring the lists and the citations of this letter up to date and tell trackers."""
    summarise(document)
    bear_out(document)
    tell(Happening.CORRECTED, document, now=desk.now, correction=made.pk, field=made.name)


def _join_code(desk: Desk, document: Document) -> None:
    """Number and symbol have changed, so what is made of both changes with them."""
    parts = [snapshot(document, Spot(name)) or {} for name in BESIDE_CODE]
    code = joined_code(*(part.get("value") for part in parts))
    spot = Spot(FieldName.CODE)
    before = snapshot(document, spot)
    if code is None:
        if before is not None:
            change(desk, spot, Change.REMOVE, None)
        return
    change(desk, spot, Change.SET, corrected(before, code, None))


def _accept_code(desk: Desk, document: Document) -> None:
    """Both parts are confirmed: so is the whole."""
    parts = [snapshot(document, Spot(name)) for name in BESIDE_CODE]
    code = snapshot(document, Spot(FieldName.CODE))
    sure = all(part and part["status"] != FieldStatus.NEEDS_REVIEW for part in parts)
    if sure and code and code["status"] == FieldStatus.NEEDS_REVIEW:
        change(desk, Spot(FieldName.CODE), Change.ACCEPT, accepted(code))
