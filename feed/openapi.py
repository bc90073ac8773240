"""The API's description for programs: what ninja knows goes in, what is really answered comes out."""

from collections.abc import Mapping
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from feed.errors import PROBLEM, TITLES

EVERYWHERE = (400, 401, 403, 422, 429)
"""Any request may be answered so: malformed, without token, wrong scope, wrong value, too many."""
BODY_TOO_LARGE = 413
OK = 200
REFERENCE = {"$ref": "#/components/schemas/Problem"}


class Described(NinjaAPI):
    """An API whose description names problems by their type of content."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description (OpenAPI 3.1)."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in document["paths"].values():
            for method, operation in operations.items():
                operation["responses"] = _answers(operation["responses"])
                _only_named(operation)
                if method == "post":
                    operation["responses"].setdefault(str(BODY_TOO_LARGE), _problem(BODY_TOO_LARGE))
        return document


def _answers(responses: Mapping[Any, Any]) -> dict[str, Any]:
    found = {str(status): answer for status, answer in responses.items()}
    for status in (*map(str, EVERYWHERE), *found):
        if int(status) >= min(EVERYWHERE):
            found[status] = _problem(int(status))
    return found


def _problem(status: int) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": TITLES[status],
        "content": {PROBLEM: {"schema": REFERENCE}},
    }
    if status == 429:
        whole_seconds = {"type": "integer", "minimum": 1}
        answer["headers"] = {"Retry-After": {"required": True, "schema": whole_seconds}}
    return answer


def _only_named(operation: dict[str, Any]) -> None:
    """A file in a form is bytes; ninja calls it a text."""
    body = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
    for part in (body or {}).get("schema", {}).get("properties", {}).values():
        if part.get("format") == "binary":
            part.pop("format")
            part |= {"contentMediaType": "application/octet-stream", "minLength": 1}


def bytes_of(*media_types: str) -> dict[str, Any]:
    """Return what describes an answer that is a file, for `openapi_extra`."""
    return _content({kind: {"type": "string", "format": "binary"} for kind in media_types})


def json_of(media_type: str) -> dict[str, Any]:
    """Return what describes an answer that is any JSON object, for `openapi_extra`."""
    return _content({media_type: {"type": "object"}})


def _content(schemas: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    content = {kind: {"schema": schema} for kind, schema in schemas.items()}
    return {"responses": {OK: {"description": "OK", "content": content}}}
