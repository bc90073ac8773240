"""Helpers read pages of a long letter that nobody else reads, and nothing depends on them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nlp.document import TextLayer
from nlp.record import Draft
from records import services, stretches
from records.errors import WrongState
from records.layers import layers_of
from records.models import Document
from records.services import Failure, Lease
from records.states import State
from tests.records.receiving import reading

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]

PAGES = 40


def layers(*indexes: int) -> list[TextLayer]:
    return [TextLayer(index, 100, 200, ()) for index in indexes]


def begun(*, paused: bool = True) -> tuple[Document, Lease]:
    """Return a letter of which one page has been read."""
    document, lease = reading()
    services.store_pages(lease, layers(0), pages=PAGES, media_type="application/pdf")
    if paused:
        services.pause(lease, now=timezone.now())
    document.refresh_from_db()
    return document, lease


def take(document: Document, token: str = "h", seconds: float = 60) -> range | None:
    return stretches.take(document.pk, token=token, now=timezone.now(), seconds=seconds)


def test_helpers_take_pages_from_the_far_end_and_leave_the_front() -> None:
    document, _ = begun()
    assert [take(document, token) for token in "abcd"] == [
        range(35, 40),
        range(30, 35),
        range(25, 30),
        range(21, 25),
    ]
    assert take(document, "e") is None
    assert stretches.unread(document, now=timezone.now()) == list(range(1, 21))


def test_a_stretch_ends_where_somebody_has_read() -> None:
    document, lease = begun(paused=False)
    services.store_pages(lease, layers(37), pages=PAGES, media_type="")
    assert take(document) == range(38, 40)


def test_short_letters_and_letters_that_nobody_has_begun_need_no_help() -> None:
    document, lease = reading()
    assert take(document) is None
    services.store_pages(lease, layers(0), pages=21, media_type="")
    assert take(document) is None


def test_what_a_helper_reads_is_kept_and_its_pages_are_free_again() -> None:
    document, _ = begun()
    assert take(document) == range(35, 40)
    stretches.store(document.pk, "h", layers(35, 36), now=timezone.now())
    assert [layer.page_index for layer in layers_of(document)] == [0, 35, 36]
    assert take(document) == range(37, 40)


def test_pages_of_a_dead_helper_are_read_by_others() -> None:
    document, _ = begun()
    assert take(document, seconds=0) == range(35, 40)
    assert take(document, "other") == range(35, 40)
    stretches.store(document.pk, "other", layers(*range(35, 40)), now=timezone.now())
    stretches.store(document.pk, "h", layers(35), now=timezone.now())
    assert document.page_rows.count() == 6


@pytest.mark.parametrize("ending", ["read", "failed", "silent"])
def test_what_is_read_of_a_letter_that_has_ended_is_dropped(ending: str) -> None:
    document, lease = begun(paused=False)
    assert take(document)
    bad, now = Failure("test.bad", "Hỏng.", "Broken."), timezone.now()
    match ending:
        case "read":
            services.store_draft(lease, Draft(), now=now)
        case "failed":
            services.fail(lease, bad, now=now)
        case "silent":
            services.give_up(document, bad, now=now, attempts=1, until=now)
    with pytest.raises(WrongState):
        stretches.store(document.pk, "h", layers(35), now=now)
    assert document.page_rows.count() == 1


def asleep() -> Document:
    """Return a paused letter all of whose pages are stored or taken."""
    document, lease = begun(paused=False)
    assert take(document) == range(35, 40)
    services.store_pages(lease, layers(*range(35)), pages=PAGES, media_type="")
    services.pause(lease, now=timezone.now())
    document.refresh_from_db()
    assert (document.state, document.queued_at) == (State.RECEIVED, None)
    assert document.not_before is not None
    return document


@pytest.mark.parametrize("end", ["store", "release"])
def test_a_letter_sleeps_until_its_last_helper_ends(end: str) -> None:
    document, now = asleep(), timezone.now()
    if end == "store":
        stretches.store(document.pk, "h", layers(*range(35, 40)), now=now)
    else:
        stretches.release(document.pk, "h", now=now)
    document.refresh_from_db()
    assert document.not_before is None
    assert document.queued_at is not None


def test_a_letter_whose_helpers_died_is_due_once_their_time_is_over() -> None:
    document = asleep()
    late = timezone.now() + timedelta(seconds=61)
    claimed = services.claim(document.pk, token="u", reader="", now=late, seconds=60)
    assert claimed is not None
    assert stretches.unread(claimed, now=late) == list(range(35, 40))


def test_a_helper_does_not_hasten_a_letter_that_waits_for_another_try() -> None:
    document, lease = begun(paused=False)
    assert take(document)
    until = timezone.now() + timedelta(minutes=5)
    services.postpone(lease, Failure("test.bad", "", ""), now=timezone.now(), until=until)
    stretches.release(document.pk, "h", now=timezone.now())
    document.refresh_from_db()
    assert document.not_before == until
