"""Requests that are too large: one comes in, and is refused before anybody reads its body.

Django would write an upload to the disk whole before a page of ours sees how long it is.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from feed.errors import STATUS, problem_of_records
from feed.problems import ROOT
from records import room
from records.errors import DiskFull, RecordsError, TooLarge

MIB = 1024 * 1024
# What a form may have beside its file.
BESIDE = MIB


class BodyLimit:
    """Looks at the length a request states; the server reads no more than that, and none without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Wrap the next layer; where uploads are written to is made."""
        self._get_response = get_response
        settings.VANTHU_TMP.mkdir(parents=True, exist_ok=True)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on if there is room for its body."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        length = int(stated) if stated.isdecimal() else 0
        if length > settings.VANTHU_MAX_MB * MIB + BESIDE:
            return _refused(request, TooLarge())
        if length > BESIDE and room.free_bytes() - length < settings.VANTHU_FREE_MB * MIB:
            return _refused(request, DiskFull())
        return self._get_response(request)


def _refused(request: HttpRequest, error: RecordsError) -> HttpResponseBase:
    if request.path.startswith(ROOT):
        return problem_of_records(error)
    said = {"code": error.code, "message": error.vi}
    return JsonResponse(said, status=STATUS[type(error)])
