"""What a register of many letters costs: a count goes in, memory and time of the exports come out.

    .venv/bin/python -m bench.registers 100000

Writes made-up letters into a database of its own (SQLite in a temporary folder), then runs
`vanthu export` as a program for each form and weighs it, memory above all.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from bench.children import cost_of
from bench.rows import Row, table

MOST_MB = 300
FORMS = (("xlsx", "incoming"), ("csv", "incoming"), ("json", "incoming"), ("ics", "incoming"))


def main(count: int) -> None:
    """Fill the database, write each form once and print what it took."""
    with tempfile.TemporaryDirectory(prefix="vanthu-registers-") as folder:
        os.environ["VANTHU_DATA"] = folder
        from config.start import start

        start()
        from django.core.management import call_command
        from django.db import connection

        from bench.filling import fill

        call_command("migrate", verbosity=0)
        fill(count)
        connection.close()
        for line in table(_weighed(Path(folder), count)):
            click.echo(line)


def _weighed(folder: Path, count: int) -> Iterator[Row]:
    program = str(Path(sys.executable).parent / "vanthu")
    for form, name in FORMS:
        out = folder / f"register.{form}"
        cost = cost_of([program, "export", "--format", form, "--table", name, "--out", str(out)])
        if cost.status:
            raise click.ClickException(f"vanthu export --format {form} failed")
        what = f"{form}, {count} letters, {out.stat().st_size / 1e6:.0f} MB"
        yield Row(f"{what}: memory", "MB", cost.peak_mb, bar=MOST_MB)
        yield Row(f"{what}: processor time", "s", cost.cpu_s)


if __name__ == "__main__":
    main(int(sys.argv[1]))
