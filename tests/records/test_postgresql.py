"""The same tests of rows, workers and pages on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import DATABASE
from tests.fakes import postgresql

BASE = Path(__file__).resolve().parents[2]
# What they see is the same on either database.
IN_A_BROWSER = ("test_desk.py", "test_life.py", "test_offers.py", "test_script.py")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_same_tests_pass_on_postgresql() -> None:
    if why := postgresql.missing():
        pytest.skip(why)
    with postgresql.cluster() as url:
        found = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider"),
                *("tests/records", "tests/workers", "tests/review", "--ignore", __file__),
                *(part for name in IN_A_BROWSER for part in ("--ignore", f"tests/review/{name}")),
            ],
            env={**os.environ, DATABASE: url},
            cwd=BASE,
            capture_output=True,
            text=True,
            check=False,
        )
    assert found.returncode == 0, found.stdout[-6000:]
    assert " passed" in found.stdout
