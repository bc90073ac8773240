"""What every page needs: a request goes in, the names its template uses come out."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from records.roles import may_administer
from review.access import allowed, is_open


def page(request: HttpRequest) -> dict[str, object]:
    """Return whether the visitor may change letters, and the languages to choose from."""
    user = getattr(request, "user", None)
    return {
        "may_review": allowed(user),
        "may_administer": may_administer(user or AnonymousUser(), open_desk=is_open()),
        "languages": settings.LANGUAGES,
    }
