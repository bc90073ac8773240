"""What the API answers when it cannot: stable codes, a sentence in both languages."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from feed.schemas import Problem
from records.errors import DiskFull, NoBytes, RecordsError, TooLarge


class FeedError(Exception):
    """A request that is not answered.

    Attributes:
        code: Stable.
        status: Of HTTP.
        vi: What happened and what to do, in Vietnamese.
        en: The same in English.
    """

    code = "feed.error"
    status = 400
    vi = "Yêu cầu không thực hiện được."
    en = "The request could not be carried out."


class NoLetter(FeedError):
    """There is no letter of that number."""

    code = "feed.no_letter"
    status = 404
    vi = "Không có văn bản này."
    en = "There is no such letter."


class BadRequest(FeedError):
    """A parameter or body that the API does not take."""

    code = "feed.bad_request"
    status = 422
    vi = "Tham số của yêu cầu không hợp lệ; hãy xem /api/docs."
    en = "A parameter of the request is not valid; see /api/docs."


class NotAllowed(FeedError):
    """No login and no valid token."""

    code = "feed.not_allowed"
    status = 401
    vi = "Cần đăng nhập hoặc mã truy cập hợp lệ."
    en = "A login or a valid token is needed."


class NoEdxml(FeedError):
    """A message that is no edXML of QCVN 102:2016."""

    code = "feed.no_edxml"
    status = 422
    vi = "Nội dung không phải edXML theo QCVN 102:2016/BTTTT."
    en = "This is no edXML message of QCVN 102:2016/BTTTT."


class NoFile(FeedError):
    """The original cannot be found in the store."""

    code = "feed.no_file"
    status = 404
    vi = "Không tìm thấy tệp này. Hãy báo người quản trị chạy `vanthu reconcile`."
    en = "This file is not there. Ask the administrator to run `vanthu reconcile`."


class EndpointRefused(FeedError):
    """A webhook address that we do not call."""

    code = "feed.endpoint_refused"
    status = 422
    vi = "Không gọi địa chỉ này: sai dạng, hoặc nằm trong mạng nội bộ (xem VANTHU_WEBHOOK_HOSTS)."
    en = "This address is not called: malformed, or in a private network (VANTHU_WEBHOOK_HOSTS)."


class EndpointUnreachable(FeedError):
    """A webhook address that did not take the event."""

    code = "feed.endpoint_unreachable"
    status = 502
    vi = "Nơi nhận không trả lời hoặc không nhận; sẽ tự thử lại."
    en = "The tracker did not answer or did not take it; it will be tried again."


ERRORS: tuple[type[FeedError], ...] = (
    EndpointRefused,
    EndpointUnreachable,
    FeedError,
    NoLetter,
    BadRequest,
    NotAllowed,
    NoEdxml,
    NoFile,
)
CONFLICT = 409
STATUS: Mapping[type[RecordsError], int] = {NoBytes: 400, TooLarge: 413, DiskFull: 507}
"""Of HTTP, for errors of the records; the others are conflicts."""

TITLES: Mapping[int, str] = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    409: "Conflict",
    413: "Content Too Large",
    422: "Unprocessable Content",
    502: "Bad Gateway",
    507: "Insufficient Storage",
}


def install(api: NinjaAPI) -> None:
    """Make the API answer every known error as application/problem+json."""
    api.add_exception_handler(FeedError, _feed)
    api.add_exception_handler(RecordsError, _records)
    api.add_exception_handler(ValidationError, lambda request, _error: _feed(request, BadRequest()))
    api.add_exception_handler(
        AuthenticationError, lambda request, _error: _feed(request, NotAllowed())
    )


def _feed(request: HttpRequest, error: FeedError | type[FeedError]) -> HttpResponse:
    return _problem(error.status, error.code, error.vi, error.en)


def _records(request: HttpRequest, error: RecordsError | type[RecordsError]) -> HttpResponse:
    kind = error if isinstance(error, type) else type(error)
    return _problem(STATUS.get(kind, CONFLICT), error.code, error.vi, error.en)


def _problem(status: int, code: str, vi: str, en: str) -> HttpResponse:
    problem = Problem(title=TITLES[status], status=status, code=code, detail=vi, detail_en=en)
    return HttpResponse(
        problem.model_dump_json(), status=status, content_type="application/problem+json"
    )
