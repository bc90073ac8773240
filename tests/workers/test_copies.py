"""Page images and archive copies whose messages were lost with the broker are made later."""

from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import LazySettings
from django.utils import timezone

from ingest.errors import ArchiveFailed, EngineCrashed, IngestError
from records import copies, staff
from records.models import Document
from records.previews import archive_path
from records.queue import Step
from tests.review.letters import read
from workers import previews, tasks
from workers.sweep import Sweep, waiting_in_queue

pytestmark = [pytest.mark.django_db(transaction=True)]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _empty(broker: "redis.Redis", settings: LazySettings, tmp_path: Path) -> None:
    broker.flushall()
    settings.VANTHU_ARCHIVE = True
    settings.VANTHU_ARCHIVES = tmp_path / "archive"
    settings.VANTHU_PREVIEWS = tmp_path / "pages"


def asked_for() -> int:
    return waiting_in_queue((Step.ARCHIVE,)) or 0


def sweep(*, after: timedelta = timedelta(0), every: bool = False) -> int:
    now = timezone.now() + after
    Sweep(lease_s=60, attempts=3).sweep(now=now, clock=0, every=every)
    return asked_for()


def letter() -> Document:
    document = read([])
    Document.objects.filter(pk=document.pk).update(finished_at=timezone.now())
    document.refresh_from_db()
    return document


def test_lost_copies_are_asked_for_once_an_hour() -> None:
    letter()
    assert sweep() == 0, "its messages may still be on the way"
    assert sweep(after=HOUR) == 2
    assert sweep(after=2 * HOUR) == 2, "messages wait: nobody asks again"


def test_an_emptied_broker_is_asked_again(broker: "redis.Redis") -> None:
    letter()
    sweep(after=HOUR)
    broker.flushall()
    assert sweep(after=1.5 * HOUR) == 0
    assert sweep(after=2 * HOUR) == 2


def test_at_the_start_all_that_lacks_is_asked_for() -> None:
    letter()
    assert sweep(every=True) == 2


def test_what_is_made_is_not_asked_for(settings: LazySettings, broker: "redis.Redis") -> None:
    document = letter()
    copies.drawn(document.pk, now=timezone.now())
    assert sweep(after=HOUR) == 1
    broker.flushall()
    settings.VANTHU_ARCHIVE = False
    assert sweep(after=3 * HOUR) == 0


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (OSError("no space left"), True),
        (EngineCrashed(), True),
        (IngestError("gone"), True),
        (ArchiveFailed(), False),
    ],
)
def test_what_may_pass_is_tried_again_and_what_may_not_is_not(
    error: Exception, monkeypatch: pytest.MonkeyPatch, *, again: bool
) -> None:
    def fail(*_: object) -> None:
        raise error

    document = letter()
    monkeypatch.setattr(previews, "draw", fail)
    tasks.draw_pages(document.pk)
    document.refresh_from_db()
    assert (document.drawn_at is None) == again


def test_a_copy_that_kills_its_maker_is_given_up() -> None:
    document = letter()
    for _ in range(copies.MOST_TRIED):
        assert copies.begin(document.pk) is not None
    assert copies.begin(document.pk) is None
    assert sweep(after=HOUR) == 0


def test_a_letter_read_again_gets_new_copies(settings: LazySettings) -> None:
    document = letter()
    target = archive_path(settings.VANTHU_ARCHIVES, document.sha256)
    target.parent.mkdir(parents=True)
    target.touch()
    copies.archived(document.pk, now=timezone.now())
    staff.retry(document.pk)
    document.refresh_from_db()
    assert document.archived_at is None


def test_a_message_about_no_letter_does_nothing() -> None:
    tasks.draw_pages(10**9)
    tasks.archive_letter(10**9)
    tasks.read_document(10**9)
