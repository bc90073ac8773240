"""`vanthu read`: letters in, one JSON record a line out; needs no service and no database."""

import hashlib
import os
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread

import click

from config.cli.lines import READABLE, print_json, say
from config.reading import read_options
from corpus.load import lexicons, mended, repairer
from ingest.errors import EmptyFile, FileTooLarge, IngestError
from ingest.heap import give_back_memory
from ingest.options import ReadOptions
from ingest.read import read
from ingest.side_by_side import Readers
from nlp.record import Draft, Json, record_json
from nlp.repair.transcoding import decoded
from records.errors import REMARKS

# Letters in hand at a time: one is drafted, of the other the pages are read. A third saves a core
# little, and takes as much memory again.
LETTERS = 2
_drafting = Lock()


@click.command("read")
@click.option("--text", "as_text", is_flag=True, help="FILES are plain text, not scans.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Pages read at a time; by default one per core."
)
@click.argument("files", nargs=-1, required=True, type=READABLE)
def command(*, as_text: bool, jobs: int | None, files: tuple[Path, ...]) -> None:
    """Read letters (PDF, JPEG, PNG, TIFF) and print one JSON record a line.

    A file that cannot be read gives a line with its error and exit status 1 at the end; it never
    stops the others.
    """
    failed = False
    # spaCy takes longer to load than a page to be read; the first is read meanwhile.
    Thread(target=import_module, args=("nlp.draft",)).start()
    cores = jobs or len(os.sched_getaffinity(0))
    # While one letter is drafted, or only its last page is left, the next is begun.
    with Readers(min(cores, LETTERS)) as letters, Readers(cores) as readers:
        reader = partial(_record_of, options=read_options(), as_text=as_text, readers=readers)
        for record in letters.each(reader, files):
            failed = failed or "error" in record
            print_json(record)
    if failed:
        raise click.exceptions.Exit(1)


def _record_of(
    path: Path, *, options: ReadOptions, as_text: bool, readers: Readers
) -> dict[str, Json]:
    """Return the record, or the error, of a file."""
    say(f"{path.name}: …")
    try:
        return _from_text(path, options) if as_text else _from_scan(path, options, readers)
    except IngestError as error:
        return error_json(path, error)
    except OSError as error:
        say(f"{path.name}: {error.strerror}")
        return error_json(path, IngestError())
    finally:
        give_back_memory()


def error_json(path: Path, error: IngestError) -> dict[str, Json]:
    """Return what is printed for a file that cannot be read."""
    reason: Json = {"code": error.code, "message": error.vi, "message_en": error.en}
    return {"file": path.name, "error": reason}


def _from_scan(path: Path, options: ReadOptions, readers: Readers) -> dict[str, Json]:
    def on_page(page: int, pages: int) -> None:
        say(f"{path.name}: page {page} of {pages}")

    named = replace(options, file_name=path.name)
    reading = read(path, named, on_page=on_page, readers=readers)
    from nlp.draft import draft

    with _drafting:
        layers = [layer for layer, _mends in mended(reading.layers)]
        found = draft(layers, lexicons(), reading.signatures)
    return _record(path, reading.sha256, len(reading.layers), found)


def _from_text(path: Path, options: ReadOptions) -> dict[str, Json]:
    if path.stat().st_size > options.max_bytes:
        raise FileTooLarge
    data = path.read_bytes()
    if not data.strip():
        raise EmptyFile
    from nlp.draft import draft_text

    with _drafting:
        found = draft_text(decoded(data), lexicons(), repairer())
    return _record(path, hashlib.sha256(data).hexdigest(), 1, found)


def _record(path: Path, sha256: str, pages: int, found: Draft) -> dict[str, Json]:
    beside: dict[str, Json] = {"file": path.name, "sha256": sha256, "pages": pages}
    if found.remark is not None:
        remark = REMARKS[found.remark]
        beside["remark"] = {"code": remark.code, "message": remark.vi, "message_en": remark.en}
    return beside | record_json(found)
