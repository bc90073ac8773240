"""Every change of state happens once, to the right row, and is remembered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nlp.document import Box, Ink, Line, Remark, TextLayer, Word
from nlp.record import Draft
from records import services, staff
from records.errors import REMARKS, NoReason, WrongState
from records.layers import layers_of
from records.leases import MOST_INTERRUPTIONS
from records.models import Document
from records.services import Failure, Lease
from records.states import Ending, State
from tests.records.receiving import READER, letter, reading

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]

BAD = Failure("test.bad", "Hỏng.", "Broken.")


def layer(index: int) -> TextLayer:
    word = Word("Số:", Box(1, 2, 3, 4))
    lines = (Line((word,)), Line((word,), Ink.STAMP), Line((word, word), cell=(0, 1, 2)))
    return TextLayer(index, 100, 200, lines)


def state(document: Document) -> str:
    document.refresh_from_db()
    return document.state


def test_a_letter_is_claimed_by_one_worker_only() -> None:
    document, _ = reading()
    again = services.claim(document.pk, token="u", reader="", now=timezone.now(), seconds=60)
    assert again is None


def test_a_letter_is_not_claimed_before_its_time() -> None:
    document, lease = reading()
    now = timezone.now()
    services.postpone(lease, BAD, now=now, until=now + timedelta(minutes=5))
    early = services.claim(document.pk, token="u", reader="", now=now, seconds=60)
    assert early is None
    later = now + timedelta(minutes=6)
    due = services.claim(document.pk, token="u", reader="", now=later, seconds=60)
    assert due is not None
    assert due.attempts == 2


def test_a_time_written_by_a_wrong_clock_does_not_hold_a_letter() -> None:
    document = letter()
    now = timezone.now()
    Document.objects.update(not_before=now + timedelta(days=400))
    assert services.claim(document.pk, token="u", reader="", now=now, seconds=60) is not None


def test_pages_are_stored_turn_by_turn_with_ink_and_cells() -> None:
    document, lease = reading()
    services.store_pages(lease, [layer(0)], pages=3, media_type="application/pdf")
    services.pause(lease, now=timezone.now())
    again = services.claim(document.pk, token="u", reader="", now=timezone.now(), seconds=60)
    assert again is not None
    assert (again.attempts, again.page, again.pages) == (1, 1, 3)
    lease = Lease(document.pk, "u")
    services.store_pages(lease, [layer(1), layer(2)], pages=3, media_type="")
    assert layers_of(document) == (layer(0), layer(1), layer(2))


def test_results_of_a_lost_lease_are_refused() -> None:
    document, lease = reading()
    services.put_back(lease, now=timezone.now())
    for change in (
        lambda: services.store_pages(lease, [layer(0)], pages=1, media_type=""),
        lambda: services.store_draft(lease, Draft(), now=timezone.now()),
        lambda: services.fail(lease, BAD, now=timezone.now()),
        lambda: services.pause(lease, now=timezone.now()),
    ):
        with pytest.raises(WrongState):
            change()
    assert state(document) == State.RECEIVED
    assert document.page_rows.count() == 0


def test_a_letter_without_values_needs_review() -> None:
    document, lease = reading()
    assert services.store_draft(lease, Draft(), now=timezone.now()) is State.NEEDS_REVIEW
    assert [one.ending for one in document.tries.all()] == [Ending.READ]


def test_being_stopped_is_no_try_until_it_happens_too_often() -> None:
    document, lease = reading()
    for time in range(MOST_INTERRUPTIONS + 1):
        services.put_back(lease, now=timezone.now())
        document.refresh_from_db()
        assert document.attempts == (1 if time == MOST_INTERRUPTIONS else 0)
        lease = Lease(document.pk, f"again{time}")
        assert services.claim(
            document.pk, token=lease.token, reader="", now=timezone.now(), seconds=60
        )


def test_silence_is_a_try_and_the_last_one_sets_the_letter_aside() -> None:
    document, _ = reading()
    now = timezone.now()
    again = services.give_up(document, BAD, now=now, attempts=2, until=now)
    assert again is State.RECEIVED
    claimed = services.claim(document.pk, token="u", reader="", now=now, seconds=60)
    assert claimed is not None
    assert services.give_up(claimed, BAD, now=now, attempts=2, until=now) is State.FAILED
    document.refresh_from_db()
    assert (document.error_code, document.error_vi) == ("test.bad", "Hỏng.")
    assert [one.ending for one in document.tries.all()] == [Ending.SILENT, Ending.SILENT]


def test_a_worker_that_came_back_keeps_its_letter() -> None:
    document, lease = reading()
    assert services.renew(lease, now=timezone.now() + timedelta(seconds=1), seconds=60)
    with pytest.raises(WrongState):
        services.give_up(document, BAD, now=timezone.now(), attempts=3, until=timezone.now())
    with pytest.raises(WrongState):
        services.reclaim(document, now=timezone.now())
    assert state(document) == State.READING


def test_a_discarded_letter_keeps_everything_and_can_come_back() -> None:
    document, lease = reading()
    services.fail(lease, BAD, now=timezone.now())
    with pytest.raises(NoReason):
        staff.discard(document.pk, by="lan", reason="  ", now=timezone.now())
    staff.discard(document.pk, by="lan", reason="Quảng cáo", now=timezone.now())
    document.refresh_from_db()
    assert (document.state, document.discarded_by) == (State.DISCARDED, "lan")
    assert document.discarded_for == "Quảng cáo"
    staff.retry(document.pk)
    assert state(document) == State.RECEIVED
    assert document.discarded_for == ""
    assert document.tries.count() == 1


def test_a_letter_that_waits_or_is_read_is_neither_retried_nor_discarded() -> None:
    waiting, (busy, _) = letter(b"a"), reading(b"b", reader=READER)
    for document in (waiting, busy):
        with pytest.raises(WrongState):
            staff.retry(document.pk)
        with pytest.raises(WrongState):
            staff.discard(document.pk, by="lan", reason="x", now=timezone.now())


@pytest.mark.parametrize("remark", list(Remark))
def test_what_is_odd_about_a_file_goes_to_staff_with_the_reason(
    client: Client, remark: Remark
) -> None:
    document, lease = reading()
    after = services.store_draft(lease, Draft(remark=remark), now=timezone.now())
    assert after is State.NEEDS_REVIEW
    document.refresh_from_db()
    assert document.error_code == REMARKS[remark].code
    shown = client.get(f"/van-ban/{document.pk}/").content.decode()
    assert document.error_vi in shown
