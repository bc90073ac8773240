"""A scan of three hundred pages: letters go in, time, memory and what a page costs come out."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pikepdf

from bench.letters import Letters
from bench.reading import read_by_vanthu
from bench.rows import Row

PAGES = 300


def lengthy(letters: Letters, folder: Path) -> Iterator[Row]:
    """Read the pages of the scans again and again as one file, beside as many pages by themselves."""
    path = folder / "lengthy.pdf"
    write_lengthy(letters.scans, path, PAGES)
    whole = read_by_vanthu((path,), folder)
    short = read_by_vanthu(letters.scans, folder)
    pages = len(letters.images)
    yield Row(f"a page of a scan of {PAGES} pages, time", "s", whole.wall_s / PAGES,
              short.wall_s / pages, None, "pages of short letters")  # fmt: skip
    yield Row(f"peak memory, scan of {PAGES} pages", "MB", whole.peak_mb, None, 700)


def write_lengthy(scans: tuple[Path, ...], target: Path, pages: int) -> None:
    """Write a PDF of so many pages, those of the scans in turn; each page has its own image."""
    with pikepdf.new() as whole, ExitStack() as opened:
        while len(whole.pages) < pages:
            for scan in scans:
                whole.pages.extend(opened.enter_context(pikepdf.open(scan)).pages)
        del whole.pages[pages:]
        whole.save(target)
