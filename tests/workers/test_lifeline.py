"""What the log leaves out while workers stop, and what it never leaves out."""

import logging
import os
import tempfile
from pathlib import Path

import pytest
from billiard.exceptions import WorkerLostError
from celery import signals

from workers import scratch
from workers.lifeline import is_news


class WrappedError(Exception):
    """As the pool wraps what was raised in another process."""

    def __init__(self, exc: Exception) -> None:
        super().__init__()
        self.exc = exc


def _entry(raised: BaseException | None) -> logging.LogRecord:
    told = None if raised is None else (type(raised), raised, raised.__traceback__)
    return logging.LogRecord("celery.worker.request", logging.ERROR, "", 1, "", (), told)


def test_a_process_that_was_stopped_is_no_news() -> None:
    lost = WorkerLostError("exitcode 0")
    assert not is_news(_entry(lost))
    assert not is_news(_entry(WrappedError(lost)))


def test_other_errors_are_told() -> None:
    assert is_news(_entry(ValueError("wrong")))
    assert is_news(_entry(WrappedError(ValueError("wrong"))))
    assert is_news(_entry(None))


def test_a_process_that_ends_in_good_order_leaves_no_scratch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TMPDIR", os.environ.get("TMPDIR", ""))
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)
    scratch.use_own()
    folder = Path(tempfile.gettempdir())
    (folder / "half a page").touch()
    signals.worker_process_shutdown.send(sender=None, pid=os.getpid(), exitcode=0)
    assert not folder.exists()
