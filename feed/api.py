"""The REST API for trackers: stored letters in, JSON out (OpenAPI at /api/docs)."""

from typing import Annotated

from django.http import HttpRequest
from ninja import NinjaAPI, Query

from feed.errors import NO_LETTER
from feed.schemas import Letter, Letters, LetterSummary, Problem
from records.export import letter_json
from records.models import Document
from records.states import State

MOST = 200

api = NinjaAPI(title="vanthu", version="1", description="Read official letters as records.")


@api.get("/v1/letters", response=Letters, summary="Letters, newest first")
def letters(
    request: HttpRequest,
    *,
    state: State | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Letters:
    """List letters, all or those in one state."""
    found = Document.objects.all() if state is None else Document.objects.filter(state=state)
    rows = found.order_by("-id")[offset : offset + limit]
    return Letters(count=found.count(), items=[_summary(row) for row in rows])


@api.get("/v1/letters/{letter_id}", response={200: Letter, 404: Problem}, summary="One letter")
def letter(request: HttpRequest, letter_id: int) -> tuple[int, Letter | Problem]:
    """Return a letter with its record and the evidence of each value."""
    found = Document.objects.select_related("record").filter(pk=letter_id).first()
    return (404, NO_LETTER) if found is None else (200, dict(letter_json(found)))


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
        error_code=document.error_code if document.state == State.FAILED else None,
    )
