"""Outside programs see the file they read and nothing else."""

from importlib.util import cache_from_source, find_spec
from pathlib import Path

import pytest

from ingest import sandbox
from ingest.child import run
from ingest.options import ReadOptions

OPTIONS = ReadOptions(file_timeout_s=20)


@pytest.fixture(autouse=True)
def _everything_shut_in(monkeypatch: pytest.MonkeyPatch) -> None:
    if not sandbox.available():
        pytest.skip("bubblewrap is not installed, or the kernel forbids it")
    monkeypatch.setattr(sandbox, "PROGRAMS", {"cat", "env", "ls", "sh", "truncate"})


def test_the_file_is_seen_and_its_neighbour_is_not(tmp_path: Path) -> None:
    file, neighbour = tmp_path / "công văn.txt", tmp_path / "secret"
    file.write_text("read me")
    neighbour.write_text("secret")
    assert run(["cat", str(file)], OPTIONS).output == b"read me"
    listed = run(["ls", "-A", str(tmp_path)], OPTIONS)
    assert b"secret" not in listed.output
    assert b"passwd" not in run(["ls", "/etc"], OPTIONS).output


def test_the_file_cannot_be_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("as it was")
    assert run(["truncate", "-s", "0", str(file)], OPTIONS).status != 0
    assert file.read_text() == "as it was"


def test_there_is_no_network_no_other_process_and_no_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VANTHU_SECRET_KEY", "secret")
    assert b"secret" not in run(["env"], OPTIONS).output
    links = run(["sh", "-c", "cat /proc/net/dev"], OPTIONS).output.decode()
    assert [line.split(":")[0].strip() for line in links.splitlines()[2:]] == ["lo"]
    seen = run(["sh", "-c", "echo /proc/[0-9]*"], OPTIONS).output.split()
    assert len(seen) <= 3


def test_only_programs_that_look_into_files_are_shut_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert sandbox.shut_in(["env", "python"]) == ["env", "python"]
    assert sandbox.shut_in(["pdfinfo", "-v"]) == [sandbox.SHUT_IN, "", "", "pdfinfo", "-v"]


@pytest.mark.parametrize("module", ["pypdfium2_raw.bindings", "pyhanko.sign.validation"])
def test_what_they_need_was_compiled_by_the_setup(module: str) -> None:
    """They cannot write it themselves, and would compile it anew for each letter."""
    found = find_spec(module)
    assert found is not None
    assert found.origin is not None
    assert Path(cache_from_source(found.origin)).exists()
