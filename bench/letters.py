"""Which letters are measured: the real scans where they are, else the project's samples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.samples.born_digital import write_born_digital
from corpus.samples.letters import LETTERS
from corpus.samples.write import write_samples
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.render import reading_dpi, render_page

SCANS = Path(__file__).resolve().parents[1].parent / "shared" / "scans" / "pdf"


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of one run.

    Attributes:
        source: What they are, for the report.
        scans: PDF files of scanned letters.
        images: The pages of all of them as uncompressed pictures, at the resolution we read at.
        printed: Born-digital PDF files.
    """

    source: str
    scans: tuple[Path, ...]
    images: tuple[Path, ...]
    printed: tuple[Path, ...]


def gather(folder: Path, *, count: int) -> Letters:
    """Choose letters and write what the programs need into a folder."""
    scans = tuple(sorted(SCANS.glob("*.pdf")))
    source = "real scans"
    if not scans:
        scans, source = tuple(write_samples(folder / "samples")), "sample letters"
    scans = tuple(_spread(scans, count))
    images = tuple(image for scan in scans for image in _drawn(scan, folder))
    printed = []
    for letter in LETTERS:
        printed.append(folder / f"{letter.name}-printed.pdf")
        write_born_digital(letter, printed[-1])
    return Letters(source, scans, images, tuple(printed))


def _spread(files: Sequence[Path], count: int) -> Iterator[Path]:
    """Yield `count` of the files, evenly spread over the list."""
    count = min(count, len(files))
    return (files[at * len(files) // count] for at in range(count))


def _drawn(scan: Path, folder: Path) -> Iterator[Path]:
    options = ReadOptions()
    file = accept(scan, options)
    for page in file.pages:
        dpi = reading_dpi(page)
        target = folder / f"{scan.stem}-{page.index + 1}.tif"
        render_page(file, page, dpi=dpi, options=options).save(target, dpi=(dpi, dpi))
        yield target
