"""The states of a document and which may follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a document is on its way; docs/states.md tells what staff see."""

    RECEIVED = "received", _("Đã nhận")
    READING = "reading", _("Đang đọc")
    NEEDS_REVIEW = "needs_review", _("Cần kiểm tra")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không đọc được")


# A reading whose lease ran out goes back to received; a failed one does so when staff retry.
FOLLOWS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.READING, State.FAILED}),
    State.READING: frozenset({State.RECEIVED, State.NEEDS_REVIEW, State.DONE, State.FAILED}),
    State.NEEDS_REVIEW: frozenset({State.DONE, State.RECEIVED}),
    State.DONE: frozenset({State.RECEIVED}),
    State.FAILED: frozenset({State.RECEIVED}),
}
FINAL = frozenset({State.NEEDS_REVIEW, State.DONE, State.FAILED})


class Outcome(TextChoices):
    """What became of one file that was seen."""

    STORED = "stored", _("Đã lưu")
    DUPLICATE = "duplicate", _("Trùng tệp đã có")
