"""The list of letters: filters come in, one screenful of letters goes out; refreshed by polling."""

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from records.models import Document
from records.states import State
from review.views.filters import (
    FILTERS,
    KEPT,
    VIEWS,
    View,
    after,
    filtered,
    key_of,
    labels,
    sample,
    sorted_rows,
    view_of,
)
from review.views.saved import saved_views
from review.words import FIELDS, TYPES

SHOWN = 50
MOST = 999
LABELS_S = 30


def letters(request: HttpRequest) -> HttpResponse:
    """Show the list, or with `phan=dong` only what changes while staff look at it."""
    asked = request.GET
    view = view_of(asked.get("xem", ""))
    rows = after(sorted_rows(filtered(asked, view), view), view, asked.get("sau", ""))
    page = list(rows[: SHOWN + 1])
    more = page[SHOWN - 1] if len(page) > SHOWN else None
    context = {
        "view": view,
        "tabs": _tabs(),
        "most": MOST,
        "rows": page[:SHOWN],
        "asked": asked,
        "query": _without(asked, "sau", "phan"),
        "here": _without(asked, "phan"),
        "next": key_of(more, view) if more else "",
        "today": timezone.localdate().isoformat(),
        "empty": not Document.objects.exists(),
        "types": TYPES.items(),
        "fields": FIELDS.items(),
        "chosen": {"ban_hanh": asked.get("ban-hanh", ""), "nghi_ngo": asked.get("nghi-ngo", "")},
        "filtered": any(asked.get(name) for name in FILTERS),
        "saved": saved_views(request),
        "kept": _without(asked, *(name for name in asked if name not in KEPT)),
    }
    part = asked.get("phan") == "dong"
    if not part:
        context["labels"] = cache.get_or_set("labels", labels, LABELS_S)
    return render(request, "review/_list.html" if part else "review/letters.html", context)


def _tabs() -> list[tuple[View, int]]:
    """Count each view, to `MOST` and one more: nobody needs to know better, and it stays quick."""
    counts = {state: _counted(Document.objects.filter(state=state)) for state in State}
    every = [(view, sum(counts[state] for state in view.states)) for view in VIEWS]
    return [(view, _counted(sample()) if view.sampled else count) for view, count in every]


def _counted(rows: QuerySet[Document]) -> int:
    return rows.order_by().values("pk")[: MOST + 1].count()


def _without(asked: QueryDict, *names: str) -> str:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
