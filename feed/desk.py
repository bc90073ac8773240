"""Programs correct letters as staff do: a change and the version it was made to, the letter comes out.

Every change needs `If-Match` with the ETag of the letter, so that nobody writes over what he has
not seen, and the same request sent twice changes nothing twice.
"""

from collections.abc import Callable
from typing import Annotated, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Path, Router
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from feed.auth import Allowed
from feed.errors import BadRequest, NoLetter, NoValue
from feed.letters import LetterId, of
from feed.record_schema import Box, Page, Value, value_of
from feed.schemas import Letter, Problem
from feed.versions import answer, must_match
from nlp.fields.deadlines.lasting import last_day
from nlp.record import MANY, FieldName, Json, Relation
from records import corrections, staff
from records.corrections import seen_by_spot
from records.desk import Desk, Evidence, Spot, snapshot
from records.models import ApiToken, Document
from records.shapes import LONGEST
from records.tokens import Scope

REFUSED = dict.fromkeys((404, 409, 412, 428), Problem)
MOST_VALUES = 10_000
Version = Annotated[str | None, Header(alias="If-Match", description="ETag of the letter")]
Name = Annotated[FieldName, Path(description="key of the record")]
Position = Annotated[
    int, Path(ge=0, le=MOST_VALUES, description="`position` of `GET …/fields`; 0 for one value")
]
router = Router(tags=["corrections"], auth=Allowed(Scope.REVIEW))


class Place(BaseModel):
    """Where on the paper a value stands."""

    model_config = ConfigDict(extra="forbid")

    page: Page
    box: Box | None = None
    quote: Annotated[str, Field(max_length=LONGEST)] = ""


class Given(BaseModel):
    """A value as it should be; it must fit the field."""

    model_config = ConfigDict(extra="forbid")

    value: Value
    evidence: Place | None = None


@router.put(
    "/letters/{letter_id}/fields/{name}/{position}",
    response={200: Letter, **REFUSED},
    summary="Correct a value",
)
def correct(
    request: HttpRequest,
    letter_id: LetterId,
    name: Name,
    position: Position,
    given: Given,
    if_match: Version = None,
) -> HttpResponse:
    """Put a value in place of another, or where there was none."""
    spot, value = Spot(name, position), _value(name, given)

    def act(desk: Desk, seen: int) -> None:
        _must_have_room(desk, spot)
        corrections.correct(desk, spot, value, seen=seen, evidence=_evidence(given))

    return _changed(request, letter_id, spot, act)


@router.post(
    "/letters/{letter_id}/fields/{name}",
    response={200: Letter, **REFUSED},
    summary="Add a value to a list",
)
def add(
    request: HttpRequest,
    letter_id: LetterId,
    name: Name,
    given: Given,
    if_match: Version = None,
) -> HttpResponse:
    """Add a value to a list field, behind the others."""
    value = _value(name, given)

    def act(desk: Desk, _seen: int) -> None:
        corrections.add(desk, name, value, evidence=_evidence(given))

    return _changed(request, letter_id, Spot(name), act)


@router.delete(
    "/letters/{letter_id}/fields/{name}/{position}",
    response={200: Letter, **REFUSED},
    summary="Take a value away",
)
def remove(
    request: HttpRequest,
    letter_id: LetterId,
    name: Name,
    position: Position,
    if_match: Version = None,
) -> HttpResponse:
    """Take a value away that the paper does not say."""
    spot = Spot(name, position)
    return _changed(
        request, letter_id, spot, lambda desk, seen: corrections.remove(desk, spot, seen=seen)
    )


@router.post(
    "/letters/{letter_id}/fields/{name}/{position}/acceptance",
    response={200: Letter, **REFUSED},
    summary="Confirm a value",
)
def accept(
    request: HttpRequest,
    letter_id: LetterId,
    name: Name,
    position: Position,
    if_match: Version = None,
) -> HttpResponse:
    """Confirm that a value stands so on the paper."""
    spot = Spot(name, position)
    return _changed(
        request, letter_id, spot, lambda desk, seen: corrections.accept(desk, spot, seen=seen)
    )


@router.post(
    "/letters/{letter_id}/approval", response={200: Letter, **REFUSED}, summary="Approve a letter"
)
def approve(request: HttpRequest, letter_id: LetterId, if_match: Version = None) -> HttpResponse:
    """Sign the letter off; what was still doubtful is thereby accepted."""
    return _changed(request, letter_id, None, lambda desk, _seen: corrections.approve(desk))


@router.delete(
    "/letters/{letter_id}/approval",
    response={200: Letter, **REFUSED},
    summary="Take an approval back",
)
def reopen(request: HttpRequest, letter_id: LetterId, if_match: Version = None) -> HttpResponse:
    """Open an approved letter again, so that it can be changed."""
    return _changed(request, letter_id, None, lambda desk, _seen: corrections.reopen(desk))


@router.post(
    "/letters/{letter_id}/retry",
    response={200: Letter, **REFUSED},
    summary="Read a letter again",
)
def retry(request: HttpRequest, letter_id: LetterId, if_match: Version = None) -> HttpResponse:
    """Read a letter again from the beginning that failed, was discarded, or nobody corrected."""
    return _changed(request, letter_id, None, lambda desk, _seen: staff.retry(desk.document_id))


@transaction.atomic
def _changed(
    request: HttpRequest,
    letter_id: int,
    spot: Spot | None,
    act: Callable[[Desk, int], object],
) -> HttpResponse:
    """Carry out one act on the letter as its sender saw it."""
    document = Document.objects.select_for_update().filter(pk=letter_id).first()
    if document is None:
        raise NoLetter
    must_match(request, document)
    seen = 0 if spot is None else seen_by_spot(document).get((spot.name, spot.position), 0)
    act(_desk(request, letter_id), seen)
    return answer(of(letter_id))


def _must_have_room(desk: Desk, spot: Spot) -> None:
    """Single values stand at 0; a list grows at its end alone (`add`)."""
    if spot.name not in MANY:
        there = spot.position == 0
    else:
        there = snapshot(Document.objects.get(pk=desk.document_id), spot) is not None
    if not there:
        raise NoValue


def _desk(request: HttpRequest, letter_id: int) -> Desk:
    token = getattr(request, "auth", None)
    program = token.name if isinstance(token, ApiToken) else ""
    return Desk(letter_id, None, timezone.now(), program=program)


def _value(name: FieldName, given: Given) -> Json:
    """Return what was sent as a value of its field; of a deadline the last day is worked out."""
    sent: object = given.value
    if isinstance(sent, BaseModel):
        sent = sent.model_dump(mode="json", exclude_unset=True)
    try:
        value = value_of(name, sent)
    except ValidationError as error:
        raise BadRequest from error
    if name is FieldName.DEADLINES and isinstance(sent, dict) and "last_day" not in sent:
        due, relation = value["due_on"], Relation(value["relation"])
        value["last_day"] = last_day(due, relation, time=value["time"]) if due else None
    return cast(Json, value)


def _evidence(given: Given) -> Evidence | None:
    place = given.evidence
    if place is None:
        return None
    left, top, right, bottom = place.box or (0.0, 0.0, 0.0, 0.0)
    box = (left, top, right, bottom) if place.box else None
    return Evidence(place.page, box, place.quote)
