"""Letters in, scanned or as text, records out, several at a time in processes of their own."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from corpus.load import lexicons, mended, repairer
from corpus.score.values import Record
from ingest.errors import IngestError
from ingest.read import read
from nlp.draft import draft, draft_text
from nlp.record import Json, record_json
from nlp.repair.transcoding import decoded

TEXT = ".txt"


def record_of(path: Path) -> dict[str, Json]:
    """Read one letter; a file that cannot be read gives its error code instead of a record."""
    if path.suffix == TEXT:
        found = draft_text(decoded(path.read_bytes()), lexicons(), repairer())
        return {"file": path.name, **record_json(found)}
    try:
        reading = read(path)
    except IngestError as error:
        return {"file": path.name, "error": error.code}
    found = draft([layer for layer, _ in mended(reading.layers)], lexicons(), reading.signatures)
    return {"file": path.name, **record_json(found)}


def records_of(paths: Sequence[Path], *, jobs: int) -> Iterator[Record]:
    """Read letters with so many processes, in the order given."""
    if jobs <= 1:
        yield from map(record_of, paths)
        return
    # Fresh processes: a fork of one that already runs threads may hang.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=fresh) as pool:
        yield from pool.map(record_of, paths)
