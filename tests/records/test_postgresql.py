"""The same tests of rows, workers, pages and API on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import DATABASE
from tests.fakes import postgresql

BASE = Path(__file__).resolve().parents[2]
# Slow, and what they see is the same on either database: browsers, other programs, services.
LEFT_OUT = (
    *(
        f"review/{name}"
        for name in ("test_desk.py", "test_life.py", "test_offers.py", "test_script.py")
    ),
    *(f"feed/{name}" for name in ("test_adapters.py", "test_client.py", "test_ssrf.py")),
)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_same_tests_pass_on_postgresql() -> None:
    if why := postgresql.missing():
        pytest.skip(why)
    with postgresql.cluster() as url:
        found = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider"),
                *(
                    "tests/records",
                    "tests/workers",
                    "tests/review",
                    "tests/feed",
                    "--ignore",
                    __file__,
                ),
                *(part for name in LEFT_OUT for part in ("--ignore", f"tests/{name}")),
            ],
            env={**os.environ, DATABASE: url},
            cwd=BASE,
            capture_output=True,
            text=True,
            check=False,
        )
    assert found.returncode == 0, found.stdout[-6000:]
    assert " passed" in found.stdout
