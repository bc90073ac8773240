"""Many files at once: letters by the thousand, and rubbish by the ten thousand, while pages are asked for."""

import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tests.flow.kills import Run
from tests.flow.letters import letter

LETTERS, RUBBISH = 5000, 50_000
SUBFOLDERS = 5


def five_thousand(run: Run) -> None:
    """Many letters come at once, in subfolders; meanwhile the page is asked again and again."""
    _come(run, LETTERS, lambda number: letter(10_000 + number))


def fifty_thousand(run: Run) -> None:
    """Files of one byte: each is taken, most are copies of others, none can be read."""
    _come(run, RUBBISH, lambda number: bytes([number % 256]))
    states = run.service.rows("SELECT state, count(*) FROM records_document GROUP BY state")
    assert states == [("failed", 256)], states


def _come(run: Run, count: int, content: Callable[[int], bytes]) -> None:
    with _asking(run) as slowest:
        began = time.monotonic()
        for number in range(count):
            run.ledger.drop(f"lô {number % SUBFOLDERS}/thư {number}.txt", content(number))
        arrived = "SELECT count(*) FROM records_arrival"
        run.ledger.until(lambda: run.service.rows(arrived) == [(count,)])
        stored = time.monotonic() - began
        run.ledger.wait()
        read = time.monotonic() - began
    click.echo(
        f"  {count} stored in {stored:.0f} s, read in {read:.0f} s, slowest page {slowest[0]:.2f} s"
    )


@contextmanager
def _asking(run: Run) -> Iterator[list[float]]:
    """Ask for the first page every second; yield how long the slowest took, in seconds."""
    slowest, over = [0.0], threading.Event()

    def ask() -> None:
        while not over.wait(1):
            began = time.monotonic()
            with urllib.request.urlopen(run.service.address) as answer:
                answer.read()
            slowest[0] = max(slowest[0], time.monotonic() - began)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield slowest
    finally:
        over.set()
        asking.join()
