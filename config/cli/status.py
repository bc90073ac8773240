"""`vanthu status`: the service's rows and broker in, counts and failures out."""

import click

from config.cli.lines import print_json
from config.start import start_with_tables
from nlp.record import Json


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(*, as_json: bool) -> None:
    """Show how many letters are in which state, what waits, and what failed and why."""
    start_with_tables()
    from workers.overview import overview

    found = overview()
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        _show(name, value)


def _show(name: str, value: Json) -> None:
    """Print one line per count, one per failure."""
    if isinstance(value, dict):
        for part, count in value.items():
            click.echo(f"{part:<14}{count}")
    elif isinstance(value, list):
        for failure in value:
            if isinstance(failure, dict):
                click.echo(f"✗ {failure['id']} {failure['file']}: {failure['code']}")
                click.echo(f"    {failure['message']}")
    else:
        click.echo(f"{name:<14}{'-' if value is None else value}")
