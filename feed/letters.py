"""Letters for other programs: stored letters in, JSON out; and files handed in."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Header, Path, Query, Router, Status
from ninja.files import UploadedFile

from feed.auth import Allowed
from feed.errors import NoLetter
from feed.schemas import (
    LARGEST,
    MOST,
    Letter,
    Letters,
    LetterSummary,
    LetterValue,
    Problem,
    Receipt,
    Values,
)
from feed.versions import answer
from records import uploads
from records.arrivals import Origin
from records.entries import found
from records.export import values_of
from records.models import NO_DEADLINE, Document
from records.states import Outcome, Source, State
from records.tokens import Scope

LONGEST_NAME = 255
SHOWN = ("name", "position", "value", "confidence", "page", "box", "quote", "status")
LetterId = Annotated[int, Path(ge=1, le=LARGEST, description="number of the letter")]

router = Router(tags=["letters"])


@router.get("/letters", response={200: Letters, 422: Problem}, summary="Letters, newest first")
def letters(
    request: HttpRequest,
    *,
    state: State | None = None,
    search: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    after: Annotated[
        int | None, Query(ge=1, le=LARGEST, description="`next` of the part before")
    ] = None,
) -> Letters:
    """List letters, all or those in one state; parts stay whole while new letters come in."""
    rows = found(Document.objects.order_by("-id"), search)
    if state is not None:
        rows = rows.filter(state=state)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    part = list(rows[: limit + 1])
    last = part[limit - 1] if len(part) > limit else None
    return Letters(
        items=[_summary(row) for row in part[:limit]], next=None if last is None else str(last.pk)
    )


@router.get(
    "/letters/{letter_id}",
    response={200: Letter, 304: None, 404: Problem},
    summary="One letter",
)
def letter(request: HttpRequest, letter_id: LetterId) -> HttpResponse:
    """Return a letter with its record and the evidence of each value; its ETag is its version."""
    return answer(of(letter_id), request)


@router.get(
    "/letters/{letter_id}/fields",
    response={200: Values, 404: Problem},
    summary="Its values, each with its evidence",
)
def fields(request: HttpRequest, letter_id: LetterId) -> Values:
    """List the values of a letter one by one; `position` names a value to those who correct it."""
    rows = values_of(of(letter_id))
    return Values(items=[LetterValue(**{key: getattr(row, key) for key in SHOWN}) for row in rows])


@router.post(
    "/letters",
    response={202: Receipt, 409: Problem, 413: Problem, 507: Problem},
    auth=Allowed(Scope.UPLOAD),
    summary="Hand in a letter",
)
def upload(
    request: HttpRequest,
    file: Annotated[UploadedFile, File()],
    *,
    label: Annotated[str, Query(max_length=100)] = "",
    idempotency_key: Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)] = None,
) -> Status[Receipt]:
    """Keep a file. The answer comes when it is durable; the same key again is the same upload."""
    name = (file.name or "")[-LONGEST_NAME:]
    origin = Origin(name, label, Source.API, idempotency_key)
    arrival = uploads.take(file, origin, now=timezone.now())
    duplicate = arrival.outcome == Outcome.DUPLICATE
    return Status(202, Receipt(letter=arrival.document_id, duplicate=duplicate))


def of(letter_id: int) -> Document:
    """Return a letter with its record.

    Raises:
        NoLetter: There is no letter of that number.
    """
    row = Document.objects.select_related("record").filter(pk=letter_id).first()
    if row is None:
        raise NoLetter
    return row


def _summary(document: Document) -> LetterSummary:
    return LetterSummary(
        id=document.pk,
        file=document.name,
        label=document.label,
        sha256=document.sha256,
        state=document.state,
        page=document.page,
        pages=document.pages,
        received_at=document.received_at,
        code=document.code or None,
        subject=document.subject or None,
        issuer=document.issuer or None,
        issued_on=document.issued_on or None,
        due_on=None if document.due_on == NO_DEADLINE else document.due_on,
        doubtful=document.doubtful,
        error_code=document.error_code if document.state == State.FAILED else None,
    )
