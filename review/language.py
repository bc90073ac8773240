"""Which language a page speaks: Vietnamese, unless the visitor has chosen another one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class ChosenLanguage:
    """Follows the cookie alone: what a browser came with says nothing about an office."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next layer."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = chosen in dict(settings.LANGUAGES)
        language = chosen if known and chosen is not None else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self._get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
