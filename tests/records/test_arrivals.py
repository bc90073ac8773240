"""Files come in whole, once, under their own hash, whatever they are called."""

import hashlib
import stat
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from records import store
from records.arrivals import refuse
from records.errors import NotRegular
from records.models import Arrival, Document
from records.states import Outcome
from tests.records.receiving import arrive

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def test_a_file_is_kept_under_its_hash_and_nobody_may_change_it() -> None:
    document = arrive(b"one").document
    assert document is not None
    assert document.sha256 == hashlib.sha256(b"one").hexdigest()
    path = Path(store.originals().path(document.stored))
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    with store.local_copy(document.stored) as copy:
        assert copy.read_bytes() == b"one"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "/etc/passwd", "a/b.pdf", "x.p/../df", "\ufffd‮fdp.exe", "é" * 250],
)
def test_a_name_is_never_a_path(name: str) -> None:
    document = arrive(name.encode(), name=name).document
    assert document is not None
    assert document.name == name
    folders = document.stored.split("/")
    assert folders[:2] == [document.sha256[:2], document.sha256[2:4]]
    assert len(folders) == 3
    assert folders[2].startswith(document.sha256)


def test_the_same_bytes_are_a_second_arrival_of_the_same_letter() -> None:
    first, second = arrive(b"one", name="a.pdf"), arrive(b"one", name="b.pdf", label="x")
    assert second.outcome == Outcome.DUPLICATE
    assert second.document == first.document
    assert (second.name, second.label) == ("b.pdf", "x")


def test_the_same_bytes_at_once_are_one_letter() -> None:
    def come() -> None:
        try:
            arrive(b"race")
        finally:
            connection.close()

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Document.objects.count() == 1
    outcomes = sorted(Arrival.objects.values_list("outcome", flat=True))
    assert outcomes == ["duplicate"] * 7 + ["stored"]


def test_a_missing_original_is_put_back_by_its_duplicate() -> None:
    document = arrive(b"one").document
    assert document is not None
    store.originals().delete(document.stored)
    arrive(b"one")
    assert store.is_whole(document.stored, document.bytes)


def test_a_link_is_noted_once() -> None:
    first = refuse(NotRegular(), name="link", label="", now=timezone.now())
    again = refuse(NotRegular(), name="link", label="", now=timezone.now())
    assert first is not None
    assert again is None
    assert Arrival.objects.get().outcome == Outcome.REFUSED
