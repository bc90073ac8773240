"""A program that asks too often is told to wait, and nobody else is."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from feed import rates
from feed.errors import TooMany
from records import tokens
from records.roles import Role, give
from records.tokens import Scope

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: float) -> None:
        self.at = at

    def time(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Clock:
    cache.clear()
    made = Clock(6_000_000.0)
    monkeypatch.setattr(rates, "time", made)
    settings.VANTHU_API_RATE = 3
    return made


def asked(who: str) -> int:
    """Return how many seconds a request must wait; 0 when it is let through."""
    try:
        rates.count(who)
    except TooMany as error:
        return error.wait_s
    return 0


def test_so_many_in_any_sixty_seconds(clock: Clock) -> None:
    clock.at += 30
    assert [asked("a") for _ in range(4)][:3] == [0, 0, 0]
    assert asked("b") == 0
    clock.at += 31  # the minute is over, the sixty seconds are not
    assert asked("a") > 0


def test_who_waits_as_told_is_let_through(clock: Clock) -> None:
    for start in range(0, 60, 7):
        clock.at += 120
        clock.at += start
        for _ in range(20):
            wait = asked("a")
            clock.at += wait
            assert not wait or asked("a") == 0


def test_refused_requests_do_not_count(clock: Clock) -> None:
    assert [asked("a") for _ in range(50)].count(0) == 3
    clock.at += 90
    assert asked("a") == 0


def test_answer_names_the_wait(client: Client, clock: Clock) -> None:
    give(User.objects.create_user("quan-tri"), Role.ADMINISTRATOR)
    secrets = [tokens.issue(name, [Scope.READ], now=timezone.now()) for name in ("a", "b")]
    first, second = ({"authorization": f"Bearer {secret}"} for secret in secrets)
    statuses = [client.get("/api/v1/letters", headers=first).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    answer = client.get("/api/v1/changes", headers=first)
    assert answer.json()["code"] == "feed.too_many"
    assert 1 <= int(answer.headers["Retry-After"]) <= 120
    assert client.get("/api/v1/letters", headers=second).status_code == 200


def test_trying_out_tokens_is_slowed_down_too(client: Client, clock: Clock) -> None:
    give(User.objects.create_user("quan-tri"), Role.ADMINISTRATOR)
    wrong = [
        client.get("/api/v1/letters", headers={"authorization": f"Bearer {n}"}).status_code
        for n in range(5)
    ]
    assert wrong == [401, 401, 401, 429, 429]
