"""Every setting and every error code is documented; the files for Docker are what they should be."""

from pathlib import Path

import pytest

from config.environment import SETTINGS
from corpus.samples.fonts import FontMissing
from ingest.errors import ERRORS as INGEST
from records.errors import ERRORS as RECORDS
from workers.failures import FAILURES

DOCS = Path(__file__).resolve().parents[2] / "docs"
CODES = [
    *(error.code for error in INGEST),
    *(error.code for error in RECORDS),
    FontMissing.code,
    *(failure.code for failure in FAILURES),
]


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS])
def test_every_setting_is_documented(name: str) -> None:
    rows = (DOCS / "operations.md").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if row.startswith(f"| `{name}` |")], f"{name} is not documented"


@pytest.mark.parametrize("code", CODES)
def test_every_error_is_documented(code: str) -> None:
    rows = (DOCS / "errors.md").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if row.startswith(f"| `{code}` |")], f"{code} is not documented"
