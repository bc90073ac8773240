"""`vanthu sweep`: letters that nobody reads in, fresh messages to the workers out, until stopped."""

import click

from config.start import start_with_tables


@click.command("sweep")
def command() -> None:
    """Wake workers for letters that wait or were left half-read (part of `vanthu run`)."""
    start_with_tables()
    from workers.sweep import run_forever

    run_forever()
