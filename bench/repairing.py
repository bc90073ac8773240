"""How long repair takes: stripped text goes in, time for 1,000 words beside pyvi's comes out."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from bench.letters import Letters
from bench.rows import Row
from corpus.load import repairer
from corpus.samples.compose import page_texts
from corpus.samples.letters import LETTERS
from corpus.score.repair import stripped

ROUNDS = 5


def repairing(_letters: Letters, _folder: Path) -> Iterator[Row]:
    """Give the marks back to the sample letters, with vanthu and with pyvi, line by line alike."""
    text = stripped("\n".join(page for letter in LETTERS for page in page_texts(letter)))
    ours = _took(repairer().repair, text)
    peer = None
    try:
        from pyvi import ViUtils

        peer = _took(
            lambda one: [_accents(ViUtils.add_accents, line) for line in one.split("\n")], text
        )
    except ImportError:
        click.echo("repairing: pyvi is not installed, so there is no peer", err=True)
    yield Row("repairing 1,000 stripped words, CPU", "s", ours, peer, None, "pyvi add_accents")
    yield Row("the same", "s", ours, None, 0.2)


def _accents(peer: Callable[[str], str], line: str) -> str:
    """Let the peer work on a line; on some it fails, and the time until then counts."""
    try:
        return peer(line)
    except KeyError:
        return line


def _took(work: Callable[[str], object], text: str) -> float:
    """Return the seconds of processor time for 1,000 words, the first call left out."""
    work(text)
    start = time.process_time()
    for _ in range(ROUNDS):
        work(text)
    return (time.process_time() - start) / ROUNDS / len(text.split()) * 1000
