"""What every page needs: a request goes in, the names its template uses come out."""

from django.conf import settings
from django.http import HttpRequest

from review.access import allowed


def page(request: HttpRequest) -> dict[str, object]:
    """Return whether the visitor may change letters, and the languages to choose from."""
    return {
        "may_review": allowed(getattr(request, "user", None)),
        "languages": settings.LANGUAGES,
    }
