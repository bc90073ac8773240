"""`vanthu retry`: failed letters in, the same letters waiting to be read again out."""

import click

from config.cli.lines import say
from config.start import start_with_tables


@click.command("retry")
@click.argument("ids", nargs=-1, type=int)
def command(*, ids: tuple[int, ...]) -> None:
    """Read failed letters again: those with the given IDS, by default all."""
    start_with_tables()
    from records import staff
    from records.errors import WrongState
    from records.models import Document
    from records.states import State

    failed = Document.objects.filter(state=State.FAILED).order_by("id")
    chosen = ids or tuple(failed.values_list("id", flat=True))
    wrong = 0
    for letter in chosen:
        try:
            staff.retry(letter)
            say(f"{letter}: received")
        except WrongState as error:
            wrong += 1
            say(f"{letter}: {error.vi} / {error.en}")
    if wrong:
        raise click.exceptions.Exit(1)
