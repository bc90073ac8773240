"""Staff see which trackers take what, and send again what was given up."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from feed import webhooks
from feed.models import Delivery
from records.models import Event
from records.roles import Role, give
from records.states import Happening
from tests.feed.letters import letter
from tests.feed.receiver import Receiver, listening
from tests.review.letters import NOW

pytestmark = pytest.mark.django_db


def given_up(receiver: Receiver) -> Delivery:
    """Let a tracker refuse an event until it is given up."""
    webhooks.register("phần mềm <b>A</b>", receiver.url, list(Happening), now=NOW)
    letter(approved=False)
    receiver.status, now = 500, NOW
    for wait in (*webhooks.WAITS, timedelta()):
        webhooks.deliver_due(now=now)
        now += wait
    return Delivery.objects.get(final=True)


def test_page_shows_what_was_given_up_and_sends_it_again(
    client: Client, settings: LazySettings
) -> None:
    settings.VANTHU_WEBHOOK_HOSTS = frozenset({"127.0.0.1"})
    with listening() as receiver:
        delivery = given_up(receiver)
        page = client.get("/noi-nhan/").content.decode()
        assert "phần mềm &lt;b&gt;A&lt;/b&gt;" in page
        assert page.count("feed.endpoint_unreachable") >= 11
        address = f"/noi-nhan/{delivery.pk}/gui-lai"
        assert address in page
        assert client.post(address).status_code == 302
        later = webhooks.dead_letters().get()
        assert later.pk != delivery.pk
        receiver.status = 200
        assert client.post(f"/noi-nhan/{later.pk}/gui-lai").status_code == 302
        assert receiver.events() == [Event.objects.get().pk]
        assert not webhooks.dead_letters().exists()
        assert "/gui-lai" not in client.get("/noi-nhan/").content.decode()


def test_viewers_look_and_send_nothing(client: Client, settings: LazySettings) -> None:
    settings.VANTHU_WEBHOOK_HOSTS = frozenset({"127.0.0.1"})
    with listening() as receiver:
        delivery = given_up(receiver)
        hits = receiver.hits
        assert client.get("/noi-nhan/").status_code == 200
        user = User.objects.create_user("xem")
        give(user, Role.VIEWER)
        assert client.get("/noi-nhan/").status_code == 302
        client.force_login(user)
        assert "/gui-lai" not in client.get("/noi-nhan/").content.decode()
        assert client.post(f"/noi-nhan/{delivery.pk}/gui-lai").status_code == 403
        assert receiver.hits == hits
