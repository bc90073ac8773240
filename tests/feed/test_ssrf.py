"""No webhook address leads into our own network: listeners inside count what reaches them.

Each item is tried twice: when somebody registers it, and as a tracker's address that is in the
database already, with an event waiting.
"""

import socket
from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from feed import webhooks
from feed.errors import EndpointRefused, EndpointUnreachable
from feed.models import Delivery, Endpoint
from feed.outgoing import is_public
from records.states import Happening
from tests.feed.letters import letter
from tests.feed.receiver import Receiver, listening
from tests.review.letters import NOW

pytestmark = pytest.mark.django_db

INSIDE = (
    "http://127.0.0.1:{port}/",
    "http://[::1]:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::]:{port}/",
    "http://localhost:{port}/",
    "http://localhost.:{port}/",
    "http://LOCALHOST:{port}/",
    "http://169.254.169.254:{port}/latest/meta-data",
    "http://100.64.0.1:{port}/",
    "http://10.0.0.1:{port}/",
    "http://172.16.0.1:{port}/",
    "http://192.168.1.1:{port}/",
    "http://198.18.0.1:{port}/",
    "http://224.0.0.1:{port}/",
    "http://255.255.255.255:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fd00::1]:{port}/",
    "http://[ff02::1]:{port}/",
    "http://0x7f.1:{port}/",
    "http://0x7f000001:{port}/",
    "http://2130706433:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://93.184.216.34@127.0.0.1:{port}/",
    "http://93.184.216.34:22/",
    "http://93.184.216.34:6379@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@93.184.216.34/",
    "http://127.0.0.1:{port}\\@93.184.216.34/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    "ftp://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "http:///nohost",
    "http://[/",
    "http://a:99999/",
    "",
)


@pytest.fixture
def inside() -> Iterator[tuple[Receiver, ...]]:
    """Listeners on both loopbacks, the same port."""
    with listening("0.0.0.0") as first:
        try:
            with listening("::1", first.server_port) as second:
                yield (first, second)
        except OSError:  # a machine without IPv6
            yield (first,)


def refused(url: str) -> None:
    """Check that an address is refused when it is named, and when it is called."""
    with pytest.raises((EndpointRefused, EndpointUnreachable)):
        webhooks.register("named", url, list(Happening), now=NOW)
    row = {"url": url, "secret": "whsec_AAAA", "kinds": list(Happening), "next_at": NOW}
    Endpoint.objects.create(name="stored", created_at=NOW, **row)
    letter(approved=False)
    webhooks.deliver_due(now=NOW)
    assert Delivery.objects.get().error in (EndpointRefused.code, EndpointUnreachable.code)


@pytest.mark.parametrize("url", INSIDE)
def test_addresses_inside_get_no_request(inside: tuple[Receiver, ...], url: str) -> None:
    refused(url.format(port=inside[0].server_port))
    assert [one.hits for one in inside] == [0] * len(inside)


def test_redirect_to_the_inside_is_not_followed(
    inside: tuple[Receiver, ...], settings: LazySettings
) -> None:
    settings.VANTHU_WEBHOOK_HOSTS = frozenset({"127.0.0.1"})
    with listening() as outside:
        for status in (301, 302, 303, 307, 308):
            outside.status, outside.location = status, inside[0].url
            Endpoint.objects.all().delete()
            webhooks.register("tracker", outside.url, list(Happening), now=NOW)
            letter(approved=False)
            webhooks.deliver_due(now=NOW)
            assert Delivery.objects.get().error == EndpointUnreachable.code
        assert outside.hits == 5
    assert inside[0].hits == 0


class Resolver:
    """Answers each question with the next of its answers, as a hostile name server does."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]


def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write down where connections are made to, in place of making them."""
    places: list[str] = []

    def connect(place: tuple[str, int], **_: object) -> socket.socket:
        places.append(place[0])
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "create_connection", connect)
    return places


def test_name_that_flips_is_called_where_it_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    places = called(monkeypatch)
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(("93.184.216.34",)))
    webhooks.register("tracker", "http://flip.example:8080/", list(Happening), now=NOW)
    letter(approved=False)
    flips = Resolver(("93.184.216.34",), ("127.0.0.1",), ("127.0.0.1",))
    monkeypatch.setattr(socket, "getaddrinfo", flips)
    webhooks.deliver_due(now=NOW)
    assert places == ["93.184.216.34"]
    webhooks.deliver_due(now=NOW + webhooks.WAITS[0])
    assert places == ["93.184.216.34"]
    assert Delivery.objects.first().error == EndpointRefused.code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "answer",
    [
        ("127.0.0.1",),
        ("93.184.216.34", "127.0.0.1"),
        ("127.0.0.1", "93.184.216.34"),
        ("10.1.1.1", "10.1.1.2"),
        ("::1",),
    ],
)
def test_name_that_means_the_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch, answer: tuple[str, ...]
) -> None:
    places = called(monkeypatch)
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(answer))
    refused("http://inside.example:8080/")
    assert places == []


def test_permitted_tracker_of_the_own_network_is_told(
    inside: tuple[Receiver, ...], settings: LazySettings
) -> None:
    settings.VANTHU_WEBHOOK_HOSTS = frozenset({"127.0.0.1"})
    webhooks.register("tracker", inside[0].url, list(Happening), now=NOW)
    letter(approved=False)
    assert webhooks.deliver_due(now=NOW) == 1
    assert inside[0].hits == 1


def test_public_addresses_are_public() -> None:
    for one in ("93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "2002:5db8:d822::1"):
        assert is_public(one), one
