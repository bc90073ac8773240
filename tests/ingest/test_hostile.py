"""Malformed files of other projects: each ends as accepted or refused, inside the limits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import ERRORS
from ingest.options import MIB

HOSTILE = Path(__file__).resolve().parents[2].parent / "shared" / "hostile"
FILES = sorted(path for path in HOSTILE.glob("*") if path.name not in {"README.md", "index.tsv"})
CODES = frozenset(error.code for error in ERRORS)
PEAK = 700 * MIB
# With HOSTILE=all every file is looked at; the usual run takes every seventh.
STEP = 1 if os.environ.get("HOSTILE") == "all" else 7
# In a process of its own: what one file does to memory is then that file's.
LOOK = """
import json, resource, sys
from pathlib import Path
from ingest.embedded import embedded_lines
from ingest.errors import IngestError
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.render import reading_dpi, render_page
from ingest.verdict import judge

# A process begins with the peak of the one it was forked from; 5 sets it back (proc(5)).
Path("/proc/self/clear_refs").write_text("5")
options = ReadOptions(file_timeout_s=6, page_timeout_s=15)
for name in sys.argv[2:]:
    said = "accepted"
    try:
        file = accept(Path(name), options)
        lines = embedded_lines(file, options)
        judge(lines[0], file.pages[0])
        if sys.argv[1] == "render":
            page = file.pages[0]
            render_page(file, page, dpi=reading_dpi(page), options=options)
    except IngestError as error:
        said = error.code
    print(json.dumps([Path(name).name, said]))
status = Path("/proc/self/status").read_text().split()
print(int(status[status.index("VmHWM:") + 1]) * 1024)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def look(how: str, files: list[Path]) -> tuple[dict[str, str], list[int]]:
    """Return what became of each file, and the peak memory of parent and children."""
    found = subprocess.run(
        [sys.executable, "-c", LOOK, how, *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    rows = [json.loads(row) for row in found.stdout.splitlines()]
    return dict(rows[:-2]), rows[-2:]


EXPECTED = {
    "made__empty.pdf": "ingest.empty_file",
    "made__text-named.pdf": "ingest.unsupported_type",
    "made__zip-named.pdf": "ingest.unsupported_type",
    "made__header-only.pdf": "ingest.corrupt_file",
    "made__half.pdf": "ingest.corrupt_file",
    "made__tail-missing.pdf": "accepted",
    "made__badxref.pdf": "accepted",
    "made__junk-prefix-900.pdf": "accepted",
    "made__zero-pages.pdf": "ingest.no_pages",
    "made__mediabox-giant-200000.pdf": "ingest.page_too_large",
    "made__pages-1000.pdf": "ingest.too_many_pages",
    "made__bomb-30000x30000.png": "ingest.page_too_large",
    "made__bomb-12000x12000.png": "ingest.page_too_large",
    "made__pdf-image-1600MP.pdf": "ingest.page_too_large",
    "made__form-billion-laughs.pdf": "ingest.page_timeout",
    "made__q-depth-200000.pdf": "ingest.engine_crashed",
    "made__enc-aes-256-userpw.pdf": "ingest.encrypted_pdf",
    "made__enc-aes-256-ownerpw.pdf": "accepted",
    "made__trunc-50.jpg": "ingest.corrupt_file",
    "made__trunc-50.png": "ingest.corrupt_file",
    "made__crc-bad.png": "ingest.corrupt_file",
    "made__1x1.png": "accepted",
    "made__1x60000.png": "accepted",
}


@pytest.mark.slow
def test_the_worst_ones_end_as_expected_and_inside_the_limits() -> None:
    files = [path for path in FILES if path.name in EXPECTED]
    if not files:
        pytest.skip(f"the malformed files are not here: {HOSTILE}")
    said, peaks = look("render", files)
    assert said == EXPECTED
    assert max(peaks) < PEAK


@pytest.mark.slow
def test_every_one_is_accepted_or_refused_inside_the_limits() -> None:
    if not FILES:
        pytest.skip(f"the malformed files are not here: {HOSTILE}")
    files = FILES[::STEP]
    said, peaks = look("look", files)
    assert set(said) == {path.name for path in files}
    assert set(said.values()) <= CODES | {"accepted"}
    assert max(peaks) < PEAK
