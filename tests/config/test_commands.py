"""The commands that need no service, run as a user runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus.samples.letters import LETTERS
from corpus.samples.write import write_samples
from nlp.record import FieldName
from tests.flow.service import VANTHU

Record = dict[str, Any]
NAMES = [letter.name for letter in LETTERS]


def vanthu(*arguments: str, data: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [VANTHU, *arguments],
        env={**os.environ, "VANTHU_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Record, Record]]:
    """What `vanthu read` says of each sample letter, and what it should."""
    folder = tmp_path_factory.mktemp("samples")
    scans = write_samples(folder)
    found = vanthu("read", *map(str, scans), data=folder / "var")
    assert found.returncode == 0, found.stderr
    read = [json.loads(line) for line in found.stdout.splitlines()]
    gold = {scan.stem: json.loads(scan.with_suffix(".json").read_text()) for scan in scans}
    return {Path(one["file"]).stem: (one, gold[Path(one["file"]).stem]) for one in read}


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_each_sample_letter_is_read(records: dict[str, tuple[Record, Record]], name: str) -> None:
    read, gold = records[name]
    assert {str(field) for field in FieldName} <= set(read)
    assert read["document_type"] == gold["document_type"]
    assert read["symbol"] == gold["symbol"]
    assert read["evidence"]["symbol"]["quote"]


def test_a_file_that_cannot_be_read_never_stops_the_others(tmp_path: Path) -> None:
    bad, empty, text = tmp_path / "bad.pdf", tmp_path / "empty.txt", tmp_path / "letter.txt"
    bad.write_bytes(b"no PDF")
    empty.write_bytes(b"")
    text.write_text("Số: 15/KH-UBND", encoding="utf-8")
    found = vanthu("read", "--text", str(empty), str(text), data=tmp_path / "var")
    first, second = (json.loads(line) for line in found.stdout.splitlines())
    assert found.returncode == 1
    assert first["error"]["code"] == "ingest.empty_file"
    assert second["code"] == "15/KH-UBND"
    found = vanthu("read", str(bad), data=tmp_path / "var")
    assert json.loads(found.stdout)["error"]["code"] == "ingest.unsupported_type"


def test_checks_are_quiet(tmp_path: Path) -> None:
    found = vanthu("manage", "check", data=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert "no issues" in found.stdout


def test_a_watched_folder_inside_the_store_is_refused(tmp_path: Path) -> None:
    os.environ["VANTHU_INBOX"] = str(tmp_path / "store" / "inbox")
    try:
        found = vanthu("manage", "check", data=tmp_path)
    finally:
        del os.environ["VANTHU_INBOX"]
    assert found.returncode == 1
    assert "records.E001" in found.stderr


def test_secrets_are_for_their_owner_only(tmp_path: Path) -> None:
    vanthu("manage", "check", data=tmp_path)
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_command_before_the_first_run_says_what_to_do(tmp_path: Path) -> None:
    found = vanthu("status", data=tmp_path)
    assert found.returncode == 1
    assert "make run" in found.stderr


def test_tokens_are_made_listed_and_taken_back(tmp_path: Path) -> None:
    assert vanthu("manage", "migrate", "-v0", data=tmp_path).returncode == 0
    secret = vanthu("token", "máy", "--scope", "upload", data=tmp_path).stdout.strip()
    assert secret.startswith("vanthu_")
    listed = vanthu("token", data=tmp_path).stdout
    assert "máy  upload  valid" in listed
    assert secret not in listed
    assert "revoked" in vanthu("token", "--revoke", "1", data=tmp_path).stdout


def test_every_library_keeps_to_one_thread() -> None:
    """Pages are read side by side; a library's own threads would only wait, at full speed."""
    shows = "import atexit, os; atexit.register(lambda: print(os.environ['OPENBLAS_NUM_THREADS']))"
    reads = "from config.cli import main; main(['read', '--help'])"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENBLAS", "OMP"))}
    done = subprocess.run(
        [sys.executable, "-c", f"{shows}; {reads}"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.splitlines()[-1] == "1"
