"""`vanthu export`: stored records in; JSON lines, a register, a calendar or edXML files out."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

import click

from config.start import start_with_tables

TABLES = ("incoming", "handling", "tasks", "replies")


@click.command("export")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "csv", "xlsx", "ics", "edxml", "judged"]),
    default="json",
    show_default=True,
)
@click.option("--out", default="-", help="A file, or for edxml a folder; - is standard output.")
@click.option("--table", type=click.Choice(TABLES), default="incoming", show_default=True)
@click.option("--reviewed", is_flag=True, help="Approved letters alone.")
def command(*, kind: str, out: str, table: str, reviewed: bool) -> None:
    """Write letters with their records, oldest first.

    json: one object a line. csv, xlsx: a register. ics: a calendar. edxml: a file a letter.
    judged: a line for each value staff have judged, to fit the confidence on.
    """
    start_with_tables()
    if kind == "edxml":
        if out == "-":
            raise click.UsageError("--format edxml needs --out FOLDER.")
        _edxml(Path(out), reviewed=reviewed)
        return
    with click.open_file(out, "wb", atomic=out != "-") as file:
        WRITERS[kind](file, table, reviewed)


def _json(out: IO[bytes], _table: str, reviewed: bool) -> None:  # noqa: FBT001 - one table of writers
    from records.export import letter_json
    from records.models import Document
    from records.states import State

    letters = Document.objects.select_related("record").prefetch_related("record__values")
    letters = letters.filter(state=State.APPROVED) if reviewed else letters
    for document in letters.order_by("id").iterator(chunk_size=200):
        line = json.dumps(letter_json(document), ensure_ascii=False)
        out.write(f"{line}\n".encode())


def _judged(out: IO[bytes], _table: str, _reviewed: bool) -> None:  # noqa: FBT001
    from records.judged import judged_values

    for value in judged_values():
        out.write(f"{json.dumps(value, ensure_ascii=False)}\n".encode())


def _csv(out: IO[bytes], table: str, reviewed: bool) -> None:  # noqa: FBT001
    from feed.register import rows_of
    from feed.sheets import SHEETS
    from feed.tables import csv_lines

    sheet = SHEETS[table]
    for line in csv_lines(sheet, rows_of(sheet, reviewed=reviewed)):
        out.write(line.encode())


def _xlsx(out: IO[bytes], table: str, reviewed: bool) -> None:  # noqa: FBT001
    from feed.register import rows_of
    from feed.sheets import SHEETS
    from feed.tables import pieces, xlsx

    sheet = SHEETS[table]
    for piece in pieces(xlsx(sheet, rows_of(sheet, reviewed=reviewed))):
        out.write(piece)


def _ics(out: IO[bytes], _table: str, reviewed: bool) -> None:  # noqa: FBT001
    from feed.calendar import office_calendar

    out.write(office_calendar(reviewed=reviewed))


def _edxml(folder: Path, *, reviewed: bool) -> None:
    from feed.edxml import edxml_of
    from feed.register import letters

    folder.mkdir(parents=True, exist_ok=True)
    for document in letters(reviewed=reviewed).iterator(chunk_size=200):
        (folder / f"{document.pk}.edxml").write_bytes(edxml_of(document))


WRITERS: Mapping[str, Callable[[IO[bytes], str, bool], None]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "ics": _ics,
    "judged": _judged,
}
