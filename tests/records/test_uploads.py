"""Uploads: limited, durable, and the same one only once."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from records import room, uploads
from records.arrivals import Origin
from records.errors import DiskFull, KeyUsed, NoBytes, TooLarge
from records.models import Arrival, Document
from records.states import Outcome, Source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def send(content: bytes, *, key: str | None = None) -> Arrival:
    origin = Origin("a.pdf", source=Source.API, key=key)
    return uploads.take(io.BytesIO(content), origin, now=timezone.now())


def left_behind(settings: LazySettings) -> list[Path]:
    return list(Path(settings.VANTHU_TMP).glob("in-*"))


def test_an_upload_is_kept_and_says_how_it_came() -> None:
    arrival = send(b"one")
    assert (arrival.outcome, arrival.source) == (Outcome.STORED, Source.API)


def test_the_same_key_and_bytes_are_the_same_arrival() -> None:
    assert send(b"one", key="k") == send(b"one", key="k")
    assert Arrival.objects.count() == 1


def test_the_same_key_with_other_bytes_is_refused() -> None:
    send(b"one", key="k")
    with pytest.raises(KeyUsed):
        send(b"two", key="k")
    assert Document.objects.count() == 1


def test_another_key_with_the_same_bytes_is_a_second_arrival() -> None:
    send(b"one", key="k")
    assert send(b"one", key="l").outcome == Outcome.DUPLICATE


def test_nothing_is_refused(settings: LazySettings) -> None:
    with pytest.raises(NoBytes):
        send(b"")
    assert not left_behind(settings)


def test_too_much_is_refused_and_leaves_nothing(settings: LazySettings) -> None:
    settings.VANTHU_MAX_MB = 1
    with pytest.raises(TooLarge):
        send(b"x" * (1024 * 1024 + 1))
    assert not left_behind(settings)
    assert not Document.objects.exists()


def test_a_full_disk_takes_nothing(settings: LazySettings) -> None:
    settings.VANTHU_FREE_MB = room.free_bytes() // 1024
    with pytest.raises(DiskFull):
        send(b"one")
