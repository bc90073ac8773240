"""The stopwatch tells what a part takes from what others have to wait for."""

from types import SimpleNamespace

import pytest

from bench import costs
from bench.costs import Stopwatch

LOCK = "SELECT pg_advisory_xact_lock(%s)"


class Clock:
    """A clock that goes on by one second with each statement."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        return self.now

    def process_time(self) -> float:
        return self.now / 4

    def execute(self, *_: object) -> None:
        self.now += 1.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    own = Clock()
    monkeypatch.setattr(costs, "time", own)
    return own


@pytest.mark.parametrize(
    ("vendor", "second", "turn_s"),
    [("sqlite", "INSERT", 2.0), ("postgresql", "INSERT", 0.0), ("postgresql", LOCK, 2.0)],
)
def test_others_wait_from_the_first_turn_to_the_end(
    clock: Clock, vendor: str, second: str, turn_s: float
) -> None:
    watch = Stopwatch()

    def act() -> None:
        for sql, inside in (("SELECT", False), (second, True), ("UPDATE", True), ("UPDATE", True)):
            where = SimpleNamespace(vendor=vendor, in_atomic_block=inside)
            watch.look(clock.execute, sql, None, {"connection": where})

    for _ in range(3):
        watch("record", act)
        watch("changes", lambda: None)
    assert watch.costs()["record"] == {"cpu_s": 1.0, "wall_s": 4.0, "turn_s": turn_s}
    assert watch.costs()["changes"]["turn_s"] == 0.0
