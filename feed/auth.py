"""Who may ask the API: a request goes in, whoever asks comes out.

Programs send a token with a scope; staff who are logged in may read in the browser; while no
account exists, this machine may read and upload.
"""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError

from feed.errors import WrongScope
from feed.rates import count
from records.roles import accounts_exist
from records.tokens import Scope, stands, token_of

BEARER = "Bearer "
SAFE = frozenset({"GET", "HEAD"})


class Allowed:
    """Lets a request through that has a token of the scope, or only reads and is staff's."""

    openapi_security_schema: Mapping[str, str] = {"type": "http", "scheme": "bearer"}

    def __init__(self, scope: Scope) -> None:
        """Ask for this scope."""
        self._scope = scope

    def __call__(self, request: HttpRequest) -> object | None:
        """Return who asks, or None; each has so many requests a minute (feed.rates)."""
        who = self._who(request)
        count(f"{who.__class__.__name__}.{getattr(who, 'pk', request.META['REMOTE_ADDR'])}")
        return who

    def _who(self, request: HttpRequest) -> object | None:
        header = request.headers.get("Authorization", "")
        if header.startswith(BEARER):
            return _token(header.removeprefix(BEARER).strip(), self._scope)
        if request.method not in SAFE and not _from_a_program(request):
            return None
        user = request.user
        if isinstance(user, User):
            return user if request.method in SAFE else None
        open_desk = bool(settings.VANTHU_LOCAL_ONLY) and not accounts_exist()
        return "this machine" if open_desk else None


class CalendarLink(Allowed):
    """A secret link: calendar programs can send nothing but an address."""

    openapi_security_schema: Mapping[str, str] = {"type": "apiKey", "in": "query", "name": "token"}

    def __init__(self) -> None:
        """Ask for the scope of calendars."""
        super().__init__(Scope.CALENDAR)

    def __call__(self, request: HttpRequest) -> object | None:
        """Return who asks; None without a token in the address: then others may let it through.

        Raises:
            AuthenticationError: The token there does not stand, whatever else the request brings.
        """
        if "token" not in request.GET:
            return None
        who = super().__call__(request)
        if who is None:
            raise AuthenticationError
        return who

    def _who(self, request: HttpRequest) -> object | None:
        return _token(request.GET["token"], self._scope)


def _token(secret: str, scope: Scope) -> object | None:
    """Return the token of a secret.

    Raises:
        WrongScope: It stands, but is not for this.
    """
    token = token_of(secret, scope, now=timezone.now())
    if token is None and stands(secret):
        raise WrongScope
    return token


def _from_a_program(request: HttpRequest) -> bool:
    """Tell a program's request from one that a page of another site made a browser send."""
    return not request.headers.get("Origin") and not request.headers.get("Cookie")
