"""The REST API for trackers: stored letters in, JSON out (OpenAPI at /api/docs)."""

from typing import Annotated

from django.http import HttpRequest
from ninja import NinjaAPI, Query

from feed.access import either
from feed.errors import NoLetter, install
from feed.schemas import Letter, Letters, LetterSummary, Problem
from records.entries import found
from records.export import letter_json
from records.models import NO_DEADLINE, Document
from records.states import State
from records.tokens import Scope

MOST = 200

api = NinjaAPI(
    title="vanthu",
    version="1",
    description="Read official letters as records.",
    auth=either(Scope.READ),
)
install(api)


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
