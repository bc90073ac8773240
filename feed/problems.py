"""Errors below /api/ that no view of ours made: any answer goes in, a problem comes out.

Who asks with HEAD gets what GET would give, without its body.
"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from feed.errors import (
    PROBLEM,
    Fault,
    FeedError,
    NoAddress,
    WrongMethod,
    problem_of,
    problem_of_records,
)
from records.errors import DatabaseBusy

ROOT = "/api/"
BROKEN, BUSY = 400, 503
ALLOW = "Allow"
KEPT = (ALLOW, "Retry-After")
KINDS: Mapping[int, type[FeedError]] = {404: NoAddress, 405: WrongMethod}


class Problems:
    """Lets no page for people out where a program asked (unknown address, method, host, fault)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Wrap the next layer."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; programs get RFC 9457."""
        if not request.path.startswith(ROOT):
            return self._get_response(request)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        answer = self._get_response(request)
        if answer.status_code >= BROKEN and answer.headers.get("Content-Type") != PROBLEM:
            answer = _in_its_place(answer)
        return _without_body(answer) if head else answer


def _in_its_place(answer: HttpResponseBase) -> HttpResponse:
    if answer.status_code == BUSY:
        problem = problem_of_records(DatabaseBusy)
    else:
        usual = Fault if answer.status_code >= Fault.status else FeedError
        problem = problem_of(KINDS.get(answer.status_code, usual))
    for name in KEPT:
        if name in answer.headers:
            problem.headers[name] = answer.headers[name]
    if "GET" in problem.headers.get(ALLOW, ""):
        problem.headers[ALLOW] += ", HEAD"
    return problem


def _without_body(answer: HttpResponseBase) -> HttpResponseBase:
    """Take the body away; status and headers stay, and so does the length where it is known."""
    if isinstance(answer, StreamingHttpResponse):
        answer.streaming_content = ()
    elif isinstance(answer, HttpResponse):
        answer.headers.setdefault("Content-Length", str(len(answer.content)))
        answer.content = b""
    return answer
