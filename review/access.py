"""Who sees a page: a request goes in; without an account the login page comes out.

While no account exists, the page is open to the machine it runs on and to nobody else.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from records.roles import accounts_exist, may_administer, may_review

# Answered without a login: the login itself; the API asks for its own; probes say nothing.
PUBLIC = ("/static/", "/api/", "/healthz", "/readyz", "/metrics", "/admin/")
UNAUTHORIZED = 401


class StaffOnly:
    """Asks for a login, and for the role of a reviewer wherever something changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next layer."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let staff through."""
        if not _public(request.path) and not request.user.is_authenticated and not is_open():
            return _to_login(request)
        response = self._get_response(request)
        if not _public(request.path) and not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def is_open() -> bool:
    """Tell whether the page asks for no login: no accounts, and only this machine can reach it."""
    return bool(settings.VANTHU_LOCAL_ONLY) and not accounts_exist()


def reviewers_only(request: HttpRequest) -> None:
    """Refuse those who may only look.

    Raises:
        PermissionDenied: The account is no reviewer's.
    """
    if not allowed(request.user):
        raise PermissionDenied


def administrators_only(request: HttpRequest) -> None:
    """Refuse those who may not change how the office works.

    Raises:
        PermissionDenied: The account is no administrator's.
    """
    if not may_administer(request.user, open_desk=is_open()):
        raise PermissionDenied


def allowed(user: "User | AnonymousUser | object") -> bool:
    """Tell whether somebody may change letters."""
    known = user if isinstance(user, User) else AnonymousUser()
    return may_review(known, open_desk=is_open())


def _public(path: str) -> bool:
    return path.startswith(PUBLIC) or path in (reverse("login"), reverse("language"))


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        # The page keeps its change and says so; a redirect would lose it.
        return JsonResponse({"code": "review.login"}, status=UNAUTHORIZED)
    return redirect_to_login(request.get_full_path(), reverse("login"))
