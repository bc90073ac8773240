"""`vanthu user`: a name, a role and a password in, an account for the staff's pages out."""

import sys

import click

from config.cli.lines import say
from config.start import start_with_tables

ROLES = ("viewer", "reviewer", "administrator")


@click.command("user")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True)
def command(*, name: str, role: str) -> None:
    """Make an account NAME, or give it a new password and role.

    The password is asked for; without a terminal it is the first line of standard input.
    """
    start_with_tables()
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from records.roles import Role, give

    password = _password()
    user = User.objects.filter(username=name).first() or User(username=name)
    try:
        validate_password(password, user)
        user.set_password(password)
        user.full_clean()
    except ValidationError as error:
        raise click.ClickException("\n".join(error.messages)) from error
    user.save()
    give(user, Role(role))
    say(f"{name}: {role}")


def _password() -> str:
    if sys.stdin.isatty():
        typed: str = click.prompt("Mật khẩu / Password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\n")
