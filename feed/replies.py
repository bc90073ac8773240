"""Who has answered a letter, for programs and as a table: a letter goes in, a line a unit comes out."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from ninja import Router, Schema

from feed.files import XLSX, Form, named
from feed.letters import LetterId, of
from feed.openapi import bytes_of
from feed.register import Row, Sheet, vietnamese
from feed.schemas import Problem
from feed.tables import csv_lines, pieces, xlsx
from records.models import NO_DEADLINE, Document
from records.replies import replies

HEADS = (
    "Số, ký hiệu",
    "Trích yếu",
    "Hạn",
    "Đơn vị",
    "Được hỏi",
    "Tình trạng",
    "Văn bản trả lời",
    "Ngày trả lời",
)
router = Router(tags=["replies"])


class Answer(Schema):
    """What is known of one unit's answer; `letter` is null while there is none."""

    unit: str
    expected: bool
    answered: bool
    late: bool
    letter: int | None
    code: str | None
    issued_on: str | None


class Answers(Schema):
    """The units a letter asks, in its order, then others that answered; `due_on` is its last day."""

    letter: int
    due_on: str | None
    items: list[Answer]


@router.get(
    "/letters/{letter_id}/replies",
    response={200: Answers, 404: Problem},
    summary="Which addressed units have answered",
)
def answers(request: HttpRequest, letter_id: LetterId) -> Answers:
    """Return who has answered a letter; matched by citations and issuers of later letters."""
    document = of(letter_id)
    items = [
        Answer(
            unit=one.unit,
            expected=one.expected,
            answered=one.letter is not None,
            late=one.late,
            letter=None if one.letter is None else one.letter.pk,
            code=None if one.letter is None else one.letter.code or None,
            issued_on=None if one.letter is None else one.letter.issued_on or None,
        )
        for one in replies(document, today=_today())
    ]
    due = None if document.due_on == NO_DEADLINE else document.due_on
    return Answers(letter=document.pk, due_on=due, items=items)


@router.get(
    "/letters/{letter_id}/replies.{form}",
    response={404: Problem},
    summary="The same as XLSX or CSV",
    openapi_extra=bytes_of(XLSX, "text/csv"),
)
def table(
    request: HttpRequest, letter_id: LetterId, form: Form
) -> HttpResponse | StreamingHttpResponse:
    """Return the answers to a letter as a table."""
    document = of(letter_id)
    rows = rows_of(document, 0)
    if form is Form.CSV:
        lines = csv_lines(REPLIES, rows)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        answer = StreamingHttpResponse(pieces(xlsx(REPLIES, rows)), content_type=XLSX)
    return named(answer, f"tra-loi-{document.pk}.{form}")


def rows_of(document: Document, _number: int) -> Iterator[Row]:
    """Yield a row a unit."""
    for one in replies(document, today=_today()):
        letter = one.letter
        yield (
            document.code,
            document.subject,
            "" if document.due_on == NO_DEADLINE else vietnamese(document.due_on),
            one.unit,
            "có" if one.expected else "không",
            _state(answered=letter is not None, late=one.late),
            "" if letter is None else letter.code or letter.name,
            "" if letter is None else vietnamese(letter.issued_on),
        )


REPLIES = Sheet("Theo dõi trả lời", HEADS, rows_of)


def _state(*, answered: bool, late: bool) -> str:
    if answered:
        return "trả lời muộn" if late else "đã trả lời"
    return "quá hạn, chưa trả lời" if late else "chưa trả lời"


def _today() -> str:
    today: date = timezone.localdate()
    return today.isoformat()
