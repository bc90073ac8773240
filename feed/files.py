"""Records and originals as files other programs open: calendar, registers, edXML, the scan itself."""

from enum import StrEnum
from typing import IO, Annotated, TypeVar

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Query, Router

from feed.auth import Allowed, CalendarLink
from feed.calendar import office_calendar
from feed.edxml import edxml_of
from feed.errors import NoFile
from feed.letters import LetterId, of
from feed.openapi import bytes_of
from feed.register import rows_of
from feed.schemas import Problem
from feed.sheets import SHEETS
from feed.tables import csv_lines, pieces, xlsx
from records import store
from records.models import Document
from records.tokens import Scope

router = Router(tags=["files"])
Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SANDBOX = "default-src 'none'; sandbox"


class Table(StrEnum):
    """The registers (feed.sheets)."""

    INCOMING = "incoming"
    HANDLING = "handling"
    TASKS = "tasks"
    REPLIES = "replies"


class Form(StrEnum):
    """How a register is written."""

    XLSX = "xlsx"
    CSV = "csv"


@router.get(
    "/calendar.ics",
    auth=[CalendarLink(), Allowed(Scope.READ)],
    summary="Deadlines and events as iCalendar",
    openapi_extra=bytes_of("text/calendar"),
)
def calendar(
    request: HttpRequest,
    *,
    reviewed: Annotated[bool, Query(description="approved letters alone")] = True,
    responsible: Annotated[str, Query(max_length=200)] = "",
) -> HttpResponse:
    """Return one calendar of all letters, or of those that name somebody."""
    body = office_calendar(reviewed=reviewed, responsible=responsible)
    return named(HttpResponse(body, content_type="text/calendar; charset=utf-8"), "vanthu.ics")


@router.get(
    "/registers/{table}.{form}",
    summary="A register as XLSX or CSV",
    openapi_extra=bytes_of(XLSX, "text/csv"),
)
def register(
    request: HttpRequest, table: Table, form: Form, *, reviewed: bool = False
) -> HttpResponse | StreamingHttpResponse:
    """Return a register, row by row, so that any number of letters fits in memory."""
    sheet = SHEETS[table]
    if form is Form.CSV:
        lines = csv_lines(sheet, rows_of(sheet, reviewed=reviewed))
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        answer = StreamingHttpResponse(
            pieces(xlsx(sheet, rows_of(sheet, reviewed=reviewed))), content_type=XLSX
        )
    return named(answer, f"{table}.{form}")


@router.get(
    "/letters/{letter_id}/edxml",
    response={404: Problem},
    summary="A letter as edXML",
    openapi_extra=bytes_of("application/xml"),
)
def edxml(request: HttpRequest, letter_id: LetterId, *, file: bool = False) -> HttpResponse:
    """Return a letter in the form of QCVN 102:2016, with its file packed in when asked for."""
    document = of(letter_id)
    content = None
    if file:
        with _opened(document) as original:
            content = original.read()
    body = edxml_of(document, file=content)
    return named(HttpResponse(body, content_type="application/xml"), f"{document.pk}.edxml")


@router.get(
    "/letters/{letter_id}/file",
    response={404: Problem},
    summary="The original",
    openapi_extra=bytes_of("application/octet-stream"),
)
def original(request: HttpRequest, letter_id: LetterId) -> FileResponse:
    """Return the file as it came in."""
    document = of(letter_id)
    answer = FileResponse(
        _opened(document),
        as_attachment=True,
        filename=f"{document.pk}-{document.sha256[:8]}",
        content_type="application/octet-stream",
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


def _opened(document: Document) -> IO[bytes]:
    try:
        return store.originals().open(document.stored)
    except OSError as error:
        raise NoFile from error


def named(answer: Answer, name: str) -> Answer:
    """Let an answer be saved under a name, never opened in the page."""
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
