"""`vanthu reconcile`: all rows and originals in, an account of every file out."""

import time

import click

from config.start import start_with_tables


@click.command("reconcile")
@click.option("--deep", is_flag=True, help="Also compute every original's hash again.")
def command(*, deep: bool) -> None:
    """Prove that files seen = letters stored + duplicates + refused; exit status 1 if not."""
    start_with_tables()
    from records.account import left_lying, reconcile

    account = reconcile(deep=deep)
    sum_of = (
        f"{account.stored} stored + {account.duplicates} duplicates + {account.refused} refused"
    )
    click.echo(f"{account.seen} seen {'=' if account.adds_up else '≠'} {sum_of}")
    for problem in account.problems:
        click.echo(f"✗ {problem}")
    for name in left_lying(time.time()):
        click.echo(f"? not taken for an hour: {name!r}")
    if not account.adds_up:
        raise click.exceptions.Exit(1)
