"""Which version of a letter a program has seen: a letter goes in, its ETag or a refusal comes out."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse

from feed.errors import NoVersion, OldVersion
from records.export import letter_json
from records.models import Document

DIGITS = 32
ANY = "*"
UNCHANGED = 304


def answer(document: Document, request: HttpRequest | None = None) -> HttpResponse:
    """Return a letter as JSON with its ETag; 304 without it when the asker has it already."""
    body = _body(document)
    tag = _tag(body)
    if request is not None and tag in _tags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=UNCHANGED, headers={"ETag": tag})
    return HttpResponse(body, content_type="application/json", headers={"ETag": tag})


def must_match(request: HttpRequest, document: Document) -> None:
    """Let a change through that was made to the letter as it is now.

    Raises:
        NoVersion: The request does not say which version it means (If-Match).
        OldVersion: The letter has changed since.
    """
    seen = request.headers.get("If-Match", "")
    if not seen:
        raise NoVersion
    if seen != ANY and _tag(_body(document)) not in _tags(seen):
        raise OldVersion


def _body(document: Document) -> bytes:
    return json.dumps(letter_json(document), ensure_ascii=False).encode()


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:DIGITS]}"'


def _tags(header: str) -> set[str]:
    """Return the tags of a header; proxies that pack answers make them weak."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
