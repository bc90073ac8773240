"""Tokens open what they are for, are kept as hashes, and end when they are taken back."""

import pytest
from django.utils import timezone

from records.models import ApiToken
from records.tokens import Scope, issue, revoke, token_of

pytestmark = pytest.mark.django_db


def test_a_token_opens_its_scopes_only() -> None:
    now = timezone.now()
    secret = issue("tracker", [Scope.READ], now=now)
    assert token_of(secret, Scope.READ, now=now) is not None
    assert token_of(secret, Scope.UPLOAD, now=now) is None
    assert token_of(secret + "x", Scope.READ, now=now) is None
    assert ApiToken.objects.get().used_at == now


def test_the_secret_itself_is_not_kept() -> None:
    secret = issue("tracker", [Scope.READ], now=timezone.now())
    assert secret not in str(ApiToken.objects.values().get())


def test_a_revoked_token_opens_nothing() -> None:
    now = timezone.now()
    secret = issue("tracker", [Scope.READ], now=now)
    number = ApiToken.objects.get().pk
    assert revoke(number, now=now)
    assert not revoke(number, now=now)
    assert token_of(secret, Scope.READ, now=now) is None
