"""Tokens of programs: a name and scopes go in, a secret comes out once; later the secret goes in."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from records.models import ApiToken

PREFIX = "vanthu_"
# A token that is used all the time is not written at every use.
NOTED_EVERY = timedelta(minutes=5)


class Scope(StrEnum):
    """What a program may do."""

    READ = "read"
    UPLOAD = "upload"
    REVIEW = "review"
    METRICS = "metrics"
    CALENDAR = "calendar"


def issue(name: str, scopes: Iterable[Scope], *, now: datetime) -> str:
    """Make a token and return the secret; it is shown now and never again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    said = " ".join(sorted(set(scopes)))
    ApiToken.objects.create(name=name, digest=_digest(secret), scopes=said, created_at=now)
    return secret


def token_of(secret: str, scope: Scope, *, now: datetime) -> ApiToken | None:
    """Return the token of a secret, if it stands and may do what is asked."""
    token = ApiToken.objects.filter(digest=_digest(secret), revoked_at=None).first()
    if token is None or scope not in token.scopes.split():
        return None
    if token.used_at is None or token.used_at < now - NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token


def stands(secret: str) -> bool:
    """Tell whether a secret is a token's at all, whatever it may do."""
    return ApiToken.objects.filter(digest=_digest(secret), revoked_at=None).exists()


def revoke(token_id: int, *, now: datetime) -> bool:
    """Take a token back; False when there is no such, or it was taken back before."""
    return ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=now) == 1


def _digest(secret: str) -> str:
    """Secrets have 256 random bits: nobody can try them out, so a plain hash will do."""
    return hashlib.sha256(secret.encode()).hexdigest()
