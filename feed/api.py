"""The REST API for trackers: stored letters in, JSON out (OpenAPI at /api/docs)."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Header, NinjaAPI, Query, Status
from ninja.files import UploadedFile

from feed.auth import Allowed
from feed.changes import changes as changes_behind
from feed.changes import event_json
from feed.errors import NoLetter, install
from feed.files import router as files
from feed.schemas import Change, Changes, Letter, Letters, LetterSummary, Problem, Receipt
from records import uploads
from records.arrivals import Origin
from records.entries import found
from records.export import letter_json
from records.models import NO_DEADLINE, Document
from records.states import Outcome, Source, State
from records.tokens import Scope

MOST = 200
LONGEST_WAIT_S = 20
LONGEST_NAME = 255

api = NinjaAPI(
    title="vanthu",
    version="1",
    description="Read official letters as records.",
    auth=Allowed(Scope.READ),
)
install(api)
api.add_router("/v1", files)


@api.get("/v1/letters", response={200: Letters, 422: Problem}, summary="Letters, newest first")
def letters(
    request: HttpRequest,
    *,
    state: State | None = None,
    search: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    after: Annotated[int | None, Query(ge=1, description="`next` of the part before")] = None,
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


@api.get("/v1/letters/{letter_id}", response={200: Letter, 404: Problem}, summary="One letter")
def letter(request: HttpRequest, letter_id: int) -> Letter:
    """Return a letter with its record and the evidence of each value.

    Raises:
        NoLetter: There is no letter of that number.
    """
    row = Document.objects.select_related("record").filter(pk=letter_id).first()
    if row is None:
        raise NoLetter
    return dict(letter_json(row))


@api.post(
    "/v1/letters",
    response={202: Receipt, 409: Problem, 413: Problem, 507: Problem},
    auth=Allowed(Scope.UPLOAD),
    summary="Hand in a letter",
)
def upload(
    request: HttpRequest,
    file: Annotated[UploadedFile, File()],
    *,
    label: Annotated[str, Query(max_length=100)] = "",
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> Status[Receipt]:
    """Keep a file. The answer comes when it is durable; the same key again is the same upload."""
    name = (file.name or "")[-LONGEST_NAME:]
    origin = Origin(name, label, Source.API, idempotency_key)
    arrival = uploads.take(file, origin, now=timezone.now())
    duplicate = arrival.outcome == Outcome.DUPLICATE
    return Status(202, Receipt(letter=arrival.document_id, duplicate=duplicate))


@api.get("/v1/changes", response={200: Changes, 422: Problem}, summary="What happened, in order")
def changes(
    request: HttpRequest,
    *,
    after: Annotated[int, Query(ge=0, description="`next` of the answer before")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_S, description="seconds")] = 0,
) -> Changes:
    """Return the events behind a cursor; ask again with `next` and none is missed or repeated."""
    events = changes_behind(after, limit=limit, wait_s=wait)
    return Changes(
        items=[Change.model_validate(event_json(event)) for event in events],
        next=events[-1].pk if events else after,
    )


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
