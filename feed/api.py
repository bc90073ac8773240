"""The REST API for trackers: a request goes in, JSON comes out (OpenAPI at /api/docs)."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query

from feed.auth import Allowed
from feed.changes import changes as changes_behind
from feed.changes import event_json
from feed.desk import router as desk
from feed.errors import install
from feed.files import router as files
from feed.graph import router as graph
from feed.incoming import router as incoming
from feed.letters import router as letters
from feed.openapi import Described, json_of
from feed.papers import router as papers
from feed.parts import router as parts
from feed.record_schema import record_schema
from feed.replies import router as replies
from feed.schemas import LARGEST, MOST, Change, Changes
from records.tokens import Scope

LONGEST_WAIT_S = 5
SCHEMA = "application/schema+json"

api = Described(
    title="vanthu",
    version="1",
    description="Read official letters as records, and correct them.",
    auth=Allowed(Scope.READ),
)
install(api)
for router in (letters, incoming, papers, graph, replies, desk, parts, files):
    api.add_router("/v1", router)


@api.get("/v1/changes", response=Changes, tags=["changes"], summary="What happened, in order")
def changes(
    request: HttpRequest,
    *,
    after: Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the answer before")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_S, description="seconds")] = 0,
) -> Changes:
    """Return the events behind a cursor; ask again with `next` and none is missed or repeated."""
    events = changes_behind(after, limit=limit, wait_s=wait)
    return Changes(
        items=[Change.model_validate(event_json(event)) for event in events],
        next=events[-1].pk if events else after,
    )


@api.get(
    "/v1/schema/record",
    tags=["letters"],
    summary="What a record looks like",
    openapi_extra=json_of(SCHEMA),
)
def schema(request: HttpRequest) -> HttpResponse:
    """Return the JSON Schema of a record: the part of a letter that is read from the paper."""
    address = request.build_absolute_uri(request.path)
    return JsonResponse(record_schema(address), content_type=SCHEMA)
