"""How long reading takes: letters go in, ratios against bare Tesseract and OCRmyPDF come out."""

import json
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
    ours = _vanthu(letters.scans, folder)
    started = _vanthu(letters.printed[:1], folder)
    archive = _ocrmypdf(letters, folder)
    pages = len(letters.images)
    warm = ours.cpu_s - started.cpu_s
    yield Row("reading a page, CPU, start-up left out", "s", warm / pages, bare.cpu_s / pages,
              1.15, "tesseract -l vie … tsv")  # fmt: skip
    yield Row("reading all pages, CPU, start-up included", "s", ours.cpu_s, bare.cpu_s,
              None, "tesseract -l vie … tsv")  # fmt: skip
    yield Row("time until the records are there", "s", ours.wall_s, archive.wall_s,
              0.5, "ocrmypdf -l vie")  # fmt: skip
    yield Row("CPU until the records are there", "s", ours.cpu_s, archive.cpu_s,
              None, "ocrmypdf -l vie")  # fmt: skip
    yield Row("peak memory while reading", "MB", ours.peak_mb, archive.peak_mb,
              None, "ocrmypdf -l vie")  # fmt: skip
    yield Row("peak memory while reading", "MB", ours.peak_mb, None, 700)


def printed(letters: Letters, folder: Path) -> Iterator[Row]:
    """Read born-digital letters; the difference of many and one leaves the start-up out."""
    one = _vanthu(letters.printed[:1], folder)
    many = _vanthu(letters.printed * 4, folder)
    pages = sum(_pages(many)) - sum(_pages(one))
    each = (many.cpu_s - one.cpu_s) / pages
    yield Row("born-digital page, after warm-up, CPU", "s", each, None, 0.15)


def starting(letters: Letters, folder: Path) -> Iterator[Row]:
    """Read one born-digital letter cold, and show the help."""
    plain = cost_of([sys.executable, "-c", "import spacy"])
    once = _vanthu(letters.printed[:1], folder)
    shown = cost_of([str(BIN / "vanthu"), "--help"])
    yield Row("first record of a cold start", "s", once.cpu_s, plain.cpu_s, None, "import spacy")
    yield Row("vanthu --help", "s", shown.cpu_s, plain.cpu_s, None, "import spacy")


def _tesseract(letters: Letters) -> Cost:
    total = NOTHING
    for image in letters.images:
        total += _checked(cost_of(["tesseract", str(image), "-", "-l", "vie", "tsv"]))
    return total


def _vanthu(files: tuple[Path, ...], folder: Path) -> Cost:
    command = [str(BIN / "vanthu"), "read", *map(str, files)]
    return _checked(cost_of(command, output=folder / "records.jsonl"))


def _ocrmypdf(letters: Letters, folder: Path) -> Cost:
    """Run the usual archive command; layers that scanners left are read anew, as we do."""
    total = NOTHING
    for scan in letters.scans:
        total += _checked(
            cost_of(
                [str(BIN / "ocrmypdf"), "-l", "vie", "-j", "1", "--force-ocr", "--output-type", "pdf", "--invalidate-digital-signatures",
                 "--rasterizer", "pypdfium", str(scan), str(folder / "archive.pdf")]
            )
        )  # fmt: skip
    return total


def _checked(cost: Cost) -> Cost:
    if cost.status != 0:
        raise NotRead(f"exit status {cost.status}")
    return cost


def _pages(cost: Cost) -> Iterator[int]:
    return (json.loads(line)["pages"] for line in cost.output.splitlines())
