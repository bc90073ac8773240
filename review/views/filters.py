"""Which letters a list shows, and in which order: what a visitor asked for goes in, rows come out."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nlp.record import FieldStatus
from records.entries import folded, found
from records.models import Document, FieldValue
from records.states import UNFINISHED, State

FILTERS = ("loai", "nhan", "ban-hanh", "tu", "den", "han", "nghi-ngo")
KEPT = ("xem", "tim", *FILTERS)
"""What belongs to a saved view."""
QUEUE = "can-xem"
SAMPLE = "kiem-mau"


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the letters: its word in the address, its name, its states.

    `sampled` leaves those alone that were drawn for a check.
    """

    key: str
    title: object
    states: frozenset[State]
    sampled: bool = False


VIEWS: tuple[View, ...] = (
    View(QUEUE, _("Cần xem lại"), frozenset({State.NEEDS_REVIEW})),
    View("dang-doc", _("Đang đọc"), UNFINISHED),
    View("xong", _("Đã đọc xong"), frozenset({State.DONE})),
    View(SAMPLE, _("Kiểm mẫu"), frozenset({State.DONE}), sampled=True),
    View("da-duyet", _("Đã duyệt"), frozenset({State.APPROVED})),
    View("loi", _("Không đọc được"), frozenset({State.FAILED})),
    View("da-bo", _("Đã bỏ"), frozenset({State.DISCARDED})),
    View("tat-ca", _("Tất cả"), frozenset(State)),
)
ALL = VIEWS[-1]


def queue() -> QuerySet[Document]:
    """Return the letters that wait for staff, the most urgent deadline first."""
    return sorted_rows(Document.objects.filter(state=State.NEEDS_REVIEW), VIEWS[0])


def sample() -> QuerySet[Document]:
    """Return the letters that were drawn for a check and wait for it, newest first."""
    return Document.objects.filter(sampled=True, state=State.DONE).order_by("-id")


def next_in_queue(document: Document) -> Document | None:
    """Return the letter that staff see after another one: behind it, else the first."""
    view = view_of(SAMPLE) if document.sampled else VIEWS[0]
    others = (sample() if document.sampled else queue()).exclude(pk=document.pk)
    return after(others, view, key_of(document, view)).first() or others.first()


def view_of(wanted: str) -> View:
    """Return the view of a word in the address; all letters for any other word."""
    return next((view for view in VIEWS if view.key == wanted), ALL)


def filtered(asked: QueryDict, view: View) -> QuerySet[Document]:
    """Return the letters that a visitor asked for, in no order."""
    rows = Document.objects.all()
    if view is not ALL:
        rows = rows.filter(state__in=view.states)
    if view.sampled:
        rows = rows.filter(sampled=True)
    rows = found(rows, asked.get("tim", ""))
    exact = {"document_type": asked.get("loai"), "label": asked.get("nhan")}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if asked.get("han") == "qua":
        rows = rows.filter(due_on__lt=timezone.localdate().isoformat())
    if value := asked.get("ban-hanh"):
        rows = rows.filter(issuer__in=_issuers(value))
    if value := asked.get("nghi-ngo"):
        doubt = FieldValue.objects.filter(name=value, status=FieldStatus.NEEDS_REVIEW)
        rows = rows.filter(Exists(doubt.filter(record__document=OuterRef("pk"))))
    return _between(rows, asked)


def labels() -> list[str]:
    """Return every label that a letter has."""
    named = Document.objects.exclude(label="").order_by("label")
    return list(named.values_list("label", flat=True).distinct())


def _issuers(asked: str) -> list[str]:
    """Return the issuers whose name holds what was asked, with or without diacritics."""
    every = Document.objects.order_by("issuer").values_list("issuer", flat=True).distinct()
    return [name for name in every if folded(asked) in folded(name)]


def _between(rows: QuerySet[Document], asked: QueryDict) -> QuerySet[Document]:
    """Keep the letters issued within the days asked for."""
    if value := asked.get("tu"):
        rows = rows.filter(issued_on__gte=value)
    if value := asked.get("den"):
        rows = rows.filter(issued_on__lte=value).exclude(issued_on="")
    return rows


def sorted_rows(rows: QuerySet[Document], view: View) -> QuerySet[Document]:
    """Return the queue with the most urgent deadline first, other lists with the newest first."""
    return rows.order_by("due_on", "id") if view.key == QUEUE else rows.order_by("-id")


def key_of(row: Document, view: View) -> str:
    """Return what the next screenful starts behind."""
    return f"{row.due_on}.{row.pk}" if view.key == QUEUE else str(row.pk)


def after(rows: QuerySet[Document], view: View, key: str) -> QuerySet[Document]:
    """Return the rows behind a key; all of them where it is none."""
    due_on, _dot, number = key.rpartition(".")
    if not number.isascii() or not number.isdigit():
        return rows
    if view.key == QUEUE:
        later = Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=int(number))
        return rows.filter(later, due_on__gte=due_on)
    return rows.filter(id__lt=int(number))
