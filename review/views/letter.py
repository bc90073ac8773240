"""One letter: its pages beside its record. A number goes in, the page comes out."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from records import staff
from records.models import Document
from records.previews import archive_path, preview_path
from records.queue import Step, publish
from records.rescans import rescans
from records.states import READ, UNFINISHED, State
from records.twins import twins
from records.wishes import Wishes, wishes_of
from records.wording import texts_of
from review.access import allowed, reviewers_only
from review.history import history_of
from review.shown import groups_of
from review.views.filters import next_in_queue
from review.words import TYPES

# More letters with the same code than these are not listed.
TWINS = 5
ASKED_S = 60
"""Images that were asked for so recently are on their way."""


@require_GET
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show a letter: while it is read its progress, then its pages and record."""
    rows = Document.objects.select_related("record").prefetch_related("record__values")
    document = get_object_or_404(rows, pk=letter_id)
    following = next_in_queue(document) if document.state in READ else None
    _draw_if_missing(document, following)
    context = {
        "letter": document,
        "pages": _pages(document),
        "groups": groups_of(document) if document.state in READ else (),
        "read": document.state in READ,
        "waiting": document.state in UNFINISHED,
        "approved": _fixed(request, document),
        "types": TYPES.items(),
        "next": following,
        "changes": document.corrections.count(),
        "archived": archive_path(settings.VANTHU_ARCHIVES, document.sha256).is_file(),
        "twins": twins(document)[:TWINS],
        "rescans": _rescans(document) if document.state in READ else (),
        "wishes": wishes_of(document),
        "arrivals": document.arrivals.order_by("id"),
        "tries": document.tries.order_by("id"),
    }
    part = request.GET.get("phan") == "tien-do"
    if part and document.state not in UNFINISHED:
        # The reading is over: the whole page is another one now.
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "review/_progress.html" if part else "review/letter.html", context)


@require_GET
def history(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show who changed what, newest first."""
    document = get_object_or_404(Document, pk=letter_id)
    context = {"history": history_of(document), "approved": _fixed(request, document)}
    return render(request, "review/_history.html", context)


@require_GET
def text(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show the words of all pages, repaired ones marked."""
    document = get_object_or_404(Document, pk=letter_id)
    context = {"texts": list(texts_of(document)), "approved": _fixed(request, document)}
    return render(request, "review/_text.html", context)


@require_POST
def retry(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Read a letter again, as before or as staff wish."""
    reviewers_only(request)
    get_object_or_404(Document, pk=letter_id)
    staff.retry(letter_id, _wishes(request))
    return redirect("letter", letter_id)


@require_POST
def discard(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Say that a letter which was set aside is not wanted; it is kept, with the reason."""
    reviewers_only(request)
    get_object_or_404(Document, pk=letter_id)
    by = request.user.get_username() or str(_("người ở máy chủ"))
    staff.discard(letter_id, by=by, reason=request.POST.get("ly-do", ""), now=timezone.now())
    return redirect("letter", letter_id)


def _fixed(request: HttpRequest, document: Document) -> bool:
    """Tell whether nothing can be changed: approved, or not by this visitor."""
    return document.state == State.APPROVED or not allowed(request.user)


def _wishes(request: HttpRequest) -> Wishes | None:
    """Return how the letter is to be read; None from a button that says nothing of that."""
    if "cach" not in request.POST:
        return None
    languages = "vie+eng" if request.POST.get("tieng-anh") else ""
    return Wishes.typed(languages, ignores_layer=bool(request.POST.get("doc-anh")))


def _pages(document: Document) -> list[dict[str, object]]:
    """Return number, width and height of each page; a failed letter has none."""
    sizes = document.page_rows.order_by("index").values_list("index", "width_px", "height_px")
    return [
        {"number": index + 1, "width": width or 1, "height": height or 1}
        for index, width, height in sizes
    ]


def _rescans(document: Document) -> list[Document]:
    """Return likely scans of the same paper that are not shown for their code already."""
    key = document.twin_key
    return [other for other in rescans(document) if not key or other.twin_key != key][:TWINS]


def _draw_if_missing(*documents: Document | None) -> None:
    """Ask for the images of letters that staff look at before all else, once in a while.

    They may not be drawn yet while other letters are read, and may be deleted: they are no data.
    """
    for document in documents:
        if document is None or document.state not in READ:
            continue
        first = preview_path(settings.VANTHU_PREVIEWS, document.sha256, 0)
        if not first.is_file() and cache.add(f"drawing-{document.pk}", value=True, timeout=ASKED_S):
            publish(Step.SHOW, document.pk)
