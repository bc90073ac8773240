"""A value of another kind under a queue's name does not stop the workers."""

import pytest
import redis
from django.conf import LazySettings

from workers.own_broker import remove_wrong_kinds


def test_wrong_kinds_go_and_messages_stay(broker: "redis.Redis") -> None:
    broker.flushall()
    broker.set("read", "x")
    broker.sadd("long", "x")
    broker.lpush("unacked", "x")
    broker.lpush("archive", "message")
    broker.set("somebody else's", "x")
    # As kombu writes them.
    broker.zadd("_kombu.binding_deadlines", {"x": 1})
    broker.sadd("_kombu.binding.read", "x")
    assert remove_wrong_kinds() == 3
    kept = {b"archive", b"somebody else's", b"_kombu.binding_deadlines", b"_kombu.binding.read"}
    assert set(broker.keys()) == kept
    assert remove_wrong_kinds() == 0
    broker.flushall()


def test_a_shared_broker_is_left_alone(broker: "redis.Redis", settings: LazySettings) -> None:
    settings.VANTHU_OWN_BROKER = False
    broker.set("read", "x")
    assert remove_wrong_kinds() == 0
    broker.delete("read")


@pytest.mark.django_db
def test_a_broker_that_is_away_stops_no_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    from workers import sweep

    def away() -> int:
        raise redis.exceptions.ConnectionError

    monkeypatch.setattr(sweep, "remove_wrong_kinds", away)
    sweep._mend_broker()
