"""`vanthu restore`: a backup in, a data folder as it was out."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from config.cli.lines import FOLDER
from config.start import start


@click.command("restore")
@click.argument("folder", type=FOLDER)
def command(*, folder: Path) -> None:
    """Verify the backup in FOLDER and copy it into the (new) data folder; the service is stopped."""
    start()
    from django.conf import settings

    from records.account import reconcile
    from records.backup import restore
    from records.errors import RecordsError, StoreAway

    with _stopped(settings.VANTHU_DATA):
        try:
            made = restore(folder.resolve())
        except RecordsError as error:
            raise click.ClickException(f"{error.vi} / {error.en} ({error})") from error
        except OSError as error:
            raise click.ClickException(f"{StoreAway.vi} / {StoreAway.en} ({error})") from error
    account = reconcile(deep=True)
    click.echo(f"{made.files} originals, {made.bytes} bytes restored and verified")
    if not account.adds_up:
        raise click.ClickException("\n".join(account.problems) or "vanthu reconcile: ≠")


@contextmanager
def _stopped(data: Path) -> Iterator[None]:
    """Hold the data folder: no service runs on it, and none is started meanwhile."""
    (data / "run").mkdir(parents=True, exist_ok=True)
    with (data / "run" / "service.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.ClickException(
                "Hãy dừng vanthu trước. / Stop vanthu first (Ctrl-C)."
            ) from error
        yield
