"""What the API answers when it cannot: stable codes, a sentence in both languages."""

from collections.abc import Mapping

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from feed.schemas import Problem
from records.errors import DatabaseBusy, DiskFull, NoBytes, RecordsError, TooLarge, WrongValue


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


class WrongScope(FeedError):
    """The token is valid, but not for this."""

    code = "feed.wrong_scope"
    status = 403
    vi = "Mã truy cập này không được phép làm việc đó."
    en = "This token may not do that."


class NoAddress(FeedError):
    """The API has no such address."""

    code = "feed.no_address"
    status = 404
    vi = "API không có địa chỉ này; hãy xem /api/docs."
    en = "The API has no such address; see /api/docs."


class WrongMethod(FeedError):
    """The address does not take this method."""

    code = "feed.wrong_method"
    status = 405
    vi = "Địa chỉ này không nhận phương thức đó; xem tiêu đề Allow."
    en = "The address does not take this method; see the header Allow."


class NoValue(FeedError):
    """The field has no value at that position."""

    code = "feed.no_value"
    status = 404
    vi = "Ô này không có giá trị ở vị trí đó; hãy xem GET …/fields."
    en = "The field has no value at that position; see GET …/fields."


class NotReady(FeedError):
    """A page image, text or archive copy that is not made yet."""

    code = "feed.not_ready"
    status = 404
    vi = "Chưa có: văn bản chưa đọc xong hoặc tệp này chưa làm xong. Hãy hỏi lại sau."
    en = "Not there yet: the letter is not read, or this file is not made. Ask again later."


class OldVersion(FeedError):
    """The letter has changed since the program saw it."""

    code = "feed.old_version"
    status = 412
    vi = "Văn bản đã thay đổi từ khi chương trình đọc nó. Hãy đọc lại rồi sửa lại nếu cần."
    en = "The letter has changed since it was fetched. Fetch it again, then change it if needed."


class NoVersion(FeedError):
    """A change does not say which version of the letter it means."""

    code = "feed.no_version"
    status = 428
    vi = "Hãy gửi tiêu đề If-Match với ETag của văn bản."
    en = "Send the header If-Match with the ETag of the letter."


class TooMany(FeedError):
    """A program asks more often than it may."""

    code = "feed.too_many"
    status = 429
    vi = "Quá nhiều yêu cầu; hãy chờ số giây trong tiêu đề Retry-After."
    en = "Too many requests; wait the seconds in the header Retry-After."

    def __init__(self, wait_s: int) -> None:
        """Say after how many seconds the next request is answered."""
        super().__init__()
        self.wait_s = wait_s


class Fault(FeedError):
    """A fault of ours."""

    code = "feed.fault"
    status = 500
    vi = "Máy chủ gặp lỗi; hãy thử lại, nếu vẫn lỗi hãy báo người quản trị."
    en = "The server failed; try again, and tell the administrator if it stays."


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
    WrongScope,
    NoAddress,
    WrongMethod,
    NoValue,
    NotReady,
    OldVersion,
    NoVersion,
    TooMany,
    Fault,
    NoEdxml,
    NoFile,
)
CONFLICT = 409
PROBLEM = "application/problem+json"
UNSTORABLE: tuple[type[Exception], ...] = (DataError, UnicodeEncodeError)
"""Text with a zero (PostgreSQL) or half a character in it: no database takes it."""
STATUS: Mapping[type[RecordsError], int] = {
    NoBytes: 400,
    TooLarge: 413,
    DatabaseBusy: 503,
    DiskFull: 507,
    WrongValue: 422,
}
"""Of HTTP, for errors of the records; the others are conflicts."""

TITLES: Mapping[int, str] = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    412: "Precondition Failed",
    413: "Content Too Large",
    422: "Unprocessable Content",
    428: "Precondition Required",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    507: "Insufficient Storage",
}


def install(api: NinjaAPI) -> None:
    """Make the API answer every known error as application/problem+json."""
    api.add_exception_handler(FeedError, _feed)
    api.add_exception_handler(TooMany, _too_many)
    api.add_exception_handler(RecordsError, _records)
    kinds: tuple[type[Exception], ...] = (ValidationError, *UNSTORABLE)
    for kind in kinds:
        api.add_exception_handler(kind, lambda request, _error: _feed(request, BadRequest()))
    api.add_exception_handler(
        AuthenticationError, lambda request, _error: _feed(request, NotAllowed())
    )


def problem_of(error: FeedError | type[FeedError]) -> HttpResponse:
    """Return the answer that says why there is no other."""
    return _problem(error.status, error.code, error.vi, error.en)


def _feed(request: HttpRequest, error: FeedError | type[FeedError]) -> HttpResponse:
    return problem_of(error)


def _too_many(request: HttpRequest, error: TooMany | type[TooMany]) -> HttpResponse:
    answer = problem_of(error)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.wait_s)
    return answer


def _records(request: HttpRequest, error: RecordsError | type[RecordsError]) -> HttpResponse:
    return problem_of_records(error)


def problem_of_records(error: RecordsError | type[RecordsError]) -> HttpResponse:
    """Return the answer to a program for an error of the records."""
    kind = error if isinstance(error, type) else type(error)
    return _problem(STATUS.get(kind, CONFLICT), error.code, error.vi, error.en)


def _problem(status: int, code: str, vi: str, en: str) -> HttpResponse:
    problem = Problem(title=TITLES[status], status=status, code=code, detail=vi, detail_en=en)
    return HttpResponse(problem.model_dump_json(), status=status, content_type=PROBLEM)
