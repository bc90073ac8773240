"""`vanthu webhook`: a tracker's name and address in, its secret out; or a list, or a replay."""

import click

from config.start import start_with_tables

KINDS = (
    "received",
    "read",
    "quarantined",
    "corrected",
    "approved",
    "withdrawn",
    "discarded",
)
USUAL = ("approved", "withdrawn")


@click.command("webhook")
@click.argument("name", required=False)
@click.argument("url", required=False)
@click.option("--on", "kinds", type=click.Choice(KINDS), multiple=True, default=USUAL)
@click.option("--stop", is_flag=True, help="Tell NAME nothing more.")
@click.option("--replay", "after", type=int, help="Send NAME all events behind this number again.")
def command(
    *, name: str | None, url: str | None, kinds: tuple[str, ...], stop: bool, after: int | None
) -> None:
    """Tell the tracker NAME at URL what happens; without arguments list trackers and attempts.

    Prints the secret with which requests are signed (Standard Webhooks), once.
    """
    start_with_tables()
    from django.utils import timezone

    from feed import webhooks
    from feed.errors import FeedError
    from records.states import Happening

    now = timezone.now()
    if name and url:
        try:
            made = webhooks.register(name, url, [Happening(kind) for kind in kinds], now=now)
        except FeedError as error:
            raise click.ClickException(f"{error.vi} / {error.en}") from error
        click.echo(made.secret)
    elif name:
        _change(name, stop=stop, after=after)
    else:
        _list()


def _change(name: str, *, stop: bool, after: int | None) -> None:
    from django.utils import timezone

    from feed import webhooks
    from feed.models import Endpoint

    endpoint = Endpoint.objects.filter(name=name).first()
    if endpoint is None:
        raise click.ClickException(f"{name}: không có nơi nhận này / no such tracker")
    if stop:
        Endpoint.objects.filter(pk=endpoint.pk).update(active=False)
    if after is not None:
        webhooks.replay(endpoint, after, now=timezone.now())


def _list() -> None:
    from feed.models import Endpoint

    for endpoint in Endpoint.objects.all():
        state = "active" if endpoint.active else "stopped"
        click.echo(f"{endpoint.name}  {endpoint.url}  {state}  event {endpoint.cursor}")
        for one in endpoint.deliveries.all()[:10]:
            click.echo(
                f"  {one.at:%Y-%m-%d %H:%M:%S}  event {one.event_id}  {one.status or one.error}"
            )
