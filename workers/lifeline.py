"""How processes that read letters begin and end: with a scratch folder, and in good order."""

import logging
import signal
from types import FrameType

from billiard.exceptions import WorkerLostError
from celery import signals

from ingest.heap import give_back_memory
from workers import scratch


def connect() -> None:
    """Have Celery call us in each process of its pool (it ties them to the main process itself)."""
    signals.worker_process_init.connect(_begin, weak=False)
    signals.task_prerun.connect(_listen, weak=False)
    signals.task_postrun.connect(_tidy, weak=False)
    signals.worker_process_shutdown.connect(_end, weak=False)
    signals.worker_shutting_down.connect(_hush, weak=False)


def _begin(**_: object) -> None:
    scratch.use_own()


def _tidy(**_: object) -> None:
    """Give back what a letter took: its pages leave holes on the heap that no other page fits."""
    give_back_memory()


def _end(**_: object) -> None:
    """Leave nothing behind: processes of the pool are renewed all the time."""
    scratch.remove_own()


def _listen(**_: object) -> None:
    """Take SIGTERM; the pool has set a handler of its own since `_begin`, which dies at the second.

    The scratch folder is made again if somebody has deleted it.
    """
    scratch.use_own()
    signal.signal(signal.SIGTERM, _leave)


def _hush(**_: object) -> None:
    """Leave out of the log that letters are put back by a stop: it is meant, and none is lost."""
    logging.getLogger("celery.worker.request").addFilter(is_news)


def is_news(entry: logging.LogRecord) -> bool:
    """Tell whether an entry says more than that a process of the pool was stopped."""
    raised = entry.exc_info[1] if entry.exc_info else None
    # The pool wraps what it raises to keep the trace of the other process.
    return not isinstance(getattr(raised, "exc", raised), WorkerLostError)


def _leave(_signum: int, _frame: FrameType | None) -> None:
    """End by an exception, so that the letter that is being read is put back (`Attempt`).

    The signal comes twice: to the group, and from the main process. The second must not disturb.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit
