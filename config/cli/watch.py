"""`vanthu watch`: files of the watched folder in, stored letters out, until it is stopped."""

import click

from config.start import start_with_tables


@click.command("watch")
def command() -> None:
    """Take in what is dropped into the watched folder (part of `vanthu run`)."""
    start_with_tables()
    from workers.watch import run_forever

    run_forever()
