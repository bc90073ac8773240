"""Trackers are told in order, at least once, signed; and never from inside our own network."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.conf import LazySettings

from config.cli.webhook import command
from feed import outgoing, webhooks
from feed.errors import EndpointUnreachable
from feed.models import Delivery, Endpoint
from feed.outgoing import target_of
from records import corrections
from records.desk import Desk
from records.models import Event
from records.states import Happening
from tests.feed.letters import letter
from tests.feed.receiver import Receiver, listening
from tests.review.letters import NOW

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ALL = tuple(Happening)


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    settings.VANTHU_WEBHOOK_HOSTS = frozenset({"127.0.0.1"})
    with listening() as server:
        yield server


def tracker(receiver: Receiver, kinds: tuple[Happening, ...] = ALL) -> Endpoint:
    return webhooks.register("tracker", receiver.url, kinds, now=START)


def test_approval_goes_out_signed_with_its_record(receiver: Receiver) -> None:
    endpoint = tracker(receiver, (Happening.APPROVED,))
    letter()
    assert webhooks.deliver_due(now=START) == 2
    [(headers, body)] = receiver.got
    told = json.loads(body)
    assert told["type"] == "letter.approved"
    assert told["data"]["record"]["code"] == "15/KH-SGDĐT"
    key = base64.b64decode(endpoint.secret.removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"
    assert headers["webhook-timestamp"] == str(int(START.timestamp()))


def test_signature_is_that_of_the_standard() -> None:
    # The example of the Standard Webhooks specification.
    headers = webhooks.signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        now=datetime.fromtimestamp(1614265330, tz=UTC),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_receiver_that_is_off_for_an_hour_gets_all_in_order(receiver: Receiver) -> None:
    with listening() as other:
        port = other.server_port
        webhooks.register("off", other.url, ALL, now=START)
    now = START
    for minute in range(60):
        if minute % 6 == 0:
            letter(approved=bool(minute % 12))
        webhooks.deliver_due(now=now)
        now += timedelta(minutes=1)
    assert not Delivery.objects.filter(status__isnull=False).exists()
    with listening(port=port) as back:
        while now < START + timedelta(hours=3):
            webhooks.deliver_due(now=now)
            now += timedelta(minutes=1)
        assert back.events() == list(Event.objects.order_by("id").values_list("id", flat=True))
        assert len(back.events()) == 15


def test_receiver_that_was_down_gets_all_in_order(receiver: Receiver) -> None:
    tracker(receiver)
    for _ in range(5):
        letter()
    receiver.status = 500
    now = START
    for _ in range(60):
        webhooks.deliver_due(now=now)
        now += timedelta(minutes=1)
    assert receiver.got == []
    tries = receiver.hits
    assert 3 <= tries <= 10
    receiver.status = 200
    while webhooks.deliver_due(now=now) or now < START + timedelta(hours=3):
        now += timedelta(minutes=1)
    assert receiver.events() == list(Event.objects.order_by("id").values_list("id", flat=True))


def test_event_that_is_never_taken_is_given_up_and_replayed(receiver: Receiver) -> None:
    endpoint = tracker(receiver)
    letter(approved=False)
    receiver.status = 500
    now = START
    for wait in (*webhooks.WAITS, timedelta()):
        webhooks.deliver_due(now=now)
        now += wait
    endpoint.refresh_from_db()
    assert endpoint.cursor == Event.objects.get().pk
    assert Delivery.objects.filter(final=True).count() == 1
    receiver.status = 200
    assert webhooks.deliver_due(now=now) == 0
    webhooks.replay(endpoint, 0, now=now)
    assert webhooks.deliver_due(now=now) == 1
    assert receiver.events() == [Event.objects.get().pk]


def test_old_attempts_are_forgotten_but_not_what_was_given_up(
    receiver: Receiver, settings: LazySettings
) -> None:
    endpoint = tracker(receiver)
    letter()
    taken, given_up = Event.objects.order_by("id")
    for event, status, final in ((taken, 500, True), (taken, 200, True), (given_up, 500, True)):
        Delivery.objects.create(
            endpoint=endpoint, event=event, number=1, status=status, final=final, at=START
        )
    settings.VANTHU_DELIVERIES_DAYS = 30
    assert webhooks.forget(now=START + timedelta(days=30)) == 0
    assert webhooks.forget(now=START + timedelta(days=31)) == 2
    [left] = Delivery.objects.all()
    assert left.event == given_up
    assert webhooks.send_again(left, now=START + timedelta(days=31))
    assert webhooks.forget(now=START + timedelta(days=80)) == 2
    assert Event.objects.count() == 2


def test_receiver_that_is_gone_for_good_is_left_alone(receiver: Receiver) -> None:
    endpoint = tracker(receiver)
    letter()
    receiver.status = 410
    webhooks.deliver_due(now=START)
    webhooks.deliver_due(now=START + timedelta(days=1))
    assert receiver.hits == 1
    endpoint.refresh_from_db()
    assert not endpoint.active


def test_tracker_is_told_what_it_asked_for_from_then_on(receiver: Receiver) -> None:
    document = letter()
    tracker(receiver, (Happening.WITHDRAWN,))
    corrections.reopen(Desk(document.pk, None, NOW))
    webhooks.deliver_due(now=START)
    assert [json.loads(body)["type"] for _headers, body in receiver.got] == ["letter.withdrawn"]


def test_one_turn_at_a_time(receiver: Receiver) -> None:
    tracker(receiver)
    letter()
    seen = Endpoint.objects.get()
    assert webhooks._take_turn(seen, START)
    assert not webhooks._take_turn(seen, START)
    assert webhooks.deliver_due(now=START) == 0
    assert webhooks.deliver_due(now=START + webhooks.TURN) == 2


def test_drip_ends_in_time(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "WHOLE_TIMEOUT_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        target = target_of(url, allowed=frozenset({"127.0.0.1"}))
        stop = threading.Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                while not stop.wait(0.05):
                    try:
                        connection.send(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        with pytest.raises(EndpointUnreachable):
            outgoing.post(target, b"{}", {})
        stop.set()
        thread.join()


def test_command_names_a_tracker_and_refuses_the_inside(receiver: Receiver) -> None:
    result = CliRunner().invoke(command, ["tracker", receiver.url, "--on", "approved"])
    assert result.output.startswith("whsec_")
    assert "tracker" in CliRunner().invoke(command, []).output
    refused = CliRunner().invoke(command, ["other", "http://10.0.0.1/"])
    assert refused.exit_code == 1
    assert CliRunner().invoke(command, ["tracker", "--stop"]).exit_code == 0
    assert not Endpoint.objects.get().active
