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
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Task:
    """The registered name of a step's task and the queue it waits in."""

    name: str
    queue: str


TASKS: Mapping[Step, Task] = {
    Step.READ: Task("workers.tasks.read_document", "read"),
    Step.DRAW: Task("workers.tasks.draw_pages", "archive"),
}
"""By name, so that no web process loads what a worker needs."""

QUEUES = ("read", "feed", "archive")
"""In the order in which a worker looks at them."""


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
        current_app.send_task(task.name, args=[document_id], queue=task.queue)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("%s of letter %s is not queued yet: %s", step, document_id, error)
        return False
    if step is Step.READ:
        waiting = Document.objects.filter(pk=document_id, state=State.RECEIVED)
        waiting.update(queued_at=timezone.now())
    return True
