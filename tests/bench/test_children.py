"""What the benchmark weighs: a program with its children, and what a row promises."""

import sys
from pathlib import Path

import pytest

from bench.children import cost_of
from bench.rows import Row, as_json, table

# Works for a moment in a child of its own, holding 60 MB long enough to be seen.
WORK = """
import subprocess, sys
code = "import time; held = b'x' * 60_000_000; print(sum(range(4_000_000))); time.sleep(0.5)"
subprocess.run([sys.executable, "-c", code], check=True)
"""


def test_children_count(tmp_path: Path) -> None:
    cost = cost_of([sys.executable, "-c", WORK], output=tmp_path / "out")
    idle = cost_of([sys.executable, "-c", "pass"])
    assert cost.status == 0
    assert cost.output.strip() == b"7999998000000"
    assert cost.cpu_s > idle.cpu_s
    assert cost.peak_mb > 55


def test_processes_left_behind_count(tmp_path: Path) -> None:
    work = "import time; t = time.process_time\nwhile t() < 0.4: pass"
    leaves = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {work!r}])"
    assert cost_of([sys.executable, "-c", leaves]).cpu_s >= 0.4


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        cost_of(["no-such-program-anywhere"])


def test_a_program_may_be_held_to_one_core(tmp_path: Path) -> None:
    code = "import os; print(len(os.sched_getaffinity(0)))"
    cost = cost_of([sys.executable, "-c", code], output=tmp_path / "out", cores=1)
    assert cost.output.strip() == b"1"


def test_failures_are_seen() -> None:
    assert cost_of([sys.executable, "-c", "raise SystemExit(3)"]).status == 3


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (Row("a", "s", 3, 4, 1.15, "peer"), True),
        (Row("a", "s", 5, 4, 1.15, "peer"), False),
        (Row("a", "MB", 800, None, 700), False),
        (Row("a", "s", 5, 4), None),
    ],
)
def test_promises(row: Row, kept: bool | None) -> None:  # noqa: FBT001
    assert row.kept is kept
    assert as_json([row])[0]["kept"] is kept
    assert ("missed" in list(table([row]))[1]) is (kept is False)
