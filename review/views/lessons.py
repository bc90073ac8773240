"""What the machine learned from corrections: lessons come out; one can be taken back or heeded again."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from records import lessons as store
from review.access import allowed, reviewers_only


@require_GET
def lessons(request: HttpRequest) -> HttpResponse:
    """Show each lesson with the letter it comes from."""
    context = {"lessons": store.learned(), "may_change": allowed(request.user)}
    return render(request, "review/lessons.html", context)


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Let a lesson count no longer."""
    reviewers_only(request)
    by = request.user if isinstance(request.user, User) else None
    store.take_back(request.POST.get("bai", "")[:64], by=by, now=timezone.now())
    return redirect("lessons")


@require_POST
def heed(request: HttpRequest) -> HttpResponse:
    """Let a lesson count again."""
    reviewers_only(request)
    store.heed(request.POST.get("bai", "")[:64])
    return redirect("lessons")
