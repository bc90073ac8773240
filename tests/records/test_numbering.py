"""Numbers of arrival run within the office's year, without gaps, and are given once."""

import io
import threading
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from records import store
from records.arrivals import Origin, receive
from records.models import Document
from records.states import Outcome, State
from tests.review.letters import received

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
# Midnight between the years by the office's clock.
TURN = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


def arrive(content: bytes, *, now: datetime = NOW) -> Document:
    with store.staged(io.BytesIO(content)) as copy:
        document = receive(copy, Origin("a.pdf"), now=now).document
    assert document is not None
    return document


def numbers() -> list[tuple[int | None, int | None]]:
    rows = Document.objects.order_by("id").values_list("arrival_year", "arrival_number")
    return list(rows)


@pytest.mark.django_db
def test_numbers_run_within_the_year() -> None:
    for at in range(-2, 3):
        arrive(b"%d" % at, now=TURN + timedelta(minutes=at))
    assert numbers() == [(2026, 1), (2026, 2), (2027, 1), (2027, 2), (2027, 3)]


@pytest.mark.django_db
def test_duplicates_take_no_number_and_nothing_moves_one() -> None:
    first = arrive(b"a")
    assert arrive(b"a").pk == first.pk
    second = arrive(b"b")
    Document.objects.filter(pk=first.pk).update(state=State.DISCARDED)
    # A letter of the old year that was found late, and a clock that was wrong: both go behind.
    arrive(b"c", now=NOW - timedelta(days=1))
    second.refresh_from_db()
    assert numbers() == [(2026, 1), (2026, 2), (2026, 3)]
    assert first.arrivals.filter(outcome=Outcome.DUPLICATE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_letters_that_come_at_once_leave_no_gap() -> None:
    def come(sender: int) -> None:
        for at in range(8):
            arrive(b"%d %d" % (sender, at))
        connection.close()

    senders = [threading.Thread(target=come, args=(sender,)) for sender in range(3)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert sorted(number or 0 for _, number in numbers()) == list(range(1, 25))


@pytest.mark.django_db
def test_letters_of_before_keep_the_numbers_registers_showed() -> None:
    made = [received(f"{n}.pdf") for n in range(3)]
    Document.objects.update(arrival_year=None, arrival_number=None)
    for document, at in zip(made, (1, -1, -2), strict=True):
        Document.objects.filter(pk=document.pk).update(received_at=TURN + timedelta(minutes=at))
    editor = SimpleNamespace(connection=connection)
    import_module("records.migrations.0016_arrival_numbers").give_numbers(apps, editor)
    assert numbers() == [(2027, 1), (2026, 2), (2026, 1)]
