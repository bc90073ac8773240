"""What an error means for a letter: another try later, or set aside with a reason."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded

from ingest.errors import EngineCrashed, EngineMissing, IngestError, PageTimeout
from records.services import Failure


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again later, as often as a letter may be tried; then it fails for this reason."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Failed:
    """Set the letter aside at once: another try would end the same way."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Wait:
    """Try again once there is room; the letter is not to blame, so no try is counted."""

    failure: Failure


SILENT = Failure(
    "workers.silent",
    "Máy đọc đã dừng giữa chừng nhiều lần khi đọc tệp này. Hãy quét lại rồi thả tệp mới.",
    "The worker stopped half-way several times on this file. Scan the letter again.",
)
UNEXPECTED = Failure(
    "workers.unexpected",
    "Có lỗi ngoài dự kiến khi đọc tệp này. Hãy bấm đọc lại; nếu vẫn lỗi, báo người quản trị.",
    "An unexpected error occurred on this file. Retry; if it fails again, tell the administrator.",
)
OUT_OF_TIME = Failure(
    "workers.out_of_time",
    "Đọc tệp này quá lâu nên đã dừng. Hãy tách thành nhiều tệp nhỏ rồi thả lại.",
    "Reading this file took too long and was stopped. Split it and drop the parts.",
)

NO_ROOM = Failure(
    "workers.no_room",
    "Hết chỗ trên ổ đĩa khi đọc tệp này; sẽ tự đọc lại. Hãy báo người quản trị dọn chỗ.",
    "The disk was full while this file was read; it is tried again. Ask the administrator for room.",
)

FAILURES = (SILENT, UNEXPECTED, OUT_OF_TIME, NO_ROOM)
UNFORESEEN = (UNEXPECTED, OUT_OF_TIME)
LACKS_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE})
"""What the system says when the disk, or the number of open files, is used up."""

PASSING: frozenset[type[IngestError]] = frozenset({EngineCrashed, EngineMissing, PageTimeout})
"""Errors that may be gone at the next try; the others lie in the file itself."""


def verdict_of(error: BaseException) -> Retry | Failed | Wait:
    """Return what an error raised while a letter was read means for the letter."""
    if any(isinstance(one, OSError) and one.errno in LACKS_ROOM for one in causes(error)):
        return Wait(NO_ROOM)
    if isinstance(error, IngestError):
        failure = Failure(error.code, error.vi, error.en)
        return Retry(failure) if type(error) in PASSING else Failed(failure)
    return Retry(OUT_OF_TIME if isinstance(error, SoftTimeLimitExceeded) else UNEXPECTED)


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, what it was raised from, and so on."""
    while error is not None:
        yield error
        error = error.__cause__


def may_pass(error: Exception) -> bool:
    """Tell whether what kept a copy from being made may be gone at another time.

    >>> may_pass(OSError("no space left")), may_pass(PageTimeout()), may_pass(IngestError("gone"))
    (True, True, True)
    """
    return not isinstance(error, IngestError) or type(error) in PASSING | {IngestError}


def wait_before(attempt: int, *, first_s: float) -> timedelta:
    """Return how long to wait after a try: ten times longer each time.

    >>> wait_before(1, first_s=30).total_seconds(), wait_before(2, first_s=30).total_seconds()
    (30.0, 300.0)
    """
    return timedelta(seconds=first_s * 10 ** (attempt - 1))
