"""What happened to a letter, for staff: its Corrections go in, newest first lines come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nlp.record import FieldName, Json
from records.models import Correction, Document
from records.states import Change
from review.shown import parts_of
from review.templatetags.office import day
from review.words import FIELDS

LONGEST = 80
SHOWN = 200

DEEDS: Mapping[str, Promise | str] = {
    Change.SET: gettext_lazy("sửa"),
    Change.ADD: gettext_lazy("thêm"),
    Change.REMOVE: gettext_lazy("bỏ"),
    Change.ACCEPT: gettext_lazy("xác nhận"),
    Change.APPROVE: gettext_lazy("duyệt văn bản"),
    Change.REOPEN: gettext_lazy("mở lại văn bản"),
    Change.UNDO: gettext_lazy("hoàn tác"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history; `before` and `after` are empty where the value did not change."""

    at: datetime
    who: str
    what: Promise | str
    field: Promise | str
    before: str
    after: str
    undone: bool


def history_of(document: Document) -> list[Line]:
    """Return the latest changes of a letter, newest first."""
    rows = Correction.objects.filter(document=document).select_related("by", "undone_by")
    return [_line(row) for row in rows.order_by("-id")[:SHOWN]]


def _line(row: Correction) -> Line:
    before, after = _words(row, row.before), _words(row, row.after)
    same = before == after
    return Line(
        at=row.at,
        who=_("người ở máy chủ") if row.by is None else row.by.get_username(),
        what=DEEDS[row.kind],
        field=FIELDS[FieldName(row.name)] if row.name else "",
        before="" if same else before,
        after="" if same else after,
        undone=hasattr(row, "undone_by"),
    )


def _words(row: Correction, snapshot: Mapping[str, Json] | None) -> str:
    if not row.name or snapshot is None:
        return ""
    parts = parts_of(FieldName(row.name), snapshot["value"])
    shown = [day(part.text) if part.kind == "day" else part.text for part in parts if part.text]
    text = ", ".join(shown)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
