"""Wakes workers: a step and a primary key go in, a message with nothing else goes out."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from records.models import Document
from records.states import State

log = logging.getLogger(__name__)


class Step(StrEnum):
    """What can be asked of a worker."""

    READ = "read"
    READ_ON = "read_on"
    READ_AHEAD = "read_ahead"
    DRAW = "draw"
    SHOW = "show"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Task:
    """The registered name of a step's task, the queue it waits in and how soon its turn comes.

    Attributes:
        name: As Celery knows it; by name, so that no web process loads what a worker needs.
        queue: Where its messages wait.
        priority: 0 first, 9 last. kombu keeps its queues in a set, so their order says nothing.
    """

    name: str
    queue: str
    priority: int


TASKS: Mapping[Step, Task] = {
    Step.SHOW: Task("workers.tasks.draw_pages", "read", 0),
    Step.READ: Task("workers.tasks.read_document", "read", 2),
    Step.READ_ON: Task("workers.tasks.read_document", "long", 6),
    Step.READ_AHEAD: Task("workers.tasks.read_ahead", "long", 6),
    Step.DRAW: Task("workers.tasks.draw_pages", "archive", 9),
    Step.ARCHIVE: Task("workers.tasks.archive_letter", "archive", 9),
}
"""READ_ON: the rest of a long letter, whose turn comes when no other letter waits.

READ_AHEAD: some pages of it, for a worker that has nothing else to do.

SHOW: the page images of a letter that somebody has opened and waits for.
"""

QUEUES = ("read", "feed", "long", "archive")
"""All queues; `feed` has the priority 3."""


def enqueue(step: Step, document_id: int) -> None:
    """Ask for a step once the running transaction is committed; never fails the caller."""
    transaction.on_commit(partial(publish, step, document_id))


def publish(step: Step, document_id: int) -> bool:
    """Send the message now.

    Returns:
        False when the broker cannot be reached: the row stays, and the sweep asks again.
    """
    task = TASKS[step]
    try:
        current_app.send_task(
            task.name, args=[document_id], queue=task.queue, priority=task.priority
        )
    except (OperationalError, RedisError, OSError) as error:
        log.warning("%s of letter %s is not queued yet: %s", step, document_id, error)
        return False
    if step in (Step.READ, Step.READ_ON):
        waiting = Document.objects.filter(pk=document_id, state=State.RECEIVED)
        waiting.update(queued_at=timezone.now())
    return True
