"""What is no letter at all: each ends with a clear outcome, inside the limits of memory."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.samples.letters import LETTERS
from corpus.samples.look import CLEAN, Look
from corpus.samples.paper import bind
from corpus.samples.write import page_images
from ingest.options import MIB
from tests.ingest.ocr.print import printed

pytestmark = [pytest.mark.slow, pytest.mark.engine]
PEAK = 700 * MIB
GRAY, FAX = Look(colour="gray"), Look(colour="bilevel", dpi=600)
A4 = (2339, 1654)
SENTENCE = "Ủy ban nhân dân tỉnh báo cáo kết quả thực hiện"
# In a process of its own: what one file does to memory is then that file's.
READ = """
import json, resource, sys
from pathlib import Path
from corpus.load import lexicons
from ingest.ocr import engine
from ingest.options import ReadOptions
from ingest.read import read
from nlp.draft import draft

Path("/proc/self/clear_refs").write_text("5")
# The clock runs while others use the processor; how long a page may take is tested elsewhere.
layers = read(Path(sys.argv[1]), ReadOptions(page_timeout_s=900)).layers
remark = draft(layers, lexicons()).remark
engine.stop()
status = Path("/proc/self/status").read_text().split()
print(json.dumps({
    "remark": remark,
    "lines": [len(layer.lines) for layer in layers],
    "cells": sum(line.cell is not None for layer in layers for line in layer.lines),
    "peaks": [
        int(status[status.index("VmHWM:") + 1]) * 1024,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
    ],
}))
"""


def blank(path: Path) -> None:
    bind([np.full(A4, 255, np.uint8)] * 2, GRAY, path)


def photograph(path: Path) -> None:
    """Draw a furry animal with two green eyes, in colour."""
    rng = np.random.default_rng(1)
    coat = cv2.resize(rng.random((12, 9, 3), np.float32), A4[::-1], interpolation=cv2.INTER_CUBIC)
    fur = Image.fromarray(np.clip(coat * 150 + 40, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(fur)
    for x, y, turn, long in rng.random((4000, 4)):
        x0, y0, angle = x * A4[1], y * A4[0], turn * 2 * np.pi
        end = (x0 + 70 * long * np.cos(angle), y0 + 70 * long * np.sin(angle))
        shade = round(60 + 120 * long)
        pen.line((x0, y0, *end), fill=(shade, shade - 20, shade - 40), width=2)
    for x in (600, 1000):
        pen.ellipse((x - 90, 810, x + 90, 990), fill=(40, 160, 60))
        pen.ellipse((x - 30, 830, x + 30, 970), fill=(5, 5, 5))
    fur.save(path.with_suffix(".jpg"), quality=85)
    path.with_suffix(".jpg").rename(path)


def noise(path: Path) -> None:
    bind([np.random.default_rng(2).integers(0, 255, A4, np.uint8)], GRAY, path)


def fax(path: Path) -> None:
    """Write three pages of 600 dpi and one bit a pixel, so dirty that they fill 10 MB."""
    rows = [(500, 600 + 150 * k, 150, SENTENCE) for k in range(30)]
    page = printed((4960, 7016), rows)
    dirty = np.random.default_rng(3).random(page.shape) < 0.06
    bind([np.where((page < 128) | dirty, 0, 255).astype(np.uint8)] * 3, FAX, path)
    assert path.stat().st_size > 10_000_000


def two_metres(path: Path) -> None:
    page = printed((11811, 1772), [(300, 300, 60, SENTENCE), (9000, 300, 60, "Ghi chú bản vẽ")])
    bind([page], Look(colour="gray", dpi=150), path)


def forty_columns(path: Path) -> None:
    """Write an annex on A3 across: 40 columns, 30 rows."""
    x0, y0, wide, high = 100, 200, 77, 60
    texts = [
        (x0 + wide * c + 10, y0 + high * r + 14, 28, str((r * 7 + c * 13) % 1000))
        for r in range(30)
        for c in range(40)
    ]
    page = Image.fromarray(printed((3307, 2339), [(1400, 80, 50, "PHỤ LỤC"), *texts]))
    pen = ImageDraw.Draw(page)
    for c in range(41):
        pen.line((x0 + wide * c, y0, x0 + wide * c, y0 + 30 * high), fill=0, width=2)
    for r in range(31):
        pen.line((x0, y0 + high * r, x0 + 40 * wide, y0 + high * r), fill=0, width=2)
    bind([np.asarray(page)], GRAY, path)


def two_letters(path: Path) -> None:
    pages = [
        page
        for letter in LETTERS
        if letter.name in {"cong-van-truong-thpt", "giay-moi-hoi-nghi"}
        for page in page_images(letter, CLEAN)
    ]
    bind(pages, CLEAN, path)


@pytest.mark.parametrize(
    ("make", "remark", "lines"),
    [
        (blank, "blank", 0),
        (photograph, "blank", 0),
        (noise, "blank", 0),
        (fax, "no_letter", 60),
        (two_metres, "no_letter", 1),
        (forty_columns, "no_letter", 1000),
        (two_letters, "several_letters", 60),
    ],
)
def test_a_clear_outcome(
    tmp_path: Path, make: Callable[[Path], None], remark: str, lines: int
) -> None:
    path = tmp_path / "a.pdf"
    make(path)
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    said = json.loads(ran.stdout)
    assert said["remark"] == remark
    assert sum(said["lines"]) >= lines
    assert max(said["peaks"]) < PEAK
    if make is forty_columns:
        assert said["cells"] > 1000
