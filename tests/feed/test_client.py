"""The client of docs/api.md, killed a hundred times, ends with exactly the events of the outbox."""

import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from records import tokens
from records.models import Event
from tests.architecture.tree import doc
from tests.feed.letters import letter
from tests.review.letters import failed

KILLS = 100
SEED = 7
PATIENCE_S = 120


def client_of_the_docs(folder: Path) -> Path:
    """Write the example as a program; what is tested is what is published."""
    [code] = re.findall(r"```python\n(.*?)```", doc("api.md"), re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 20
    path = folder / "client.py"
    path.write_text(code)
    return path


def start(program: Path, address: str, secret: str) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "VANTHU_API": f"{address}/api/v1", "VANTHU_TOKEN": secret}
    return subprocess.Popen([sys.executable, "-S", program], cwd=program.parent, env=environ)


def stored(folder: Path) -> list[int]:
    """Return the events the client has dealt with, in the order it did."""
    with sqlite3.connect(folder / "tracker.sqlite3") as db:
        try:
            return [row[0] for row in db.execute("SELECT event FROM done ORDER BY rowid")]
        except sqlite3.OperationalError:  # killed before it made its table
            return []


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.django_db(transaction=True)
def test_client_killed_at_random_ends_with_the_outbox(
    live_server: LiveServer, tmp_path: Path
) -> None:
    secret = tokens.issue("mẫu", [tokens.Scope.READ], now=timezone.now())
    chance = random.Random(SEED)
    program = client_of_the_docs(tmp_path)
    makers = (letter, lambda: letter(approved=False), failed)
    for _ in range(KILLS):
        running = start(program, live_server.url, secret)
        # From before its first line to long after its first answer.
        time.sleep(chance.uniform(0, 0.4))
        chance.choice(makers)()
        time.sleep(chance.uniform(0, 0.2))
        running.kill()
        assert running.wait() == -9
    running = start(program, live_server.url, secret)
    wanted = list(Event.objects.order_by("id").values_list("id", flat=True))
    until = time.monotonic() + PATIENCE_S
    while len(stored(tmp_path)) < len(wanted) and time.monotonic() < until:
        time.sleep(0.5)
    running.kill()
    running.wait()
    assert stored(tmp_path) == wanted
    assert len(wanted) >= KILLS / 4
