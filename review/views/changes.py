"""Staff change a letter: one change as JSON comes in, the field as it now is goes out.

The page may send the same change twice (it keeps what it could not deliver): `act` tells.
"""

import re
from typing import Annotated, Literal

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nlp.record import FieldName, Json
from records import corrections, respelling
from records.corrections import seen_by_spot
from records.desk import Desk, Evidence, Spot, snapshot
from records.errors import RecordsError, WrongValue
from records.models import Correction, Document
from records.offers import offer_of
from records.states import State
from review.access import reviewers_only
from review.shown import field_of
from review.typed import value_from
from review.views.filters import next_in_queue

ACT = re.compile(r"[0-9a-f]{32}")
Fraction = Annotated[float, Field(ge=0, le=1)]


class Shown(BaseModel):
    """Where on the paper staff pointed."""

    page: Annotated[int, Field(ge=1)]
    box: tuple[Fraction, Fraction, Fraction, Fraction]
    quote: Annotated[str, Field(max_length=4000)]


class Change(BaseModel):
    """One change as the page sends it."""

    model_config = ConfigDict(extra="forbid")

    act: Annotated[str, Field(pattern=ACT.pattern, max_length=32)]
    kind: Literal["set", "add", "remove", "accept", "pick", "restore"]
    name: FieldName
    position: Annotated[int, Field(ge=0)] = 0
    seen: Annotated[int, Field(ge=0)] = 0
    typed: dict[str, str] = {}
    evidence: Shown | None = None
    # Which of the values offered, from 1.
    choice: Annotated[int, Field(ge=1)] = 1
    # Which change of the history is taken back alone.
    correction: Annotated[int, Field(ge=0)] = 0


class Respelling(BaseModel):
    """One word of the text, spelt otherwise."""

    model_config = ConfigDict(extra="forbid")

    act: Annotated[str, Field(pattern=ACT.pattern, max_length=32)]
    page: Annotated[int, Field(ge=1)]
    line: Annotated[int, Field(ge=0)]
    word: Annotated[int, Field(ge=0)]
    text: Annotated[str, Field(max_length=200)]
    seen: Annotated[str, Field(max_length=200)]


@require_POST
def change(request: HttpRequest, letter_id: int) -> JsonResponse:
    """Store one change; answer 409 or 422 with the value as it stands when it cannot be."""
    reviewers_only(request)
    document = get_object_or_404(Document, pk=letter_id)
    try:
        asked = Change.model_validate_json(request.body)
    except ValidationError:
        return _refused(WrongValue(), document, None)
    desk = _desk(request, letter_id, act=asked.act)
    if not _is_stored(desk):
        try:
            _apply(desk, document, asked)
        except RecordsError as error:
            # The page was loaded anew and sent it again while the first one was being stored.
            if not _is_stored(desk):
                return _refused(error, document, asked.name)
    last = seen_by_spot(document).get((asked.name, asked.position), 0)
    return JsonResponse({"seen": last, **_state(document, (asked.name, *_beside(asked.name)))})


@require_POST
def respell(request: HttpRequest, letter_id: int) -> JsonResponse:
    """Spell one repaired word of the text otherwise."""
    reviewers_only(request)
    document = get_object_or_404(Document, pk=letter_id)
    try:
        asked = Respelling.model_validate_json(request.body)
    except ValidationError:
        return _refused(WrongValue(), document, None)
    place = (asked.page, asked.line, asked.word)
    desk = _desk(request, letter_id, act=asked.act)
    if not _is_stored(desk):
        try:
            respelling.respell(desk, place, asked.text, seen=asked.seen)
        except RecordsError as error:
            if not _is_stored(desk):
                return _refused(error, document, None)
    return JsonResponse({"state": document.state})


@require_POST
def approve(request: HttpRequest, letter_id: int) -> JsonResponse:
    """Sign the letter off and say which one is next."""
    reviewers_only(request)
    document = get_object_or_404(Document, pk=letter_id)
    following = next_in_queue(document)
    try:
        corrections.approve(_desk(request, letter_id))
    except RecordsError as error:
        return _refused(error, document, None)
    return JsonResponse({"next": None if following is None else following.pk})


