"""The benchmark of the repair has a row with and without its peer."""

import random
from pathlib import Path

from bench.letters import Letters
from bench.repairing import garbled, repairing


def test_time_is_measured_beside_the_bar() -> None:
    rows = list(repairing(Letters("", (), (), ()), Path()))
    assert [row.unit for row in rows] == ["s"] * 4
    assert all(row.ours > 0 for row in rows)
    assert [row.bar for row in rows] == [None, 0.2] * 2


def test_garbled_text_keeps_its_words_and_numbers() -> None:
    units = {("ố", "é"): 0.0, ("s", "s"): 0.0, ("đ", "d"): 0.1, ("đ", "a"): 2.0}
    assert garbled("số 12/đ", units, random.Random(1)) in ("sé 12/d", "sé 12/a")
