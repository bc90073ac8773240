"""Writes the archive copy: a file and the words already read go in, a searchable PDF/A comes out.

OCRmyPDF does the work in a child process with limits, on a copy; the original is never touched.
It reads nothing: its plug-in (`ingest.archive_words`) repeats the words of our text layers.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import img2pdf

from ingest import child
from ingest.errors import ArchiveFailed
from ingest.intake import AcceptedFile, accept
from ingest.media import PDF
from ingest.ocr.upright import turned
from ingest.options import MIB, ReadOptions
from ingest.render import reading_dpi, render_page
from nlp.document import LayerSource, Line, TextLayer, Verdict
from nlp.record import Json

# Stands in the metadata of a PDF/A, which are never compressed.
PDFA_MARK = b"pdfaid:part"
# It loads much before it begins: address space, of which a page of a letter fills a tenth.
MEMORY = 3072 * MIB
START_S, PAGE_S = 120.0, 30.0
JPEG_QUALITY = 85
# Layers whose words are not those in the file: repaired, or converted to Unicode.
CHANGED = frozenset({Verdict.ONLY_LAYER, Verdict.LEGACY})
# Programs of their own, not imported here: what they load is not needed by a worker.
PREPARE = (sys.executable, "-I", "-m", "ingest.archive_source")
PLUGIN = Path(__file__).with_name("archive_words.py")


def write_archive(
    file: AcceptedFile, layers: Sequence[TextLayer], target: Path, options: ReadOptions
) -> bool:
    """Write a searchable copy of a letter.

    Args:
        file: The letter as received.
        layers: The text layer of each of its pages.
        target: Where the copy is put, whole or not at all; its folder is made.
        options: The limits on reading.

    Returns:
        Whether it is a PDF/A; otherwise it is a plain PDF.

    Raises:
        ArchiveFailed: No copy could be made.
        PageTimeout: It took too long.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".archive-", dir=target.parent) as place:
        folder = Path(place)
        source = _source(file, layers, folder, options)
        pages: list[Json] = [_page(layer) for layer in layers]
        source.with_suffix(".json").write_text(json.dumps(pages), encoding="utf-8")
        copy = folder / "copy.pdf"
        status = _run(source, copy, _limits(options, len(layers)))
        if status != 0 or not _is_whole(copy, len(layers), options):
            raise ArchiveFailed(f"exit status {status}")
        archival = PDFA_MARK in copy.read_bytes()
        _publish(copy, target)
    return archival


def _limits(options: ReadOptions, pages: int) -> ReadOptions:
    return replace(options, max_memory_bytes=MEMORY, file_timeout_s=START_S + PAGE_S * pages)


def _run(source: Path, target: Path, options: ReadOptions) -> int:
    command = [
        # Its scratch files lie beside the copy, so that they go with it whatever happens.
        *("env", f"TMPDIR={source.parent}", "OMP_THREAD_LIMIT=1"),
        *(sys.executable, "-I", "-m", "ocrmypdf"),
        *("--plugin", str(PLUGIN)),
        *("--jobs", "1", "--language", "vie", "--quiet"),
        # Only text that nobody sees is replaced; what is printed stays as it is.
        *("--mode", "redo", "--tagged-pdf-mode", "ignore"),
        *("--output-type", "auto", "--pdfa-backend", "internal", "--rasterizer", "pypdfium"),
        *("--optimize", "0", str(source), str(target)),
    ]
    return child.run(command, options, folder=str(source.parent)).status


def _source(
    file: AcceptedFile, layers: Sequence[TextLayer], folder: Path, options: ReadOptions
) -> Path:
    """Return the letter as an upright PDF without forms; of pictures one page each."""
    source = folder / "letter.pdf"
    if file.media_type == PDF:
        pages = json.dumps([(_is_laid(x), x.verdict in CHANGED, x.turned) for x in layers])
        command = [*PREPARE, str(file.path.resolve()), str(source), pages]
        child.run(command, options, folder=str(folder))
        if not source.exists():
            raise ArchiveFailed("the PDF cannot be copied")
        return source
    turns = {layer.page_index: layer.turned for layer in layers}
    names: list[str] = []
    for page in file.pages:
        dpi = reading_dpi(page)
        image = turned(render_page(file, page, dpi=dpi, options=options), turns.get(page.index, 0))
        names.append(str(folder / f"{page.index}.jpg"))
        image.convert("L" if image.mode == "1" else image.mode).save(
            names[-1], "JPEG", quality=JPEG_QUALITY, dpi=(round(dpi), round(dpi))
        )
    with source.open("wb") as pdf:
        img2pdf.convert(*names, outputstream=pdf)
    return source


def _page(layer: TextLayer) -> dict[str, Json]:
    """Return the words to lay under a page; good text of its own needs none."""
    lines: list[Json] = [_line(line) for line in layer.lines] if _is_laid(layer) else []
    return {"width": layer.width_px, "height": layer.height_px, "lines": lines}


def _is_laid(layer: TextLayer) -> bool:
    """Tell whether our words take the place of the text the page brought along, if any."""
    return layer.source is LayerSource.OCR or layer.verdict in CHANGED


def _line(line: Line) -> list[Json]:
    return [
        [word.text, word.box.left, word.box.top, word.box.right, word.box.bottom]
        for word in line.words
    ]


def _is_whole(copy: Path, pages: int, options: ReadOptions) -> bool:
    return copy.exists() and len(accept(copy, options).pages) == pages


def _publish(copy: Path, target: Path) -> None:
    """Put the copy in its place, durably."""
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    copy.chmod(0o640)
    copy.replace(target)
