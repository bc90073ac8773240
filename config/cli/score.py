"""`vanthu score`: gold records and letters (or records already read) in, figures per field out."""

import json
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

import click

from corpus.score import reliability
from corpus.score.gold import RECORDS, letter_name, read_gold, read_records
from corpus.score.reading import records_of
from corpus.score.report import error_lines, report_json, score, table
from corpus.score.values import Record

GOLD = click.Path(exists=True, path_type=Path)
READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITABLE = click.Path(dir_okay=False, path_type=Path)


@click.command("score")
@click.option(
    "--gold", "place", type=GOLD, required=True, help="Folder or file (.jsonl) of gold records."
)
@click.option("--jobs", type=click.IntRange(min=1), default=2, help="Letters read at a time.")
@click.option("--json", "target", type=WRITABLE, help="Write the figures there as JSON, too.")
@click.option("--picture", type=WRITABLE, help="Draw there how far the confidence holds (SVG).")
@click.option("--errors", is_flag=True, help="List each wrong value beside the gold.")
@click.argument("files", nargs=-1, required=True, type=READABLE)
def command(
    *,
    place: Path,
    jobs: int,
    target: Path | None,
    picture: Path | None,
    errors: bool,
    files: tuple[Path, ...],
) -> None:
    """Compare readings with gold records, field by field.

    FILES are letters (PDF, image or .txt), read in this process, or the output of `vanthu read`
    (.json, .jsonl). A gold record holds what is known of a letter; fields it lacks are left out.
    """
    gold = read_gold(place)
    read: dict[str, Record] = {}
    for name, record in _readings(files, gold.keys(), jobs):
        click.echo(f"{name}: {record.get('error', 'read')}", err=True)
        read[name] = record
    report = score(gold, read)
    if not report.letters:
        raise click.ClickException("None of the files has a gold record.")
    for line in table(report):
        click.echo(line)
    if errors:
        click.echo()
        for line in error_lines(report.errors):
            click.echo(line)
    if picture is not None:
        picture.write_text(reliability.picture(report.confidences), "utf-8")
    if target is not None:
        figures = report_json(report, errors=errors)
        target.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _readings(
    files: Sequence[Path], wanted: Container[str], jobs: int
) -> Iterator[tuple[str, Record]]:
    for path in files:
        if path.suffix in RECORDS:
            yield from read_records(path).items()
    letters = [path for path in files if path.suffix not in RECORDS]
    for path in letters:
        if path.stem not in wanted:
            click.echo(f"{path.stem}: no gold record, left out", err=True)
    compared = [path for path in letters if path.stem in wanted]
    for path, record in zip(compared, records_of(compared, jobs=jobs), strict=True):
        yield letter_name(record, path), record
