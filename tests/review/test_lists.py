"""Saved views, filters, the random sample and the calendar, as the server answers them."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from nlp.record import Deadline, FieldName, Relation, Signer
from records import corrections, thresholds
from records.desk import Desk, Spot
from records.models import Document
from records.roles import Role, give
from records.states import State
from review.figures import sampled_shares
from review.models import SavedView
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
