"""How long reading takes: letters go in, ratios against bare Tesseract and OCRmyPDF come out."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.children import NOTHING, Cost, cost_of
from bench.letters import Letters
from bench.rows import Row

BIN = Path(sys.executable).parent


class NotRead(Exception):
    """A program failed, so that its time means nothing."""


def reading(letters: Letters, folder: Path) -> Iterator[Row]:
    """Read the same scans with vanthu, with Tesseract alone and with OCRmyPDF."""
    bare = _tesseract(letters)
    ours = read_by_vanthu(letters.scans, folder, cores=1)
    started = read_by_vanthu(letters.printed[:1], folder, cores=1)
    archive = _ocrmypdf(letters, folder, cores=1)
    pages = len(letters.images)
    warm = ours.cpu_s - started.cpu_s
    yield Row("reading a page, CPU, start-up left out", "s", warm / pages, bare.cpu_s / pages,
              1.15, "tesseract -l vie … tsv")  # fmt: skip
    yield Row("reading all pages, CPU, start-up included", "s", ours.cpu_s, bare.cpu_s,
              None, "tesseract -l vie … tsv")  # fmt: skip
    yield Row("time until the records are there, one core", "s", ours.wall_s, archive.wall_s,
              0.5, "ocrmypdf -l vie")  # fmt: skip
    yield Row("the same with our start-up left out, as in the service", "s",
              ours.wall_s - started.wall_s, archive.wall_s, None, "ocrmypdf -l vie")  # fmt: skip
    yield Row("CPU until the records are there", "s", ours.cpu_s, archive.cpu_s,
              None, "ocrmypdf -l vie")  # fmt: skip
    yield Row("peak memory while reading", "MB", ours.peak_mb, archive.peak_mb,
              None, "ocrmypdf -l vie")  # fmt: skip
    yield Row("peak memory while reading", "MB", ours.peak_mb, None, 700)


def together(letters: Letters, folder: Path) -> Iterator[Row]:
    """The same with all cores of the machine, as both programs do when nobody says otherwise."""
    cores = len(os.sched_getaffinity(0))
    ours, archive = read_by_vanthu(letters.scans, folder), _ocrmypdf(letters, folder)
    yield Row(f"time until the records are there, {cores} cores", "s", ours.wall_s, archive.wall_s,
              0.5, "ocrmypdf -l vie")  # fmt: skip
    yield Row(f"peak memory, {cores} cores", "MB", ours.peak_mb, archive.peak_mb,
              None, "ocrmypdf -l vie")  # fmt: skip


def printed(letters: Letters, folder: Path) -> Iterator[Row]:
    """Read born-digital letters; the difference of many and one leaves the start-up out."""
    one = read_by_vanthu(letters.printed[:1], folder)
    many = read_by_vanthu(letters.printed * 4, folder)
    pages = sum(_pages(many)) - sum(_pages(one))
    each = (many.cpu_s - one.cpu_s) / pages
    yield Row("born-digital page, after warm-up, CPU", "s", each, None, 0.15)


def starting(letters: Letters, folder: Path) -> Iterator[Row]:
    """Read one born-digital letter cold, and show the help."""
    plain = cost_of([sys.executable, "-c", "import spacy"])
    once = read_by_vanthu(letters.printed[:1], folder)
    shown = cost_of([str(BIN / "vanthu"), "--help"])
    yield Row("first record of a cold start", "s", once.cpu_s, plain.cpu_s, None, "import spacy")
    yield Row("vanthu --help", "s", shown.cpu_s, plain.cpu_s, None, "import spacy")


def _tesseract(letters: Letters) -> Cost:
    total = NOTHING
    for image in letters.images:
        total += _checked(cost_of(["tesseract", str(image), "-", "-l", "vie", "tsv"]))
    return total


def read_by_vanthu(files: tuple[Path, ...], folder: Path, *, cores: int | None = None) -> Cost:
    """Read files with the command line, on so many cores; by default all.

    Raises:
        NotRead: It failed on one of them.
    """
    command = [str(BIN / "vanthu"), "read", *map(str, files)]
    return _checked(cost_of(command, output=folder / "records.jsonl", cores=cores))


def _ocrmypdf(letters: Letters, folder: Path, *, cores: int | None = None) -> Cost:
    """Run the usual archive command; layers that scanners left are read anew, as we do."""
    jobs = ["-j", str(cores)] if cores else []
    how = ["--force-ocr", "--output-type", "pdf", "--invalidate-digital-signatures",
           "--rasterizer", "pypdfium"]  # fmt: skip
    total = NOTHING
    for scan in letters.scans:
        command = [str(BIN / "ocrmypdf"), "-l", "vie", *jobs, *how, str(scan)]
        total += _checked(cost_of([*command, str(folder / "archive.pdf")], cores=cores))
    return total


def _checked(cost: Cost) -> Cost:
    if cost.status != 0:
        raise NotRead(f"exit status {cost.status}")
    return cost


def _pages(cost: Cost) -> Iterator[int]:
    return (json.loads(line)["pages"] for line in cost.output.splitlines())
