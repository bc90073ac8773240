"""What happened to a letter, for staff: its Corrections go in, newest first lines come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nlp.record import FieldName, Json
from records.corrections import seen_by_spot
from records.models import Correction, Document
from records.states import Change
from review.parts import said
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
    Change.RESTORE: gettext_lazy("lấy lại"),
    Change.WORD: gettext_lazy("sửa chữ"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history.

    Attributes:
        at: When.
        who: Who did it.
        what: What was done.
        field: To which field; empty for the whole letter or its text.
        before: What stood there; empty where the value did not change.
        after: What has stood there since; likewise.
        undone: Whether it was undone.
        restores: The Correction to name to get `before` back; 0 where there is nothing to get.
        spot: Name and position of the value, as in the page.
        seen: The last Correction of that value.
    """

    at: datetime
    who: str
    what: Promise | str
    field: Promise | str
    before: str
    after: str
    undone: bool
    restores: int
    spot: str
    seen: int


def history_of(document: Document) -> list[Line]:
    """Return the latest changes of a letter, newest first."""
    seen = seen_by_spot(document)
    rows = Correction.objects.filter(document=document).select_related("by", "undone_by")
    return [_line(row, seen) for row in rows.order_by("-id")[:SHOWN]]


def _line(row: Correction, seen: Mapping[tuple[str, int], int]) -> Line:
    before, after = _words(row, row.before), _words(row, row.after)
    same = before == after
    returns = bool(row.name) and not same and bool(before) and row.name != FieldName.CODE
    return Line(
        at=row.at,
        who=_who(row),
        what=DEEDS[row.kind],
        field=FIELDS[FieldName(row.name)] if row.name else "",
        before="" if same else before,
        after="" if same else after,
        undone=hasattr(row, "undone_by"),
        restores=row.pk if returns else 0,
        spot=f"{row.name}-{row.position}",
        seen=seen.get((row.name, row.position), 0),
    )


def _who(row: Correction) -> str:
    """Return the account, the program, or that somebody at the machine did it."""
    if row.by is not None:
        return row.by.get_username()
    return row.program or _("người ở máy chủ")


def _words(row: Correction, snapshot: Mapping[str, Json] | None) -> str:
    if snapshot is None:
        return ""
    if not row.name:
        return str(snapshot.get("text", ""))
    text = said(FieldName(row.name), snapshot["value"])
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
