"""The benchmark of the repair has a row with and without its peer."""

from pathlib import Path

from bench.letters import Letters
from bench.repairing import repairing


def test_time_is_measured_beside_the_bar() -> None:
    rows = list(repairing(Letters("", (), (), ()), Path()))
    assert [row.unit for row in rows] == ["s", "s"]
    assert rows[0].ours > 0
    assert rows[1].bar == 0.2
