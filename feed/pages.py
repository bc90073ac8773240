"""The page about trackers: who is told, how far each has come, what was given up; and a second try."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from feed import webhooks
from feed.models import Delivery, Endpoint
from records.models import Event
from records.roles import accounts_exist, may_review
from records.states import Happening

SHOWN = 50
LONGEST = 100
REFUSED = 422
USUAL = (Happening.APPROVED, Happening.WITHDRAWN)
KINDS: Mapping[Happening, Promise | str] = {
    Happening.RECEIVED: _("đã nhận"),
    Happening.READ: _("đã đọc"),
    Happening.QUARANTINED: _("không đọc được"),
    Happening.CORRECTED: _("đã sửa"),
    Happening.APPROVED: _("đã duyệt"),
    Happening.WITHDRAWN: _("rút lại việc duyệt"),
    Happening.DISCARDED: _("đã bỏ"),
}
"""What staff call that which a tracker may be told of."""
TAKEN = Q(status__gte=200, status__lt=300)


@require_GET
def trackers(request: HttpRequest) -> HttpResponse:
    """Show the trackers, what was given up, and the latest attempts."""
    return page(request)


def page(
    request: HttpRequest, *, said: str = "", trouble: str = "", secret: str = ""
) -> HttpResponse:
    """Return the page; with what was just done, what was refused, or a new tracker's secret."""
    attempts = Delivery.objects.select_related("endpoint", "event__document")
    context = {
        "trackers": [_line(endpoint) for endpoint in Endpoint.objects.all()],
        "dead": webhooks.dead_letters().select_related("endpoint", "event__document")[:SHOWN],
        "attempts": attempts[:SHOWN],
        "kinds": [(kind, word, kind in USUAL) for kind, word in KINDS.items()],
        "longest": LONGEST,
        "said": said,
        "trouble": trouble,
        "secret": secret,
    }
    return render(request, "feed/trackers.html", context, status=REFUSED if trouble else 200)


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
    kinds = [KINDS[Happening(kind)] for kind in endpoint.kinds]
    return {"endpoint": endpoint, "waiting": waiting, "kinds": kinds}
