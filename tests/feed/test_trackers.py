"""Trackers by browser form: who may, the secret once, a test message, stopping, starting and telling again."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from feed import webhooks
from feed.models import Delivery, Endpoint
from records.models import Event
from records.roles import Role, give
from records.states import Happening
from tests.feed.letters import letter
from tests.feed.receiver import Receiver, listening
from tests.review.markup import text_of

pytestmark = pytest.mark.django_db

PAGE = "/noi-nhan/"
ALLOWED = frozenset({"127.0.0.1"})


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    settings.VANTHU_WEBHOOK_HOSTS = ALLOWED
    with listening() as server:
        yield server


@pytest.fixture
def chief(client: Client) -> Client:
    user = User.objects.create_user("chief")
    give(user, Role.ADMINISTRATOR)
    client.force_login(user)
    return client


def add(client: Client, url: str, *kinds: Happening, name: str = "phần mềm") -> Endpoint:
    form = {"ten": name, "dia-chi": url, "viec": kinds or [Happening.APPROVED]}
    assert client.post(f"{PAGE}them", form).status_code == 200
    return Endpoint.objects.get(name=name)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER])
def test_only_administrators_change_trackers(
    client: Client, receiver: Receiver, role: Role
) -> None:
    made = webhooks.register("a", receiver.url, list(Happening), now=timezone.now())
    user = User.objects.create_user("lan")
    give(user, role)
    client.force_login(user)
    page = client.get(PAGE).content.decode()
    places = [f"{made.pk}/{what}" for what in ("thu", "ngung", "chay", "phat-lai")]
    for place in ("them", *places):
        assert client.post(f"{PAGE}{place}").status_code == 403
        assert f"{PAGE}{place}" not in page
    assert receiver.hits == 0


def test_secret_is_shown_once(chief: Client, receiver: Receiver) -> None:
    form = {"ten": "phần mềm", "dia-chi": receiver.url, "viec": ["approved", "khác"]}
    answer = chief.post(f"{PAGE}them", form).content.decode()
    made = Endpoint.objects.get()
    assert made.kinds == ["approved"]
    assert made.secret in answer
    assert made.secret not in chief.get(PAGE).content.decode()
    assert "phần mềm" in chief.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {"ten": "", "dia-chi": "https://example.org/", "viec": "approved"},
        {"ten": "a", "dia-chi": "https://example.org/"},
        {"ten": "a", "dia-chi": "http://127.0.0.1:9/", "viec": "approved"},
        {"ten": "a", "dia-chi": "ftp://example.org/", "viec": "approved"},
    ],
)
def test_wrong_tracker_is_refused_with_a_sentence(chief: Client, form: dict[str, str]) -> None:
    answer = chief.post(f"{PAGE}them", form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Endpoint.objects.exists()


def test_name_is_a_trackers_own(chief: Client, receiver: Receiver) -> None:
    add(chief, receiver.url)
    form = {"ten": "phần mềm", "dia-chi": receiver.url, "viec": "approved"}
    assert chief.post(f"{PAGE}them", form).status_code == 422


def test_test_message_arrives_signed_and_stands_for_no_event(
    chief: Client, receiver: Receiver
) -> None:
    made = add(chief, receiver.url)
    answer = chief.post(f"{PAGE}{made.pk}/thu")
    assert "đã nhận tin thử" in text_of(answer.content.decode())
    [(headers, body)] = receiver.got
    assert json.loads(body)["type"] == "vanthu.test"
    assert headers["webhook-id"].startswith("test_")
    signed = webhooks.signed(made.secret, headers["webhook-id"], body, now=_sent(headers))
    assert headers["webhook-signature"] == signed["webhook-signature"]
    assert not Delivery.objects.exists()


def _sent(headers: dict[str, str]) -> datetime:
    return datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)


def test_refused_test_message_says_what_was_answered(
    chief: Client, receiver: Receiver, settings: LazySettings
) -> None:
    made = add(chief, receiver.url)
    receiver.status = 500
    answer = chief.post(f"{PAGE}{made.pk}/thu")
    assert "HTTP 500" in text_of(answer.content.decode())
    settings.VANTHU_WEBHOOK_HOSTS = frozenset()
    answer = chief.post(f"{PAGE}{made.pk}/thu")
    assert "VANTHU_WEBHOOK_HOSTS" in answer.content.decode()
    assert receiver.hits == 1


def test_stopped_tracker_gets_what_happened_meanwhile_when_started(
    chief: Client, receiver: Receiver
) -> None:
    made = add(chief, receiver.url, *Happening)
    chief.post(f"{PAGE}{made.pk}/ngung")
    letter(approved=False)
    assert webhooks.deliver_due(now=timezone.now()) == 0
    assert "đã ngừng" in text_of(chief.get(PAGE).content.decode())
    chief.post(f"{PAGE}{made.pk}/chay")
    webhooks.deliver_due(now=timezone.now())
    assert receiver.events() == list(Event.objects.values_list("pk", flat=True))


def test_everything_since_a_day_is_sent_again(chief: Client, receiver: Receiver) -> None:
    made = add(chief, receiver.url, *Happening)
    letter(approved=False)
    webhooks.deliver_due(now=timezone.now())
    before = receiver.events()
    assert before
    assert chief.post(f"{PAGE}{made.pk}/phat-lai", {"tu": "x"}).status_code == 422
    chief.post(f"{PAGE}{made.pk}/phat-lai", {"tu": "2999-01-01"})
    webhooks.deliver_due(now=timezone.now())
    assert receiver.events() == before
    chief.post(f"{PAGE}{made.pk}/phat-lai", {"tu": "2000-01-01"})
    webhooks.deliver_due(now=timezone.now())
    assert receiver.events() == before * 2
