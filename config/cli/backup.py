"""`vanthu backup`: a folder in, a verified copy of everything the service keeps out."""

from pathlib import Path

import click

from config.cli.lines import FOLDER
from config.start import start_with_tables


@click.command("backup")
@click.argument("folder", type=FOLDER)
def command(*, folder: Path) -> None:
    """Copy database, originals and secret key into FOLDER; the service may run meanwhile.

    A second backup into the same folder copies only what is new. Keep it as safe as the letters.
    """
    start_with_tables()
    from records.backup import back_up
    from records.errors import BackupBroken, StoreAway

    try:
        made = back_up(folder.resolve())
    except BackupBroken as error:
        raise click.ClickException(f"{error.vi} / {error.en} ({error})") from error
    except OSError as error:
        raise click.ClickException(f"{StoreAway.vi} / {StoreAway.en} ({error})") from error
    click.echo(f"{made.folder}: {made.files} originals, {made.bytes} bytes, verified")
