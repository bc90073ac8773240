"""The sweep asks for what nobody reads, and tells dead workers from slow ones without any clock."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
import redis
from django.db import OperationalError, connection
from django.utils import timezone

from records import services
from records.models import Document
from records.states import State
from tests.records.receiving import letter, reading
from workers.process import identity, place, started
from workers.sweep import Sweep, waiting_in_queue

pytestmark = [pytest.mark.django_db(transaction=True)]

HERE = identity()


@pytest.fixture(autouse=True)
def _empty(broker: "redis.Redis") -> None:
    broker.flushall()


def sweeping() -> Sweep:
    return Sweep(lease_s=60, attempts=3)


def state(document: Document) -> tuple[str, int]:
    document.refresh_from_db()
    return document.state, document.attempts


def test_lost_messages_are_sent_again(broker: "redis.Redis") -> None:
    letter(b"one")
    assert waiting_in_queue() == 1
    broker.flushall()
    assert waiting_in_queue() == 0
    now = timezone.now()
    assert sweeping().sweep(now=now, clock=0) == 0, "too early to tell"
    assert sweeping().sweep(now=now + timedelta(seconds=11), clock=11) == 1
    assert waiting_in_queue() == 1


def test_at_the_start_every_waiting_letter_is_asked_for() -> None:
    letter(b"one")
    assert sweeping().sweep(now=timezone.now(), clock=0, every=True) == 1


def test_a_message_from_a_future_that_never_was_counts_as_lost() -> None:
    letter(b"one")
    Document.objects.update(queued_at=timezone.now() + timedelta(hours=2))
    assert sweeping().sweep(now=timezone.now(), clock=0) == 1


def test_a_silent_worker_elsewhere_loses_its_letter_after_one_lease() -> None:
    document, lease = reading(reader="another-place 1:1 1:1")
    sweep, now = sweeping(), timezone.now()
    sweep.sweep(now=now, clock=0)
    services.renew(lease, now=now + timedelta(seconds=30), seconds=60)
    sweep.sweep(now=now, clock=50)
    sweep.sweep(now=now, clock=100)
    assert state(document) == (State.READING, 1), "it gave a sign of life at 50"
    sweep.sweep(now=now, clock=111)
    assert state(document) == (State.RECEIVED, 1)


@contextmanager
def held(database: str) -> Iterator[None]:
    """Hold a database of SQLite as another program does that writes."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_nobody_is_silent_while_the_database_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    document, _ = reading(reader="another-place 1:1 1:1")
    sweep, now = sweeping(), timezone.now()
    sweep.sweep(now=now, clock=0)
    with monkeypatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
            connection.close()
            with held(connection.settings_dict["NAME"]), pytest.raises(OperationalError):
                sweep.sweep(now=now, clock=61)
            connection.close()
        else:
            patch.setattr("workers.sweep.BUSY_S", -1.0)
            sweep.sweep(now=now, clock=61)
    sweep.sweep(now=now, clock=62)
    assert state(document) == (State.READING, 1), "it could not give a sign of life"
    sweep.sweep(now=now, clock=123)
    assert state(document) == (State.RECEIVED, 1)


@pytest.mark.parametrize("step", [timedelta(hours=2), -timedelta(hours=2), timedelta(days=9000)])
def test_a_clock_that_is_set_takes_no_letter_away(step: timedelta) -> None:
    document, _ = reading(reader=HERE)
    sweep, now = sweeping(), timezone.now()
    sweep.sweep(now=now, clock=0)
    sweep.sweep(now=now + step, clock=10)
    assert state(document) == (State.READING, 1)


def test_a_dead_reader_is_noticed_at_once_and_its_try_counts() -> None:
    child = subprocess.Popen(["sleep", "60"])
    parent = f"{os.getpid()}:{started(os.getpid())}"
    document, _ = reading(reader=f"{place()} {child.pid}:{started(child.pid)} {parent}")
    sweep, now = sweeping(), timezone.now()
    sweep.sweep(now=now, clock=0)
    assert state(document) == (State.READING, 1)
    child.kill()
    child.wait()
    sweep.sweep(now=now, clock=0)
    assert state(document) == (State.RECEIVED, 1)
    assert document.not_before is not None


def test_a_dead_service_gives_the_letter_back_and_no_try_counts() -> None:
    document, _ = reading(reader=f"{place()} {os.getpid()}:1 {os.getpid()}:1")
    sweeping().sweep(now=timezone.now(), clock=0)
    assert state(document) == (State.RECEIVED, 0)
    assert document.interruptions == 1
