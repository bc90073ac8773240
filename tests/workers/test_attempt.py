"""A try never loses its letter, whatever ends it."""

import errno

import pytest
from django.db import OperationalError
from django.utils import timezone

from ingest.errors import CorruptFile, EngineCrashed
from records import leases, services
from records.models import Document
from records.states import State
from tests.records.receiving import letter
from workers import attempt
from workers.attempt import Attempt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def begun() -> Attempt:
    trying = attempt.begin(letter().pk)
    assert trying is not None
    return trying


@pytest.mark.parametrize(
    ("error", "state", "code"),
    [
        (CorruptFile(), State.FAILED, "ingest.corrupt_file"),
        (EngineCrashed(), State.RECEIVED, "ingest.engine_crashed"),
        (RuntimeError(), State.RECEIVED, "workers.unexpected"),
        (MemoryError(), State.RECEIVED, "workers.unexpected"),
    ],
)
def test_an_error_sets_aside_or_postpones(error: Exception, state: State, code: str) -> None:
    with begun():
        raise error
    found = Document.objects.get()
    assert (found.state, found.error_code, found.attempts) == (state, code, 1)


CRASH = EngineCrashed()
CRASH.__cause__ = ValueError("half an image")


@pytest.mark.parametrize(
    ("error", "trace"), [(CorruptFile(), False), (CRASH, False), (RuntimeError("x"), True)]
)
def test_a_bad_file_is_one_line_in_the_log_and_a_fault_of_ours_a_trace(
    error: Exception, *, trace: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with begun():
        raise error
    [said] = [one for one in caplog.records if one.name == attempt.__name__]
    assert bool(said.exc_info) is trace
    assert "\n" not in said.getMessage()
    assert repr(error) in said.getMessage()
    assert error.__cause__ is None or repr(error.__cause__) in said.getMessage()


@pytest.mark.parametrize("why", ["said", "seen"])
def test_a_full_disk_counts_no_try(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    error: Exception = EngineCrashed()
    if why == "said":
        error.__cause__ = OSError(errno.ENOSPC, "no space left")
    else:
        monkeypatch.setattr("records.room.free_bytes", lambda: 0)
    with begun():
        raise error
    found = Document.objects.get()
    assert (found.state, found.error_code) == (State.RECEIVED, "workers.no_room")
    assert (found.attempts, found.interruptions) == (0, 1)
    assert found.not_before is not None
    # The file may be to blame all the same: one that fills every disk is given up at last.
    monkeypatch.setattr(leases, "MOST_INTERRUPTIONS", 1)
    Document.objects.update(not_before=None, attempts=2)
    trying = attempt.begin(found.pk)
    assert trying is not None
    with trying:
        raise error
    assert Document.objects.get().state == State.FAILED


def test_being_stopped_puts_the_letter_back() -> None:
    trying = begun()
    with pytest.raises(SystemExit), trying:
        raise SystemExit
    found = Document.objects.get()
    assert (found.state, found.attempts, found.interruptions) == (State.RECEIVED, 0, 1)


def test_a_letter_that_was_taken_over_is_left_alone() -> None:
    with begun() as trying:
        services.put_back(trying.lease, now=timezone.now())
        raise EngineCrashed
    assert Document.objects.get().error_code == ""


def test_a_result_is_offered_until_the_database_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    refusals = iter(range(5))

    def store() -> str:
        if next(refusals, None) is not None:
            raise OperationalError("database is locked")
        return "stored"

    assert attempt.patiently(store) == "stored"
