"""`vanthu retry`: failed letters in, the same letters waiting to be read again out."""

import click

from config.cli.lines import say
from config.start import start_with_tables


@click.command("retry")
@click.option("--languages", default="", help="Of this letter, as in VANTHU_LANGUAGES: vie+eng.")
@click.option("--from-image", is_flag=True, help="Whatever text the file brings along.")
@click.argument("ids", nargs=-1, type=int)
def command(*, ids: tuple[int, ...], languages: str, from_image: bool) -> None:
    """Read failed letters again: those with the given IDS, by default all.

    Without an option they are read as before.
    """
    start_with_tables()
    from records import staff
    from records.errors import WrongState, WrongValue
    from records.models import Document
    from records.states import State
    from records.wishes import Wishes

    wishes = None
    if languages or from_image:
        try:
            wishes = Wishes.typed(languages, ignores_layer=from_image)
        except WrongValue as error:
            raise click.BadParameter(error.en, param_hint="--languages") from error
    failed = Document.objects.filter(state=State.FAILED).order_by("id")
    chosen = ids or tuple(failed.values_list("id", flat=True))
    wrong = 0
    for letter in chosen:
        try:
            staff.retry(letter, wishes)
            say(f"{letter}: received")
        except WrongState as error:
            wrong += 1
            say(f"{letter}: {error.vi} / {error.en}")
    if wrong:
        raise click.exceptions.Exit(1)
