"""What of a letter can be looked at: its pages as images and text, its searchable copy."""

from pathlib import Path as FilePath
from typing import Annotated

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from feed.errors import NotReady
from feed.letters import LetterId, of
from feed.openapi import bytes_of
from feed.schemas import Problem
from records.layers import layer_of
from records.models import Document, Page
from records.previews import archive_path, preview_path

SANDBOX = "default-src 'none'; sandbox"
PLAIN = "text/plain; charset=utf-8"
BREAK = "\f"
"""Between two pages of text, as pdftotext writes it."""
Number = Annotated[int, Path(ge=1, le=100_000, description="page, from 1")]

router = Router(tags=["papers"])


class PageOfLetter(Schema):
    """One page: its size in pixels, where its words came from and why."""

    page: int
    width_px: float
    height_px: float
    source: str
    verdict: str
    reason: str
    image: bool


class Pages(Schema):
    """The pages that have been read so far."""

    items: list[PageOfLetter]


@router.get("/letters/{letter_id}/pages", response={200: Pages, 404: Problem}, summary="Its pages")
def pages(request: HttpRequest, letter_id: LetterId) -> Pages:
    """List the pages of a letter that have been read."""
    document = of(letter_id)
    rows = document.page_rows.order_by("index").defer("words", "marks")
    return Pages(items=[_page(document, row) for row in rows])


@router.get(
    "/letters/{letter_id}/pages/{number}/image",
    response={404: Problem},
    summary="One page as WebP",
    openapi_extra=bytes_of("image/webp"),
)
def image(request: HttpRequest, letter_id: LetterId, number: Number) -> FileResponse:
    """Return the image of a page as staff see it."""
    path = preview_path(settings.VANTHU_PREVIEWS, of(letter_id).sha256, number - 1)
    return _file(path, "image/webp")


@router.get(
    "/letters/{letter_id}/text",
    response={404: Problem},
    summary="The text as read",
    openapi_extra=bytes_of("text/plain"),
)
def text(
    request: HttpRequest,
    letter_id: LetterId,
    *,
    page: Annotated[int | None, Query(ge=1, le=100_000, description="this page alone")] = None,
) -> HttpResponse:
    """Return the text in reading order, line by line; pages are parted by a form feed."""
    rows = of(letter_id).page_rows.order_by("index")
    if page is not None:
        rows = rows.filter(index=page - 1)
    texts = [layer_of(row).text for row in rows]
    if not texts:
        raise NotReady
    return HttpResponse(BREAK.join(texts), content_type=PLAIN)


@router.get(
    "/letters/{letter_id}/archive",
    response={404: Problem},
    summary="The searchable copy (PDF/A)",
    openapi_extra=bytes_of("application/pdf"),
)
def archive(request: HttpRequest, letter_id: LetterId) -> FileResponse:
    """Return the searchable copy; it is made some time after the letter is read."""
    return _file(archive_path(settings.VANTHU_ARCHIVES, of(letter_id).sha256), "application/pdf")


def _page(document: Document, row: Page) -> PageOfLetter:
    path = preview_path(settings.VANTHU_PREVIEWS, document.sha256, row.index)
    return PageOfLetter(
        page=row.index + 1,
        width_px=row.width_px,
        height_px=row.height_px,
        source=row.source,
        verdict=row.verdict,
        reason=row.reason,
        image=path.is_file(),
    )


def _file(path: FilePath, kind: str) -> FileResponse:
    try:
        file = path.open("rb")
    except OSError as error:
        raise NotReady from error
    answer = FileResponse(file, as_attachment=True, filename=path.name, content_type=kind)
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
