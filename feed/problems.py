"""Errors below /api/ that no view of ours made: any answer goes in, a problem comes out."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from feed.errors import PROBLEM, Fault, FeedError, NoAddress, WrongMethod, problem_of

ROOT = "/api/"
BROKEN = 400
KEPT = ("Allow", "Retry-After")
KINDS: Mapping[int, type[FeedError]] = {404: NoAddress, 405: WrongMethod}


class Problems:
    """Lets no page for people out where a program asked (unknown address, method, host, fault)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Wrap the next layer."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; programs get RFC 9457."""
        answer = self._get_response(request)
        ours = answer.headers.get("Content-Type") == PROBLEM or answer.status_code < BROKEN
        if ours or not request.path.startswith(ROOT):
            return answer
        return _in_its_place(answer)


def _in_its_place(answer: HttpResponseBase) -> HttpResponse:
    usual = Fault if answer.status_code >= Fault.status else FeedError
    problem = problem_of(KINDS.get(answer.status_code, usual))
    for name in KEPT:
        if name in answer.headers:
            problem.headers[name] = answer.headers[name]
    return problem
