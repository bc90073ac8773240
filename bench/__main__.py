"""`python -m bench`: the machine goes in, ratios against peers come out, as table and JSON."""

import json
import platform
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from bench.lengthy import lengthy
from bench.letters import Letters, gather
from bench.reading import printed, reading, starting, together
from bench.repairing import repairing
from bench.rows import Row, as_json, table
from bench.serving import cores, idle, intake

Section = Callable[[Letters, Path], Iterator[Row]]
SECTIONS: tuple[tuple[str, Section], ...] = (
    ("reading", reading),
    ("together", together),
    ("printed", printed),
    ("starting", starting),
    ("repairing", repairing),
    ("idle", idle),
    ("cores", cores),
    ("intake", intake),
    ("lengthy", lengthy),
)


@click.command()
@click.option("--letters", "count", type=click.IntRange(min=1), default=6, help="Scans to read.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("names", nargs=-1, type=click.Choice([name for name, _ in SECTIONS]))
def command(*, count: int, target: Path | None, names: tuple[str, ...]) -> None:
    """Measure vanthu and its peers on the same letters; by default all sections."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="vanthu-bench-") as place:
        folder = Path(place)
        letters = gather(folder, count=count)
        for name, section in SECTIONS:
            if name in names or not names:
                click.echo(f"{name}: …", err=True)
                rows += section(letters, folder)
        where = {"machine": _machine(), "letters": letters.source, "files": len(letters.scans),
                 "pages": len(letters.images)}  # fmt: skip
    click.echo(", ".join(f"{key}: {value}" for key, value in where.items()))
    for line in table(rows):
        click.echo(line)
    if target is not None:
        target.write_text(json.dumps(where | {"rows": as_json(rows)}, indent=1) + "\n", "utf-8")


def _machine() -> str:
    return f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    command()
