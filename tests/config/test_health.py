"""Probes: alive, ready, and figures that add up; the API asks who asks."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from records import room
from records.tokens import Scope, issue
from tests.records.receiving import letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def bearer(*scopes: Scope) -> dict[str, str]:
    return {"authorization": f"Bearer {issue('probe', scopes, now=timezone.now())}"}


def test_alive_and_ready(client: Client) -> None:
    assert client.get("/healthz").json() == {"alive": True}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": True, "room": True, "broker": True}


def test_a_full_disk_is_not_ready(client: Client, settings: LazySettings) -> None:
    settings.VANTHU_FREE_MB = room.free_bytes() // 1024
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["room"]) == (503, False)


def test_figures_for_prometheus(client: Client) -> None:
    letter(b"one")
    User.objects.create_user("lan")
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers=bearer(Scope.READ)).status_code == 403
    said = client.get("/metrics", headers=bearer(Scope.METRICS)).content.decode()
    assert 'vanthu_letters{state="received"} 1\n' in said
    assert 'vanthu_arrivals_total{outcome="stored"} 1\n' in said
    assert "vanthu_broker_up 1\n" in said


def test_programs_need_a_token_once_there_are_accounts(client: Client) -> None:
    assert client.get("/api/v1/letters").status_code == 200
    user = User.objects.create_user("lan")
    assert client.get("/api/v1/letters").status_code == 401
    assert client.get("/api/v1/letters", headers=bearer(Scope.UPLOAD)).status_code == 403
    assert client.get("/api/v1/letters", headers=bearer(Scope.READ)).status_code == 200
    client.force_login(user)
    assert client.get("/api/v1/letters").status_code == 200
