"""Saved views, filters, the random sample and the calendar, as the server answers them."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from nlp.record import Deadline, FieldName, Relation, Signer
from records import corrections, thresholds
from records.desk import Desk, Spot
from records.models import Document, DueDay
from records.roles import Role, give
from records.states import State
from review.figures import coming, figures, overdue, sampled_shares
from review.models import SavedView
from review.templatetags.office import day as day_of
from review.views.filters import next_in_queue
from tests.review.letters import NOW, field, read
from tests.review.markup import text_of

pytestmark = pytest.mark.django_db

WHOLE = (
    (FieldName.DOCUMENT_TYPE, "KH"),
    (FieldName.NUMBER, "15"),
    (FieldName.SYMBOL, "KH-SGDĐT"),
    (FieldName.CODE, "15/KH-SGDĐT"),
    (FieldName.ISSUER, "Sở Tài chính"),
    (FieldName.ISSUED_ON, "2026-02-27"),
    (FieldName.SUBJECT, "mua sách"),
)


def sure(**changes: str) -> Document:
    """Store a letter that the machine takes unseen, and that was drawn for the sample."""
    thresholds.put(thresholds.SAMPLE, 1.0)
    values = [field(name, changes.get(name, value)) for name, value in WHOLE]
    document = read([*values, field(FieldName.SIGNERS, Signer("Trần Thị Mẫu", "GIÁM ĐỐC"))])
    assert document.state == State.DONE
    return document


def shown(client: Client, address: str) -> str:
    return text_of(client.get(address).content.decode())


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ("?ban-hanh=tai chinh", True),
        ("?ban-hanh=Sở Tài Chính", True),
        ("?ban-hanh=y te", False),
        ("?nghi-ngo=subject", True),
        ("?nghi-ngo=number", False),
        ("?nhan=ke hoach", True),
        ("?nhan=khác", False),
        ("?xem=can-xem&nghi-ngo=subject&nhan=ke hoach", True),
    ],
)
def test_filters_by_issuer_doubtful_field_and_label(
    client: Client, asked: str, *, finds: bool
) -> None:
    document = read(
        [
            field(FieldName.SUBJECT, "mua sách", confidence=0.4),
            field(FieldName.ISSUER, "Sở Tài chính"),
            field(FieldName.NUMBER, "15"),
        ]
    )
    Document.objects.filter(pk=document.pk).update(label="ke hoach")
    assert ("mua sách" in shown(client, f"/{asked}")) is finds


def test_saved_view_is_kept_for_its_owner_alone(client: Client) -> None:
    for name in ("huong", "lan"):
        give(User.objects.create_user(name), Role.VIEWER)
    client.force_login(User.objects.get(username="huong"))
    kept = {"ten": "Việc gấp", "query": "xem=can-xem&han=qua&sau=9&phan=dong"}
    answer = client.post("/cach-xem/", kept)
    assert answer["Location"] == "/?xem=can-xem&han=qua"
    client.post("/cach-xem/", kept | {"query": "xem=loi"})
    [view] = SavedView.objects.all()
    assert view.query == "xem=loi"
    assert "★ Việc gấp" in shown(client, "/")
    other = Client()
    other.force_login(User.objects.get(username="lan"))
    assert "Việc gấp" not in shown(other, "/")
    other.post(f"/cach-xem/{view.pk}/bo")
    assert SavedView.objects.exists()
    client.post(f"/cach-xem/{view.pk}/bo")
    assert not SavedView.objects.exists()


def test_sample_has_a_queue_of_its_own(client: Client) -> None:
    first, second = sure(), sure(subject="bán sách")
    waiting = read([field(FieldName.SUBJECT, "khác", confidence=0.4)])
    html = shown(client, "/?xem=kiem-mau")
    assert "mua sách" in html
    assert "khác" not in html
    assert next_in_queue(second) == first
    assert next_in_queue(waiting) is None
    assert "chọn ngẫu nhiên" in shown(client, f"/van-ban/{first.pk}/")


def test_accuracy_comes_from_the_checked_sample_alone(client: Client) -> None:
    right, wrong, unchecked = sure(), sure(), sure()
    made = corrections.correct(
        Desk(wrong.pk, None, NOW), Spot(FieldName.SUBJECT), "bán sách", seen=0
    )
    corrections.correct(
        Desk(wrong.pk, None, NOW), Spot(FieldName.SUBJECT), "bán sách cũ", seen=made.pk
    )
    for document in (right, wrong):
        corrections.approve(Desk(document.pk, None, NOW))
    # Corrected letters outside the sample say nothing about those taken unseen.
    outside = read([field(FieldName.SUBJECT, "x")])
    corrections.correct(Desk(outside.pk, None, NOW), Spot(FieldName.SUBJECT), "y", seen=0)
    corrections.approve(Desk(outside.pk, None, NOW))
    worst, share = sampled_shares()[0]
    assert (worst, share.part, share.whole, share.percent) == ("subject", 1, 2, 50.0)
    assert sum(one.whole for _, one in sampled_shares()) == 16
    assert "15/16" in shown(client, "/tong-quan/")
    assert unchecked.state == State.DONE


def due(day: str, *, name: str = "han.pdf") -> Document:
    last = Deadline(day, Relation.BY, last_day=day)
    return read([field(FieldName.DEADLINES, last)], name=name)


def test_calendar_shows_what_is_due_on_each_day(client: Client) -> None:
    due("2026-03-09", name="han-chin.pdf")
    for number in range(6):
        due("2026-03-10", name=f"han-{number}.pdf")
    gone = due("2026-03-11", name="da-bo.pdf")
    Document.objects.filter(pk=gone.pk).update(state=State.DISCARDED)
    html = shown(client, "/lich/?thang=2026-03")
    assert "Hạn xử lý tháng 03/2026" in html
    assert "han-chin.pdf" in html
    assert "han-3.pdf và 2 văn bản nữa" in html
    assert "da-bo.pdf" not in html
    assert "han-chin.pdf" not in shown(client, "/lich/?thang=2026-05")


def test_letter_stands_on_each_day_that_something_of_it_is_due(client: Client) -> None:
    days = ("2026-03-09", "2026-03-12", "2026-03-12", "2026-04-01")
    deadlines = [
        field(FieldName.DEADLINES, Deadline(day, Relation.BY, last_day=day)) for day in days
    ]
    letter = read(deadlines, name="ba-han.pdf")
    assert shown(client, "/lich/?thang=2026-03").count("ba-han.pdf") == 3
    assert list(DueDay.objects.values_list("day", flat=True)) == sorted(set(days))
    corrections.remove(Desk(letter.pk, None, NOW), Spot(FieldName.DEADLINES, 0), seen=0)
    assert shown(client, "/lich/?thang=2026-03").count("ba-han.pdf") == 2
    corrections.undo(Desk(letter.pk, None, NOW))
    assert shown(client, "/lich/?thang=2026-03").count("ba-han.pdf") == 3


def test_overview_tells_of_a_later_deadline_of_a_letter_past_its_first(client: Client) -> None:
    today = timezone.localdate()
    days = [(today + timedelta(days=n)).isoformat() for n in (-3, 5, 40)]
    read([field(FieldName.DEADLINES, Deadline(day, Relation.BY, last_day=day)) for day in days])
    assert [day for day, _letter in coming(today)] == [days[1]]
    assert [day for day, _letter in overdue(today)] == [days[0]]
    assert day_of(days[1]) in shown(client, "/tong-quan/")


def test_days_of_letters_read_before_are_filled_in() -> None:
    days = ["2026-03-09", "2026-03-12"]
    read([field(FieldName.DEADLINES, Deadline(day, Relation.BY, last_day=day)) for day in days])
    DueDay.objects.all().delete()
    import_module("records.migrations.0015_fill_days").fill(apps, None)
    assert list(DueDay.objects.values_list("day", flat=True)) == days


def test_overview_counts_approvals_that_stand(client: Client) -> None:
    letters = [due("2026-03-09") for _ in range(3)]
    now = timezone.now()
    for letter in letters:
        corrections.approve(Desk(letter.pk, None, now))
    corrections.undo(Desk(letters[0].pk, None, now))
    today = figures(timezone.localdate(now))
    assert [bar.count for bar in today.approvals][-2:] == [0, 2]
    assert today.untouched.whole == 2


@pytest.mark.parametrize("asked", ["", "?thang=khong", "?thang=2026-13", "?thang=0001-01"])
def test_calendar_survives_any_month(client: Client, asked: str) -> None:
    assert client.get(f"/lich/{asked}").status_code == 200


def test_first_week_of_a_month_is_whole(client: Client) -> None:
    html = client.get("/lich/?thang=2026-03").content.decode()
    assert date(2026, 2, 23).isoformat() in html
    assert html.count("<td") == 42


def test_counts_of_tabs_stop_where_nobody_counts(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        read([field(FieldName.SUBJECT, f"việc {number}", confidence=0.4)])
    assert "Cần xem lại 3 " in shown(client, "/")
    monkeypatch.setattr("review.views.letters.MOST", 2)
    assert "Cần xem lại 2+ " in shown(client, "/")
