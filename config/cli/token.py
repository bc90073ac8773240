"""`vanthu token`: a program's name in, its secret out, once; or a list, or one taken back."""

import click

from config.start import start_with_tables

SCOPES = ("read", "upload", "review", "metrics", "calendar")


@click.command("token")
@click.argument("name", required=False)
@click.option("--scope", "scopes", type=click.Choice(SCOPES), multiple=True, default=["read"])
@click.option("--revoke", "number", type=int, help="Take back the token of this number.")
def command(*, name: str | None, scopes: tuple[str, ...], number: int | None) -> None:
    """Make a token for the program NAME; without a name list them.

    A program sends it with each request: `Authorization: Bearer SECRET`.
    """
    start_with_tables()
    from django.utils import timezone

    from records import tokens
    from records.models import ApiToken

    now = timezone.now()
    if number is not None:
        if not tokens.revoke(number, now=now):
            raise click.ClickException(f"{number}: không có mã này / no such token")
    elif name:
        click.echo(tokens.issue(name, [tokens.Scope(scope) for scope in scopes], now=now))
        return
    for token in ApiToken.objects.all():
        ended = "revoked" if token.revoked_at else "valid"
        click.echo(f"{token.pk}  {token.name}  {token.scopes}  {ended}  {token.used_at or '-'}")
