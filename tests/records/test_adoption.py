"""Originals that the database has lost become letters again."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from records import store
from records.account import reconcile
from records.adoption import adopt
from records.arrivals import Origin, receive
from records.models import Arrival, Document, Event, SearchEntry
from records.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


@pytest.fixture
def own_store(settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_STORE = tmp_path / "store"
    settings.STORAGES = settings.STORAGES | {
        "originals": {
            "BACKEND": "records.store.ContentStorage",
            "OPTIONS": {"location": tmp_path / "store"},
        }
    }


def come(content: bytes) -> Document:
    with store.staged(io.BytesIO(content)) as copy:
        document = receive(copy, Origin("công văn.pdf"), now=timezone.now()).document
    assert document is not None
    return document


def forget(document: Document) -> None:
    """Take a letter's rows away, as a database that goes back in time does."""
    Arrival.objects.filter(document=document).delete()
    Event.objects.filter(document=document).delete()
    SearchEntry.objects.filter(document=document).delete()
    document.delete()


def test_originals_without_a_letter_become_letters() -> None:
    kept, lost = come(b"kept"), come(b"lost")
    forget(lost)
    assert adopt(now=timezone.now(), waiting=()) == 1
    assert adopt(now=timezone.now(), waiting=()) == 0
    again = Document.objects.exclude(pk=kept.pk).get()
    assert (again.sha256, again.stored, again.state) == (lost.sha256, lost.stored, State.RECEIVED)
    assert again.name == f"{lost.sha256}.pdf"
    assert reconcile(deep=True).adds_up


def test_what_may_still_come_in_by_itself_is_left() -> None:
    forget(come(b"lost"))
    assert adopt(now=timezone.now(), waiting={4}) == 0
    assert not Document.objects.exists()


def test_bytes_that_are_not_whole_are_left() -> None:
    lost = come(b"lost")
    forget(lost)
    path = Path(store.originals().path(lost.stored))
    path.chmod(0o640)
    path.write_bytes(b"los")
    (path.parent / "notes.txt").write_bytes(b"lost")
    assert adopt(now=timezone.now(), waiting=()) == 0
