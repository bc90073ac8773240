"""`vanthu discard`: letters set aside and a reason in, the same letters out of the way out."""

import getpass

import click

from config.cli.lines import say
from config.start import start_with_tables


@click.command("discard")
@click.option("--reason", required=True, help="Why they are not wanted; it is kept.")
@click.argument("ids", nargs=-1, type=int, required=True)
def command(*, reason: str, ids: tuple[int, ...]) -> None:
    """Discard the failed letters with the given IDS; originals and history are kept.

    `vanthu retry` takes them back.
    """
    start_with_tables()
    from django.utils import timezone

    from records import staff
    from records.errors import RecordsError

    wrong = 0
    for letter in ids:
        try:
            staff.discard(letter, by=getpass.getuser(), reason=reason, now=timezone.now())
            say(f"{letter}: discarded")
        except RecordsError as error:
            wrong += 1
            say(f"{letter}: {error.vi} / {error.en}")
    if wrong:
        raise click.exceptions.Exit(1)