@require_POST
def reopen(request: HttpRequest, letter_id: int) -> JsonResponse:
    """Take an approval back."""
    reviewers_only(request)
    document = get_object_or_404(Document, pk=letter_id)
    try:
        corrections.reopen(_desk(request, letter_id))
    except RecordsError as error:
        return _refused(error, document, None)
    return JsonResponse({"state": State.NEEDS_REVIEW})


@require_POST
def undo(request: HttpRequest, letter_id: int) -> JsonResponse:
    """Undo the last change of the letter, its approval too."""
    reviewers_only(request)
    document = get_object_or_404(Document, pk=letter_id)
    try:
        made = corrections.undo(_desk(request, letter_id))
    except RecordsError as error:
        return _refused(error, document, None)
    return JsonResponse(_state(document, {FieldName(row.name) for row in made if row.name}))


def _is_stored(desk: Desk) -> bool:
    """Tell whether this very click is stored already."""
    return Correction.objects.filter(document_id=desk.document_id, act=desk.act).exists()


def _apply(desk: Desk, document: Document, asked: Change) -> None:
    spot = Spot(asked.name, asked.position)
    if asked.kind == "accept":
        corrections.accept(desk, spot, seen=asked.seen)
    elif asked.kind == "remove":
        corrections.remove(desk, spot, seen=asked.seen)
    elif asked.kind == "pick":
        corrections.correct(desk, spot, _offered(document, asked), seen=asked.seen)
    elif asked.kind == "restore":
        corrections.restore(desk, asked.correction, seen=asked.seen)
    else:
        _write(desk, document, spot, asked)


def _offered(document: Document, asked: Change) -> Json:
    """Return the value that was picked.

    Raises:
        WrongValue: Nothing of that number was offered.
    """
    others = offer_of(document.record, asked.name, asked.position).others
    if asked.choice > len(others):
        raise WrongValue
    return others[asked.choice - 1]


def _write(desk: Desk, document: Document, spot: Spot, asked: Change) -> None:
    """Store what was typed; an emptied box takes the value away."""
    before = snapshot(document, spot) if asked.kind == "set" else None
    old = before["value"] if before else None
    value = value_from(asked.name, asked.typed, old, year=timezone.localdate().year)
    shown = asked.evidence
    evidence = None if shown is None else Evidence(shown.page, shown.box, shown.quote)
    if asked.kind == "add":
        corrections.add(desk, asked.name, value, evidence=evidence)
    elif not _empty(value):
        corrections.correct(desk, spot, value, seen=asked.seen, evidence=evidence)
    elif before is not None:
        corrections.remove(desk, spot, seen=asked.seen)


def _empty(value: Json) -> bool:
    return value is None or value == [] or (isinstance(value, dict) and not any(value.values()))


def _beside(name: FieldName) -> tuple[FieldName, ...]:
    """Return the fields that change with another one."""
    return (FieldName.CODE,) if name in corrections.BESIDE_CODE else ()


def _desk(request: HttpRequest, letter_id: int, *, act: str = "") -> Desk:
    by = request.user if isinstance(request.user, User) else None
    now = timezone.now()
    return Desk(letter_id, by, now, act) if act else Desk(letter_id, by, now)


def _state(
    document: Document, names: "tuple[FieldName, ...] | set[FieldName]"
) -> dict[str, object]:
    """Return what the page shows anew: the state, how many values are doubtful, some fields."""
    fresh = Document.objects.select_related("record").get(pk=document.pk)
    return {
        "state": fresh.state,
        "doubtful": fresh.doubtful,
        "fields": {str(name): _html(fresh, name) for name in names},
    }


def _html(document: Document, name: FieldName) -> str:
    context = {"field": field_of(document, name), "approved": document.state == State.APPROVED}
    return render_to_string("review/_field.html", context)


def _refused(error: RecordsError, document: Document, name: FieldName | None) -> JsonResponse:
    sentence = error.en if get_language() == "en" else error.vi
    names = () if name is None or not hasattr(document, "record") else (name,)
    body = {"code": error.code, "message": sentence, **_state(document, names)}
    return JsonResponse(body, status=422 if isinstance(error, WrongValue) else 409)
