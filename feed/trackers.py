"""Trackers by browser form: one is added, tried, stopped, started or told again by an administrator."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feed import pages, webhooks
from feed.errors import EndpointUnreachable, FeedError
from feed.models import Endpoint
from records.models import Event
from records.roles import accounts_exist, may_administer
from records.states import Happening


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Note a tracker; its secret is shown in the answer and never again."""
    _administrators_only(request)
    name, url = (" ".join(request.POST.get(one, "").split()) for one in ("ten", "dia-chi"))
    kinds = [Happening(kind) for kind in request.POST.getlist("viec") if kind in set(Happening)]
    if not (name and url and kinds):
        trouble = _("Cần tên, địa chỉ và ít nhất một việc được báo.")
        return pages.page(request, trouble=trouble)
    if Endpoint.objects.filter(name=name).exists():
        return pages.page(request, trouble=_("Đã có nơi nhận tên này."))
    try:
        made = webhooks.register(name[: pages.LONGEST], url, kinds, now=timezone.now())
    except FeedError as error:
        return pages.page(request, trouble=_sentence(error))
    return pages.page(request, secret=made.secret)


@require_POST
def probe(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Send a message that stands for no event, and say what became of it."""
    endpoint = _wanted(request, endpoint_id)
    status, code = webhooks.probe(endpoint, now=timezone.now())
    if not code:
        return pages.page(request, said=_("%s đã nhận tin thử.") % endpoint.name)
    answer = f"HTTP {status}" if status else _("không trả lời")
    trouble = _("%(name)s không nhận tin thử: %(answer)s.") % {
        "name": endpoint.name,
        "answer": answer,
    }
    if code != EndpointUnreachable.code:
        refused = next(one for one in FeedError.__subclasses__() if one.code == code)
        trouble = _sentence(refused)
    return pages.page(request, trouble=trouble)


@require_POST
def stop(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Tell a tracker nothing more; what happens meanwhile waits for it."""
    return _changed(request, endpoint_id, lambda one: _active(one, active=False))


@require_POST
def start(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Tell a stopped tracker again, from where it stopped."""
    return _changed(request, endpoint_id, lambda one: _active(one, active=True))


@require_POST
def replay(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Send everything again that happened since the beginning of a day."""
    endpoint = _wanted(request, endpoint_id)
    try:
        day = date.fromisoformat(request.POST.get("tu", ""))
    except ValueError:
        return pages.page(request, trouble=_("Cần một ngày."))
    first = datetime.combine(day, time.min, timezone.get_current_timezone())
    before = Event.objects.filter(at__lt=first).order_by("-pk").values_list("pk", flat=True).first()
    webhooks.replay(endpoint, before or 0, now=timezone.now())
    return redirect("trackers")


def _changed(
    request: HttpRequest, endpoint_id: int, act: Callable[[Endpoint], object]
) -> HttpResponse:
    act(_wanted(request, endpoint_id))
    return redirect("trackers")


def _active(endpoint: Endpoint, *, active: bool) -> None:
    Endpoint.objects.filter(pk=endpoint.pk).update(
        active=active, attempts=0, next_at=timezone.now()
    )


def _wanted(request: HttpRequest, endpoint_id: int) -> Endpoint:
    _administrators_only(request)
    return get_object_or_404(Endpoint, pk=endpoint_id)


def _administrators_only(request: HttpRequest) -> None:
    """Refuse those who may not change how the office works.

    Raises:
        PermissionDenied: The account is no administrator's.
    """
    user = request.user if isinstance(request.user, User) else AnonymousUser()
    open_desk = bool(settings.VANTHU_LOCAL_ONLY) and not accounts_exist()
    if not may_administer(user, open_desk=open_desk):
        raise PermissionDenied


def _sentence(error: FeedError | type[FeedError]) -> str:
    return error.en if get_language() == "en" else error.vi
