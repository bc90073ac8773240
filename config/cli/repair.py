"""`vanthu repair`: garbled text in, repaired text out, line for line; or its edits as JSON."""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import BinaryIO

import click

from corpus.load import repairer
from nlp.record import Json
from nlp.repair.edits import Edit
from nlp.repair.transcoding import decoded


@click.command("repair")
@click.option("--edits", "as_edits", is_flag=True, help="Print one JSON edit a line instead.")
@click.argument("file", default="-", type=click.File("rb"))
def command(*, as_edits: bool, file: BinaryIO) -> None:
    """Give back the lost marks of Vietnamese text, line for line.

    FILE is UTF-8 text; without it, or with "-", text comes from standard input. Good text and
    text in other languages stay as they are.
    """
    text = unicodedata.normalize("NFC", decoded(file.read()))
    for part in _edits(text) if as_edits else _repaired(text):
        click.echo(part, nl=False)


def _repaired(text: str) -> Iterator[str]:
    """Yield the repaired text piece by piece."""
    at = 0
    for edit in repairer().edits(text):
        yield text[at : edit.start] + edit.after
        at = edit.end
    yield text[at:]


def _edits(text: str) -> Iterator[str]:
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    for edit in repairer().edits(text):
        line = bisect_right(starts, edit.start) - 1
        yield json.dumps(edit_json(edit, line, starts[line]), ensure_ascii=False) + "\n"


def edit_json(edit: Edit, line: int, offset: int) -> dict[str, Json]:
    """Return an edit as it is printed.

    Args:
        edit: With places in the whole text.
        line: Number of its line, from 0.
        offset: Where that line begins.
    """
    return {
        "line": line + 1,
        "start": edit.start - offset,
        "end": edit.end - offset,
        "before": edit.before,
        "after": edit.after,
        "confidence": edit.confidence,
        "alternatives": list(edit.alternatives),
    }
