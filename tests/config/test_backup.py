"""A backup brings everything back, and a damaged one is refused before anything is written."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.config.test_commands import vanthu
from tests.flow.service import VANTHU

DROP = """
import io
from django.utils import timezone
from records import store
from records.arrivals import Origin, receive
for content in (b"one", b"two", b"two"):
    with store.staged(io.BytesIO(content)) as copy:
        receive(copy, Origin("a.pdf"), now=timezone.now())
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two letters and three arrivals."""
    data = tmp_path_factory.mktemp("kept") / "var"
    assert vanthu("manage", "migrate", "-v0", data=data).returncode == 0
    done = subprocess.run(
        [VANTHU, "manage", "shell", "-c", DROP],
        env={**os.environ, "VANTHU_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="module")
def copy(kept: Path) -> Path:
    """A backup of it."""
    made = vanthu("backup", str(kept.parent / "copy"), data=kept)
    assert "2 originals" in made.stdout, made.stderr
    return kept.parent / "copy"


def test_everything_comes_back(kept: Path, copy: Path, tmp_path: Path) -> None:
    restored = vanthu("restore", str(copy), data=tmp_path / "new")
    assert restored.returncode == 0, restored.stderr
    assert vanthu("export", data=tmp_path / "new").stdout == vanthu("export", data=kept).stdout
    key = (tmp_path / "new" / "secret-key").read_text()
    assert key == (kept / "secret-key").read_text()
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_letters_are_never_overwritten(kept: Path, copy: Path) -> None:
    found = vanthu("restore", str(copy), data=kept)
    assert found.returncode == 1
    assert "data folder" in found.stderr


def test_an_interrupted_restore_is_done_again(copy: Path, tmp_path: Path) -> None:
    data = tmp_path / "new"
    assert vanthu("restore", str(copy), data=data).returncode == 0
    (data / "restoring").touch()
    (data / "vanthu.sqlite3").unlink()
    refused = vanthu("run", data=data)
    assert refused.returncode == 1
    assert "vanthu restore" in refused.stderr
    assert vanthu("restore", str(copy), data=data).returncode == 0
    assert not (data / "restoring").exists()
    assert "3 seen" in vanthu("reconcile", data=data).stdout


def test_a_damaged_backup_is_refused(copy: Path, tmp_path: Path) -> None:
    name = next(
        name for name in json.loads((copy / "manifest.json").read_text()) if "store" in name
    )
    (copy / name).chmod(0o640)
    (copy / name).write_bytes(b"0ne")
    found = vanthu("restore", str(copy), data=tmp_path / "new")
    assert found.returncode == 1
    assert name in found.stderr
    assert not list((tmp_path / "new").glob("store/*"))


def test_a_damaged_original_is_told_while_backing_up(kept: Path, tmp_path: Path) -> None:
    original = next(path for path in (kept / "store").rglob("*") if path.suffix == ".pdf")
    original.chmod(0o640)
    original.write_bytes(b"xyz")
    found = vanthu("backup", str(tmp_path / "copy"), data=kept)
    assert found.returncode == 1
    assert not (tmp_path / "copy" / "manifest.json").exists()
