"""Who may do what: a user goes in, yes or no comes out. Roles are Django groups by fixed names."""

from collections.abc import Mapping
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser, Group, User


class Role(StrEnum):
    """What an account is for; the names of the groups."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


REVIEWERS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})


def accounts_exist() -> bool:
    """Tell whether anybody can log in."""
    return User.objects.filter(is_active=True).exists()


def may_review(user: User | AnonymousUser, *, open_desk: bool) -> bool:
    """Tell whether somebody may change, approve, add and retry letters.

    Args:
        user: Who asks.
        open_desk: No account exists, and the page answers to this machine alone.
    """
    if not isinstance(user, User):
        return open_desk
    return user.is_superuser or user.groups.filter(name__in=REVIEWERS).exists()


def may_administer(user: User | AnonymousUser, *, open_desk: bool) -> bool:
    """Tell whether somebody may change accounts, labels, limits and tokens."""
    return user.is_superuser if isinstance(user, User) else open_desk


def is_last_administrator(user: User) -> bool:
    """Tell whether nobody could administer any more without this account."""
    others = User.objects.filter(is_active=True, is_superuser=True).exclude(pk=user.pk)
    return user.is_superuser and user.is_active and not others.exists()


def role_of(user: User) -> Role:
    """Return what an account is for."""
    if user.is_superuser:
        return Role.ADMINISTRATOR
    named = user.groups.filter(name=Role.REVIEWER).exists()
    return Role.REVIEWER if named else Role.VIEWER


def give(user: User, role: Role) -> None:
    """Give an account one role in place of its others; administrators also get Django's admin."""
    groups: Mapping[Role, Group] = {one: Group.objects.get_or_create(name=one)[0] for one in Role}
    user.groups.remove(*groups.values())
    user.groups.add(groups[role])
    user.is_staff = user.is_superuser = role is Role.ADMINISTRATOR
    user.save(update_fields=["is_staff", "is_superuser"])
