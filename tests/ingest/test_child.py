"""Outside programs end inside their limits, with all their children."""

import os
import time
from dataclasses import replace

import pytest

from ingest.child import run
from ingest.errors import EngineMissing, PageTimeout
from ingest.options import MIB, ReadOptions

OPTIONS = ReadOptions(file_timeout_s=20, max_memory_bytes=600 * MIB, max_output_bytes=MIB)


def test_output_status_and_complaint_come_back() -> None:
    found = run(["sh", "-c", "echo out; echo err >&2; exit 3"], OPTIONS)
    assert (found.status, found.output, found.complaint) == (3, b"out\n", "err\n")


def test_a_missing_program_is_engine_missing() -> None:
    with pytest.raises(EngineMissing):
        run(["no-such-program-at-all"], OPTIONS)


def test_a_slow_program_is_killed_with_its_children() -> None:
    options = replace(OPTIONS, file_timeout_s=0.5)
    marker = f"9{os.getpid()}"
    with pytest.raises(PageTimeout):
        run(["sh", "-c", f"sleep {marker} & sleep {marker}"], options)
    time.sleep(0.2)
    assert not _running(marker)


def _running(marker: str) -> bool:
    found = run(["ps", "-eo", "args"], OPTIONS).output.decode()
    return any(line.startswith("sleep") and marker in line for line in found.splitlines())


def test_output_is_bounded() -> None:
    found = run(["sh", "-c", "yes | head -c 50000000"], OPTIONS)
    assert len(found.output) <= MIB


def test_memory_is_bounded() -> None:
    found = run(["python3", "-c", "x = bytearray(900 * 1024 * 1024)"], OPTIONS)
    assert found.status != 0
    assert "MemoryError" in found.complaint


def test_nothing_is_read_from_the_terminal() -> None:
    assert run(["cat"], OPTIONS).output == b""
