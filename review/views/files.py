"""The bytes staff may see: a letter goes in, its original or one page of it comes out.

Nothing a sender chose (name, type, content) reaches the browser in a way it could run.
"""

from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from records import store
from records.models import Document, Page
from records.previews import archive_path, preview_path
from records.wording import lines_of

SANDBOX = "default-src 'none'; sandbox"
CACHED = "private, max-age=86400"


@require_GET
def original(request: HttpRequest, letter_id: int) -> FileResponse:
    """Download the file as it was received: always saved, never opened in the page."""
    document = get_object_or_404(Document, pk=letter_id)
    if not store.originals().exists(document.stored):
        raise Http404
    return _saved(store.originals().open(document.stored), plain_name(document.name))


@require_GET
def archive_copy(request: HttpRequest, letter_id: int) -> FileResponse:
    """Download the searchable copy; 404 until it is made."""
    document = get_object_or_404(Document, pk=letter_id)
    path = archive_path(settings.VANTHU_ARCHIVES, document.sha256)
    if not path.is_file():
        raise Http404
    return _saved(path.open("rb"), f"{Path(plain_name(document.name)).stem}.pdf")


@require_GET
def page_image(request: HttpRequest, letter_id: int, number: int) -> FileResponse:
    """Show one drawn page; `number` from 1. 404 until it is drawn."""
    document = get_object_or_404(Document, pk=letter_id)
    path = preview_path(settings.VANTHU_PREVIEWS, document.sha256, number - 1)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response.headers["Cache-Control"] = CACHED
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@require_GET
def page_words(request: HttpRequest, letter_id: int, number: int) -> JsonResponse:
    """Return the words of a page: [text, left, top, right, bottom] in fractions of the page.

    Repaired words are as they are spelt now: a field filled from the paper gets its marks.
    """
    page = get_object_or_404(Page, document_id=letter_id, index=number - 1)
    wide, high = page.width_px or 1, page.height_px or 1
    words = [
        [
            word.text,
            round(left / wide, 4),
            round(top / high, 4),
            round(right / wide, 4),
            round(bottom / high, 4),
        ]
        for line, spelt in zip(page.words, lines_of(page), strict=True)
        for (_read, left, top, right, bottom, _confidence), word in zip(line, spelt, strict=True)
    ]
    return JsonResponse({"words": words})


def _saved(content: IO[bytes], name: str) -> FileResponse:
    """Hand out a file that the browser saves and never opens in the page."""
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def plain_name(name: str) -> str:
    r"""Return a file name that a header can carry: no control signs, nothing that is a path.

    >>> plain_name("../công\nvăn\u202efdp.pdf")
    '.._côngvănfdp.pdf'
    """
    kept = "".join(sign for sign in name if sign.isprintable())
    return kept.replace("/", "_").replace("\\", "_") or "van-ban"
