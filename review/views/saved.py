"""Ways to look at the list that staff keep: a name and a filter come in, a link stays on the list."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from review.models import SavedView
from review.views.filters import KEPT

MOST = 20
LONGEST = 60


def saved_views(request: HttpRequest) -> QuerySet[SavedView]:
    """Return the visitor's own views."""
    return SavedView.objects.filter(owner=_owner(request))


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the list under a name; the same name again replaces it."""
    asked = QueryDict(request.POST.get("query", ""))
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if asked.get(name):
            kept[name] = str(asked[name])
    title = " ".join(request.POST.get("ten", "").split())[:LONGEST]
    if title and saved_views(request).count() < MOST:
        SavedView.objects.update_or_create(
            owner=_owner(request), title=title, defaults={"query": kept.urlencode()}
        )
    return redirect(f"{reverse('letters')}?{kept.urlencode()}")


@require_POST
def forget_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a view off the list."""
    saved_views(request).filter(pk=view_id).delete()
    return redirect("letters")


def _owner(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
