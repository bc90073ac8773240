"""Who has answered, as rows of a table: a letter goes in, a row a deadline and unit comes out."""

from collections.abc import Iterator

from django.utils import timezone

from feed.register import Row, Sheet, number_of, vietnamese
from records.expected import expected
from records.models import NO_DEADLINE, Document
from records.replies import Reply, day_of, replies

HEADS = (
    "Số đến",
    "Số, ký hiệu",
    "Trích yếu",
    "Hạn",
    "Nội dung phải gửi",
    "Đơn vị",
    "Được hỏi",
    "Tình trạng",
    "Văn bản trả lời",
    "Ngày trả lời",
)


def rows_of(document: Document) -> Iterator[Row]:
    """Yield a row for each deadline and unit; then the units that answered unasked."""
    today = timezone.localdate().isoformat()
    due = expected(document, today=today)
    for one in due:
        for reply in one.replies:
            yield _row(document, reply, last_day=one.last_day, action=one.action)
    for reply in replies(document, today=today):
        if not (due and reply.expected):
            yield _row(document, reply, last_day="", action="")


def _of_deadlines(document: Document) -> Iterator[Row]:
    return rows_of(document) if document.due_on != NO_DEADLINE else iter(())


def _row(document: Document, reply: Reply, *, last_day: str, action: str) -> Row:
    letter = reply.letter
    return (
        number_of(document),
        document.code,
        document.subject,
        vietnamese(last_day),
        action,
        reply.unit,
        "có" if reply.expected else "không",
        _state(answered=letter is not None, late=reply.late),
        "" if letter is None else letter.code or letter.name,
        "" if letter is None else vietnamese(day_of(letter)),
    )


def _state(*, answered: bool, late: bool) -> str:
    if answered:
        return "trả lời muộn" if late else "đã trả lời"
    return "quá hạn, chưa trả lời" if late else "chưa trả lời"


REPLIES = Sheet("Theo dõi trả lời", HEADS, rows_of)
"""Of one letter."""
ALL_REPLIES = Sheet("Theo dõi trả lời", HEADS, _of_deadlines)
"""Of every letter with a deadline."""
