"""The page about trackers: who is told, how far each has come, what was given up; and a second try."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from feed import webhooks
from feed.models import Delivery, Endpoint
from records.models import Event
from records.roles import accounts_exist, may_review

SHOWN = 50
TAKEN = Q(status__gte=200, status__lt=300)


@require_GET
def trackers(request: HttpRequest) -> HttpResponse:
    """Show the trackers, what was given up, and the latest attempts."""
    attempts = Delivery.objects.select_related("endpoint", "event__document")
    context = {
        "trackers": [_line(endpoint) for endpoint in Endpoint.objects.all()],
        "dead": webhooks.dead_letters().select_related("endpoint", "event__document")[:SHOWN],
        "attempts": attempts[:SHOWN],
    }
    return render(request, "feed/trackers.html", context)


@require_POST
def again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Send once more what was given up."""
    open_desk = bool(settings.VANTHU_LOCAL_ONLY) and not accounts_exist()
    user = request.user if isinstance(request.user, User) else AnonymousUser()
    if not may_review(user, open_desk=open_desk):
        raise PermissionDenied
    delivery = get_object_or_404(webhooks.dead_letters(), pk=delivery_id)
    webhooks.send_again(delivery, now=timezone.now())
    return redirect("trackers")


def _line(endpoint: Endpoint) -> dict[str, object]:
    waiting = Event.objects.filter(pk__gt=endpoint.cursor, kind__in=endpoint.kinds).count()
    return {"endpoint": endpoint, "waiting": waiting}
