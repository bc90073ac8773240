"""Pages for what goes wrong: an error goes in, a sentence that says what to do comes out."""

import sys
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.away import RETRY_AFTER_S, is_away
from records.errors import DatabaseBusy, RecordsError

CONFLICT = 409


class RecordsErrors:
    """Turns an error of the records into a page with its sentence; nothing else is caught."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next layer."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for errors with a code of their own."""
        if not isinstance(error, RecordsError):
            return None
        sentence = error.en if get_language() == "en" else error.vi
        return _page(request, CONFLICT, _("Chưa làm được"), sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    sentence = _("Không có trang này, hoặc văn bản không có trong sổ.")
    return _page(request, 404, _("Không tìm thấy"), sentence)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    sentence = _("Bạn không có quyền làm việc này. Hãy hỏi người quản trị.")
    return _page(request, 403, _("Không được phép"), sentence)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from our own page, or was open for too long."""
    sentence = _(
        "Trang đã mở quá lâu hoặc yêu cầu không đến từ trang này. Hãy tải lại rồi thử lại."
    )
    return _page(request, 403, _("Không được phép"), sentence)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, 400, _("Yêu cầu không hợp lệ"), _("Hãy quay lại trang trước và thử lại."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; 503 while the database is locked or away (Django calls this in `except`)."""
    error = sys.exc_info()[1]
    if is_away(error):
        return _database_busy()
    if isinstance(error, DataError):
        return bad_request(request)
    sentence = _(
        "Máy chủ gặp lỗi; không có văn bản nào bị mất. Hãy thử lại, nếu vẫn lỗi hãy báo quản trị."
    )
    return _page(request, 500, _("Lỗi máy chủ"), sentence)


def _database_busy() -> HttpResponse:
    """Answer without asking the database who asks."""
    sentence = DatabaseBusy.en if get_language() == "en" else DatabaseBusy.vi
    context = {"title": _("Chưa làm được"), "sentence": sentence}
    page = render_to_string("review/error.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_S)})


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    context = {"title": title, "sentence": sentence}
    return render(request, "review/error.html", context, status=status)
