"""Who has answered a letter, for programs and as a table: a letter goes in, a line a unit comes out."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from ninja import Router, Schema

from feed.files import XLSX, Form, named
from feed.letters import LetterId, of
from feed.openapi import bytes_of
from feed.reply_rows import REPLIES, rows_of
from feed.schemas import Problem
from feed.tables import csv_lines, pieces, xlsx
from records.expected import expected
from records.models import NO_DEADLINE
from records.replies import Reply, replies

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


class DeadlineAnswers(Schema):
    """What one deadline expects; `position` is that of the value in `deadlines`."""

    position: int
    last_day: str
    action: str
    items: list[Answer]


class Answers(Schema):
    """The units a letter asks, in its order, then others that answered; `due_on` is its last day."""

    letter: int
    due_on: str | None
    items: list[Answer]
    deadlines: list[DeadlineAnswers]


@router.get(
    "/letters/{letter_id}/replies",
    response={200: Answers, 404: Problem},
    summary="Which addressed units have answered",
)
def answers(request: HttpRequest, letter_id: LetterId) -> Answers:
    """Return who has answered a letter, on the whole and for each of its deadlines.

    Answers are matched by citations and issuers of later letters.
    """
    document, today = of(letter_id), timezone.localdate().isoformat()
    due = [
        DeadlineAnswers(
            position=one.position,
            last_day=one.last_day,
            action=one.action,
            items=[_answer(reply) for reply in one.replies],
        )
        for one in expected(document, today=today)
    ]
    return Answers(
        letter=document.pk,
        due_on=None if document.due_on == NO_DEADLINE else document.due_on,
        items=[_answer(one) for one in replies(document, today=today)],
        deadlines=due,
    )


@router.get(
    "/letters/{letter_id}/replies.{form}",
    response={404: Problem},
    summary="The same as XLSX or CSV",
    openapi_extra=bytes_of(XLSX, "text/csv"),
)
def table(
    request: HttpRequest, letter_id: LetterId, form: Form
) -> HttpResponse | StreamingHttpResponse:
    """Return the answers to a letter as a table, a row a deadline and unit."""
    document = of(letter_id)
    rows = rows_of(document)
    if form is Form.CSV:
        lines = csv_lines(REPLIES, rows)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        answer = StreamingHttpResponse(pieces(xlsx(REPLIES, rows)), content_type=XLSX)
    return named(answer, f"tra-loi-{document.pk}.{form}")


def _answer(one: Reply) -> Answer:
    return Answer(
        unit=one.unit,
        expected=one.expected,
        answered=one.letter is not None,
        late=one.late,
        letter=None if one.letter is None else one.letter.pk,
        code=None if one.letter is None else one.letter.code or None,
        issued_on=None if one.letter is None else one.letter.issued_on or None,
    )
