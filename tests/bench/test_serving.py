"""The benchmark sends letters through the real service and holds it to the cores it says."""

import os
from pathlib import Path

import pytest

from bench.serving import _proportional, _seconds
from corpus.samples.born_digital import write_born_digital
from corpus.samples.letters import LETTERS


@pytest.mark.slow
@pytest.mark.engine
def test_letters_go_through_a_service_held_to_one_core(tmp_path: Path) -> None:
    write_born_digital(LETTERS[0], tmp_path / "one.pdf")
    before = os.sched_getaffinity(0)
    content = [(tmp_path / "one.pdf").read_bytes()]
    assert _seconds(tmp_path, content, 3, workers=1, held_to=1) > 0
    assert os.sched_getaffinity(0) == before


def test_memory_of_a_process() -> None:
    assert _proportional(os.getpid()) > 10_000_000
    assert _proportional(2**22 + 1) == 0
