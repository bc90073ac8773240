"""Who may ask the API: a request goes in, whoever asks comes out.

Programs send a token with a scope; staff who are logged in may read in the browser; while no
account exists, this machine may read and upload.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from records.roles import accounts_exist
from records.tokens import Scope, token_of

BEARER = "Bearer "
SAFE = frozenset({"GET", "HEAD"})


class Allowed:
    """Lets a request through that has a token of the scope, or only reads and is staff's."""

    def __init__(self, scope: Scope) -> None:
        """Ask for this scope."""
        self._scope = scope

    def __call__(self, request: HttpRequest) -> object | None:
        """Return who asks, or None."""
        header = request.headers.get("Authorization", "")
        if header.startswith(BEARER):
            secret = header.removeprefix(BEARER).strip()
            return token_of(secret, self._scope, now=timezone.now())
        if request.method not in SAFE and not _from_a_program(request):
            return None
        user = request.user
        if isinstance(user, User):
            return user if request.method in SAFE else None
        open_desk = bool(settings.VANTHU_LOCAL_ONLY) and not accounts_exist()
        return "this machine" if open_desk else None


class CalendarLink(Allowed):
    """The same, and a secret link: calendar programs can send nothing but an address."""

    def __call__(self, request: HttpRequest) -> object | None:
        """Return who asks, or None."""
        secret = request.GET.get("token", "")
        if secret:
            return token_of(secret, Scope.CALENDAR, now=timezone.now())
        return super().__call__(request)


def _from_a_program(request: HttpRequest) -> bool:
    """Tell a program's request from one that a page of another site made a browser send."""
    return not request.headers.get("Origin") and not request.headers.get("Cookie")
