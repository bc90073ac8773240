"""The resident Tesseract answers as the program does, and is neither lost nor left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from corpus.samples.fonts import typeface
from ingest.errors import EngineCrashed, EngineMissing, PageTimeout
from ingest.ocr import engine, tesseract
from ingest.ocr.fit import page_lines

pytestmark = pytest.mark.engine
TEXT = "Số: 15/KH-UBND\nỦy ban nhân dân tỉnh yêu cầu các đơn vị"


@pytest.fixture
def gray() -> NDArray[np.uint8]:
    image = Image.new("L", (900, 160), 255)
    face = ImageFont.truetype(str(typeface("Liberation Serif").path("regular")), 40)
    ImageDraw.Draw(image).text((20, 20), TEXT, fill=0, font=face)
    return np.asarray(image)


@pytest.fixture(autouse=True)
def own_engine() -> Iterator[None]:
    engine.stop()
    yield
    engine.stop()


def read(gray: NDArray[np.uint8], *, language: str = "vie", timeout_s: float = 60) -> list[str]:
    lines = tesseract.lines_of(gray, languages=(language,), timeout_s=timeout_s, layout=6, dpi=300)
    return [line.text for line in lines]


def child_pid(gray: NDArray[np.uint8]) -> int:
    read(gray)
    return int(engine._own.engine.child.pid)


def test_it_reads_what_the_program_reads(gray: NDArray[np.uint8]) -> None:
    resident_lines = read(gray)
    program = tesseract._lines(tesseract._by_program(gray, "vie", 60, "--psm 6 --dpi 300"))
    assert resident_lines == [line.text for line in program]
    assert "Số:" in resident_lines[0]


def test_one_child_serves_many_images(gray: NDArray[np.uint8]) -> None:
    first = child_pid(gray)
    assert child_pid(255 - gray) == first


def test_without_the_library_the_program_is_asked(
    gray: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> str:
        raise engine.NoLibrary

    expected = read(gray)
    monkeypatch.setattr(tesseract, "table_of", missing)
    assert read(gray) == expected


def test_a_child_that_dies_is_replaced(gray: NDArray[np.uint8]) -> None:
    os.kill(child_pid(gray), signal.SIGKILL)
    time.sleep(0.05)
    assert read(gray)


def test_a_child_that_dies_at_work_is_a_crash(
    gray: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = child_pid(gray)
    monkeypatch.setattr(engine._Engine, "fits", lambda *_: True)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(EngineCrashed):
        read(gray)
    monkeypatch.undo()
    assert read(gray)


def test_a_child_that_takes_too_long_is_ended(gray: NDArray[np.uint8]) -> None:
    pid = child_pid(gray)
    with pytest.raises(PageTimeout):
        read(np.tile(gray, (12, 2)), timeout_s=0.01)
    assert not Path(f"/proc/{pid}").exists()
    assert read(gray)


def test_a_language_that_is_not_installed(gray: NDArray[np.uint8]) -> None:
    with pytest.raises(EngineMissing):
        read(gray, language="xyz")


def test_no_child_outlives_a_killed_parent() -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import numpy, time; from ingest.ocr import engine, tesseract;"
            "blank = numpy.full((60, 60), 255, 'uint8');"
            "tesseract.lines_of(blank, languages=('vie',), timeout_s=60);"
            "print(engine._own.engine.child.pid, flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}


def test_a_fine_scan_is_read_smaller_with_boxes_in_its_own_pixels(gray: NDArray[np.uint8]) -> None:
    fine = np.kron(gray, np.ones((3, 3), np.uint8))
    plain = page_lines(gray, languages=("vie",), timeout_s=60, dpi=200)
    scaled = page_lines(fine, languages=("vie",), timeout_s=60, dpi=600)
    assert [line.text for line in scaled] == [line.text for line in plain]
    for one, other in zip(plain, scaled, strict=True):
        assert other.box.left == pytest.approx(3 * one.box.left, abs=6)
        assert other.box.bottom == pytest.approx(3 * one.box.bottom, abs=6)
