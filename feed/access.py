"""Who may ask the API: a request goes in, the token, the account or nothing comes out."""

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie

from records.models import ApiToken
from records.roles import accounts_exist, may_review
from records.tokens import Scope, token_of


class ByToken(HttpBearer):
    """A program shows its token; only this way of asking needs no protection against forgery."""

    def __init__(self, scope: Scope) -> None:
        """Ask for one scope."""
        super().__init__()
        self._scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token if it may do this."""
        return token_of(token, self._scope, now=timezone.now())


class ByLogin(APIKeyCookie):
    """Staff ask with the session of their browser; changes need the CSRF token beside it."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, scope: Scope) -> None:
        """Ask for the role that fits a scope."""
        super().__init__(csrf=True)
        self._scope = scope

    def authenticate(self, request: HttpRequest, key: str | None) -> User | str | None:
        """Return the account; without any, the machine itself may ask."""
        open_desk = bool(settings.VANTHU_LOCAL_ONLY) and not accounts_exist()
        user = request.user
        if not isinstance(user, User):
            return "open" if open_desk else None
        if self._scope is Scope.READ or may_review(user, open_desk=open_desk):
            return user
        return None


def either(scope: Scope) -> list[ByToken | ByLogin]:
    """Return the two ways of asking for a scope."""
    return [ByToken(scope), ByLogin(scope)]
