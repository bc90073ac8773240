"""Reconciling finds what is missing, cut off or changed, and nothing else."""

from pathlib import Path

import pytest

from records import store
from records.account import reconcile
from records.models import Arrival
from tests.records.receiving import arrive, letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def original(stored: str) -> Path:
    path = Path(store.originals().path(stored))
    path.chmod(0o640)
    return path


def test_it_adds_up() -> None:
    for content in (b"one", b"one", b"two"):
        arrive(content)
    account = reconcile(deep=True)
    assert account.adds_up
    assert (account.seen, account.stored, account.duplicates) == (3, 2, 1)


def test_a_missing_original_is_found() -> None:
    original(letter(b"missing").stored).unlink()
    account = reconcile()
    assert not account.adds_up
    assert "missing or cut off" in account.problems[0]


def test_a_changed_original_is_found_by_its_hash() -> None:
    original(letter(b"changed").stored).write_bytes(b"Changed")
    assert reconcile().adds_up
    account = reconcile(deep=True)
    assert not account.adds_up
    assert "other bytes" in account.problems[0]


def test_a_letter_without_an_arrival_is_found() -> None:
    letter(b"one")
    Arrival.objects.all().delete()
    assert not reconcile().adds_up
