"""The office's own gazetteer: its lines go out; one is added, or withdrawn, by an administrator."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from nlp.taught import Lesson, Taught
from records import gazetteer as store
from records.errors import RecordsError
from review.access import administrators_only
from review.words import LISTS

REFUSED = 422
RETIRE = "ngung"


@require_GET
def gazetteer(request: HttpRequest) -> HttpResponse:
    """Show each list with who added what, and when."""
    administrators_only(request)
    return _page(request)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a word that the next reading knows, or one that it no longer uses."""
    administrators_only(request)
    asked = request.POST.get("loai", "")
    texts = {
        name: " ".join(request.POST.get(name, "").split()) for name in ("ten", "cua", "chuc-vu")
    }
    taught = Taught(
        Lesson(asked) if asked in set(Lesson) else Lesson.BODY,
        texts["ten"],
        texts["cua"],
        texts["chuc-vu"] or None,
        retired=request.POST.get("viec") == RETIRE,
    )
    try:
        store.add(taught, by=_by(request), now=timezone.now())
    except RecordsError as error:
        return _page(request, trouble=error.en if get_language() == "en" else error.vi)
    return redirect("gazetteer")


@require_POST
def withdraw(request: HttpRequest, term_id: int) -> HttpResponse:
    """Let a line count no longer; it stays on the page with who withdrew it."""
    administrators_only(request)
    store.withdraw(term_id, by=_by(request), now=timezone.now())
    return redirect("gazetteer")


def _by(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _page(request: HttpRequest, *, trouble: str = "") -> HttpResponse:
    terms = list(store.terms()[: store.MOST])
    lists = [
        (kind, title, [one for one in terms if one.kind == kind and one.withdrawn_at is None])
        for kind, title in LISTS.items()
    ]
    context = {
        "lists": lists,
        "withdrawn": [(LISTS[Lesson(one.kind)], one) for one in terms if one.withdrawn_at],
        "trouble": trouble,
        "longest": store.LONGEST,
    }
    return render(request, "review/gazetteer.html", context, status=REFUSED if trouble else 200)
