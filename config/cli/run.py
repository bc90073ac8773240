"""`vanthu run`: the settings in, the whole service on this machine out, until Ctrl-C."""

import click

from config.start import start


@click.command("run")
def command() -> None:
    """Run the whole service: broker, workers, watched folder, sweep and web page."""
    start()
    from config.serve import serve

    raise click.exceptions.Exit(serve())
