"""The list of letters: filters come in, one screenful of letters goes out; refreshed by polling."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.entries import found
from records.models import Document
from records.states import UNFINISHED, State
from review.words import FIELDS, TYPES

SHOWN = 50
FILTERS = ("loai", "nhan", "ban-hanh", "tu", "den", "han", "nghi-ngo")
QUEUE = "can-xem"


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the letters: its word in the address, its name, its states."""

    key: str
    title: object
    states: frozenset[State]


VIEWS: tuple[View, ...] = (
    View(QUEUE, _("Cần xem lại"), frozenset({State.NEEDS_REVIEW})),
    View("dang-doc", _("Đang đọc"), UNFINISHED),
    View("xong", _("Đã đọc xong"), frozenset({State.DONE})),
    View("da-duyet", _("Đã duyệt"), frozenset({State.APPROVED})),
    View("loi", _("Không đọc được"), frozenset({State.FAILED})),
    View("da-bo", _("Đã bỏ"), frozenset({State.DISCARDED})),
    View("tat-ca", _("Tất cả"), frozenset(State)),
)
ALL = VIEWS[-1]


def letters(request: HttpRequest) -> HttpResponse:
    """Show the list, or with `phan=dong` only what changes while staff look at it."""
    asked = request.GET
    view = _view(asked)
    rows = _after(_sorted(_filtered(asked, view), view), view, asked.get("sau", ""))
    page = list(rows[: SHOWN + 1])
    more = page[SHOWN - 1] if len(page) > SHOWN else None
    context = {
        "view": view,
        "tabs": _tabs(),
        "rows": page[:SHOWN],
        "asked": asked,
        "query": _without(asked, "sau", "phan"),
        "here": _without(asked, "phan"),
        "next": _key(more, view) if more else "",
        "today": timezone.localdate().isoformat(),
        "empty": not Document.objects.exists(),
        "types": TYPES.items(),
        "fields": FIELDS.items(),
        "chosen": {"ban_hanh": asked.get("ban-hanh", ""), "nghi_ngo": asked.get("nghi-ngo", "")},
        "filtered": any(asked.get(name) for name in FILTERS),
    }
    part = asked.get("phan") == "dong"
    return render(request, "review/_list.html" if part else "review/letters.html", context)


def queue() -> QuerySet[Document]:
    """Return the letters that wait for staff, the most urgent deadline first."""
    return _sorted(Document.objects.filter(state=State.NEEDS_REVIEW), VIEWS[0])


def next_in_queue(document: Document) -> Document | None:
    """Return the letter that staff see after another one: behind it, else the first."""
    others = queue().exclude(pk=document.pk)
    return _after(others, VIEWS[0], _key(document, VIEWS[0])).first() or others.first()


def _view(asked: QueryDict) -> View:
    wanted = asked.get("xem", "")
    return next((view for view in VIEWS if view.key == wanted), ALL)


def _tabs() -> list[tuple[View, int]]:
    counted = dict(Document.objects.order_by().values_list("state").annotate(Count("id")))
    return [(view, sum(counted.get(state, 0) for state in view.states)) for view in VIEWS]


def _filtered(asked: QueryDict, view: View) -> QuerySet[Document]:
    rows = Document.objects.all()
    if view is not ALL:
        rows = rows.filter(state__in=view.states)
    rows = found(rows, asked.get("tim", ""))
    exact = {"document_type": asked.get("loai"), "label": asked.get("nhan")}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if asked.get("han") == "qua":
        rows = rows.filter(due_on__lt=timezone.localdate().isoformat())
    if value := asked.get("ban-hanh"):
        rows = rows.filter(issuer__icontains=value)
    if value := asked.get("nghi-ngo"):
        doubt = {"record__values__name": value, "record__values__status": "needs_review"}
        rows = rows.filter(**doubt).distinct()
    return _between(rows, asked)


def _between(rows: QuerySet[Document], asked: QueryDict) -> QuerySet[Document]:
    """Keep the letters issued within the days asked for."""
    if value := asked.get("tu"):
        rows = rows.filter(issued_on__gte=value)
    if value := asked.get("den"):
        rows = rows.filter(issued_on__lte=value).exclude(issued_on="")
    return rows


def _sorted(rows: QuerySet[Document], view: View) -> QuerySet[Document]:
    return rows.order_by("due_on", "id") if view.key == QUEUE else rows.order_by("-id")


def _key(row: Document, view: View) -> str:
    """Return what the next screenful starts behind."""
    return f"{row.due_on}.{row.pk}" if view.key == QUEUE else str(row.pk)


def _after(rows: QuerySet[Document], view: View, key: str) -> QuerySet[Document]:
    due_on, _dot, number = key.rpartition(".")
    if not number.isascii() or not number.isdigit():
        return rows
    if view.key == QUEUE:
        later = Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=int(number))
        return rows.filter(later, due_on__gte=due_on)
    return rows.filter(id__lt=int(number))


def _without(asked: QueryDict, *names: str) -> str:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
