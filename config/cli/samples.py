"""`vanthu samples`: a folder in, the sample letters as scans with their gold records out."""

from pathlib import Path

import click

from config.cli.lines import FOLDER


@click.command("samples")
@click.argument("folder", type=FOLDER)
def command(*, folder: Path) -> None:
    """Write the sample letters into FOLDER: NAME.pdf and NAME.json each."""
    from corpus.samples.write import write_samples

    for path in write_samples(folder):
        click.echo(path)
