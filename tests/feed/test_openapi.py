"""The description of the API and its answers agree: schemathesis asks a running server.

`make fuzz` does the same for longer, with other seeds.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from feed.errors import PROBLEM
from records import tokens
from records.roles import Role, give
from records.tokens import Scope
from tests.feed.letters import letter
from tests.review.letters import failed, received

EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "5")
SEED = os.environ.get("FUZZ_SEED", "7")
LOADED_MACHINE_S = "60"
CONFIG = Path(__file__).with_name("schemathesis.toml")


def ask(address: str, secret: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run schemathesis as anybody would."""
    program = Path(sys.executable).parent / "schemathesis"
    options: tuple[str, ...] = (
        "--checks",
        "all",
        "--max-examples",
        EXAMPLES,
        "--seed",
        SEED,
        "--no-color",
    )
    options += ("--request-timeout", LOADED_MACHINE_S, "--suppress-health-check", "all")
    options += ("--generation-database", "none", "--header", f"Authorization: Bearer {secret}")
    return subprocess.run(
        [program, "--config-file", CONFIG, "run", f"{address}/api/openapi.json", *options],
        cwd=folder,
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.timeout(0 if "FUZZ_EXAMPLES" in os.environ else 1200)
@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing(live_server: LiveServer, tmp_path: Path) -> None:
    give(User.objects.create_user("huong"), Role.ADMINISTRATOR)
    secret = tokens.issue("thử", list(Scope), now=timezone.now())
    for approved in (True, False):
        letter(approved=approved)
    received()
    failed()
    done = ask(live_server.url, secret, tmp_path)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/api/v1/no-such-thing", 404, "feed.no_address"),
        ("GET", "/api/v2/letters", 404, "feed.no_address"),
        ("DELETE", "/api/v1/changes", 405, "feed.wrong_method"),
    ],
)
def test_addresses_that_are_none_answer_as_problems(
    client: Client, method: str, address: str, status: int, code: str
) -> None:
    answer = client.generic(method, address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == PROBLEM
    assert (answer.json()["code"], answer.json()["status"]) == (code, status)
    assert (status == 405) == ("Allow" in answer.headers)


@pytest.mark.django_db
def test_unknown_host_and_fault_of_ours_answer_as_problems(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = client.get("/api/v1/letters", headers={"host": "evil.example"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, PROBLEM)

    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("feed.letters.found", broken)
    client.raise_request_exception = False
    answer = client.get("/api/v1/letters")
    assert (answer.status_code, answer.json()["code"]) == (500, "feed.fault")


@pytest.mark.django_db
def test_pages_for_people_stay_pages(client: Client) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
