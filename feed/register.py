"""The registers the Decree prescribes: letters go in, rows of text under fixed heads come out.

Source: Decree 30/2020/NĐ-CP, Annex IV (register of incoming documents; report on handling).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from nlp.record import FieldName, Json
from records.export import values_of
from records.models import NO_DEADLINE, Document
from records.states import READ, State

CHUNK = 200
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to hand out: its name, its heads, and what makes its rows of a letter."""

    name: str
    heads: tuple[str, ...]
    rows: Callable[[Document], Iterator[Row]]


def letters(*, reviewed: bool = False) -> QuerySet[Document]:
    """Return all letters with a record, or the approved ones, in the order they came in."""
    states = frozenset({State.APPROVED}) if reviewed else READ
    rows = Document.objects.select_related("record").prefetch_related("record__values")
    return rows.filter(state__in=states).order_by("received_at", "id")


def rows_of(sheet: Sheet, *, reviewed: bool) -> Iterator[Row]:
    """Yield the rows of a sheet without holding them all.

    A letter has the number it was given when it came in (records.numbering), whichever are shown.
    """
    for document in letters(reviewed=reviewed).iterator(chunk_size=CHUNK):
        yield from sheet.rows(document)


def _incoming(document: Document) -> Iterator[Row]:
    values = _values(document)
    stamp = _object(values, FieldName.ARRIVAL)
    yield (
        _text(stamp.get("date"))
        or vietnamese(timezone.localtime(document.received_at).date().isoformat()),
        _text(stamp.get("number")) or number_of(document),
        document.issuer,
        document.code,
        vietnamese(document.issued_on),
        document.document_type,
        document.subject,
        "; ".join(_texts(values, FieldName.RECIPIENTS)),
        "" if document.due_on == NO_DEADLINE else vietnamese(document.due_on),
        _first_text(values, FieldName.URGENCY),
        _first_text(values, FieldName.SECRECY),
        str(document.pages),
        "đã duyệt" if document.state == State.APPROVED else "chưa duyệt",
        document.name,
    )


def _handling(document: Document) -> Iterator[Row]:
    values = _values(document)
    for value in values.get(FieldName.DEADLINES, ()):
        if not isinstance(value, dict):
            continue
        yield (
            number_of(document),
            document.code,
            document.issuer,
            document.subject,
            _text(value.get("action")),
            _text(value.get("responsible")),
            _text(value.get("recipient")),
            vietnamese(_text(value.get("last_day"))),
            _text(value.get("time")),
            _text(value.get("quote")),
            "đã duyệt" if document.state == State.APPROVED else "chưa duyệt",
        )


def _tasks(document: Document) -> Iterator[Row]:
    for value in _values(document).get(FieldName.TASKS, ()):
        if not isinstance(value, dict):
            continue
        yield (
            number_of(document),
            document.code,
            _text(value.get("order")),
            _text(value.get("section")),
            _text(value.get("what")),
            _text(value.get("lead")),
            _text(value.get("support")),
            _text(value.get("result")),
            _text(value.get("schedule")),
            vietnamese(_text(value.get("due_on"))),
        )


INCOMING = Sheet(
    "Sổ đăng ký văn bản đến",
    (
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu",
        "Ngày, tháng",
        "Loại văn bản",
        "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận",
        "Hạn xử lý",
        "Độ khẩn",
        "Độ mật",
        "Số trang",
        "Tình trạng",
        "Ghi chú",
    ),
    _incoming,
)
HANDLING = Sheet(
    "Theo dõi giải quyết văn bản đến",
    (
        "Số đến",
        "Số, ký hiệu",
        "Tác giả",
        "Trích yếu",
        "Nội dung phải giải quyết",
        "Đơn vị, người thực hiện",
        "Nơi nhận kết quả",
        "Thời hạn",
        "Giờ",
        "Trích từ văn bản",
        "Tình trạng",
    ),
    _handling,
)
TASKS = Sheet(
    "Nhiệm vụ",
    (
        "Số đến",
        "Số, ký hiệu",
        "TT",
        "Mục",
        "Nhiệm vụ",
        "Chủ trì",
        "Phối hợp",
        "Kết quả, sản phẩm",
        "Thời gian (như văn bản)",
        "Hạn",
    ),
    _tasks,
)


def number_of(document: Document) -> str:
    """Return a letter's number of arrival as registers show it."""
    return "" if document.arrival_number is None else str(document.arrival_number)


def _values(document: Document) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in values_of(document):
        found.setdefault(row.name, []).append(row.value)
    return found


def _object(values: Mapping[str, list[Json]], name: FieldName) -> dict[str, Json]:
    first = values.get(name, [None])[0]
    return first if isinstance(first, dict) else {}


def _first_text(values: Mapping[str, list[Json]], name: FieldName) -> str:
    return _text(values.get(name, [None])[0])


def _texts(values: Mapping[str, list[Json]], name: FieldName) -> Iterable[str]:
    return (_text(value) for value in values.get(name, ()))


def _text(value: Json) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value if isinstance(value, str) else ""


def vietnamese(iso: str) -> str:
    """Return an ISO date as it is written in registers."""
    return "/".join(reversed(iso.split("-")))
