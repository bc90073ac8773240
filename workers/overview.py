"""The state of the whole service at a glance: rows, broker and watched folder in, counts out."""

from celery import current_app
from django.conf import settings
from django.db.models import Count

from ingest import sandbox
from nlp.record import Json
from records import room
from records.models import Document
from records.states import State
from workers.settling import is_passed_over
from workers.sweep import connection_errors, waiting_in_queue

ANSWER_S = 1
FAILURES_SHOWN = 50


def overview() -> dict[str, Json]:
    """Return counts by state, whether broker and workers answer, what waits and what failed."""
    counted = dict(Document.objects.order_by().values_list("state").annotate(Count("id")))
    waiting = waiting_in_queue()
    return {
        "letters": {str(state): counted.get(state, 0) for state in State},
        "inbox": _waiting_in_inbox(),
        "queue": waiting,
        "broker": "up" if broker_answers() else "down",
        "workers": _workers(),
        "intake": "paused: the disk is nearly full" if room.is_low() else "open",
        "sandbox": "bubblewrap" if sandbox.available() else "none: see docs/operations.md",
        "failures": _failures(),
    }


def broker_answers() -> bool:
    """Tell whether the broker can be reached."""
    try:
        with current_app.connection_for_read() as connection:
            connection.ensure_connection(max_retries=1, timeout=ANSWER_S)
    except connection_errors():
        return False
    return True


def _workers() -> int:
    """Return how many worker processes answer within a second."""
    if not broker_answers():
        return 0
    return len(current_app.control.ping(timeout=ANSWER_S) or [])


def _waiting_in_inbox() -> int:
    found = settings.VANTHU_INBOX.rglob("*")
    return sum(1 for path in found if path.is_file() and not is_passed_over(path.name))


def _failures() -> list[Json]:
    failed = Document.objects.filter(state=State.FAILED).order_by("-id")[:FAILURES_SHOWN]
    return [
        {
            "id": document.pk,
            "file": document.name,
            "code": document.error_code,
            "message": document.error_vi,
            "message_en": document.error_en,
        }
        for document in failed
    ]
