"""How long repair takes: stripped and garbled text goes in, time for 1,000 words beside pyvi's comes out."""

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

import click
from unidecode import unidecode

from bench.letters import Letters
from bench.rows import Row
from corpus.load import learnt, repairer
from corpus.samples.compose import page_texts
from corpus.samples.letters import LETTERS
from corpus.score.repair import stripped

ROUNDS = 5


def repairing(_letters: Letters, _folder: Path) -> Iterator[Row]:
    """Give the marks back to the sample letters, with vanthu and with pyvi, line by line alike.

    Garbled text is misread anew each time: most of its words were not seen the time before.
    """
    clean = "\n".join(page for letter in LETTERS for page in page_texts(letter))
    chance = random.Random(1)  # noqa: S311 - drawing, not secrets
    for kind, texts in (
        ("stripped", [stripped(clean)]),
        ("garbled", [garbled(clean, learnt().units, chance) for _ in range(ROUNDS + 1)]),
    ):
        ours, peer = _took(repairer().repair, texts), _peer(texts)
        yield Row(f"repairing 1,000 {kind} words, CPU", "s", ours, peer, None, "pyvi add_accents")
        yield Row("the same", "s", ours, None, 0.2)


def garbled(text: str, units: Mapping[tuple[str, str], float], chance: random.Random) -> str:
    """Return a text as a reader without Vietnamese may have read it, letter by letter.

    Args:
        text: NFC.
        units: What the repair learnt: (true letters, letters as read) → cost in nats.
        chance: Draws among the readings.

    >>> garbled("Số 12", {("ố", "é"): 0.0}, random.Random(1))
    'Sé 12'
    """
    reads: dict[str, tuple[list[str], list[float]]] = {}
    for (true, read), cost in units.items():
        known = reads.setdefault(true, ([], []))
        known[0].append(read)
        known[1].append(math.exp(-cost))

    def drawn(sign: str) -> str:
        known = reads.get(sign)
        return chance.choices(*known)[0] if known else unidecode(sign)

    return "".join(map(drawn, text))


def _peer(texts: Sequence[str]) -> float | None:
    try:
        from pyvi import ViUtils
    except ImportError:
        click.echo("repairing: pyvi is not installed, so there is no peer", err=True)
        return None
    return _took(
        lambda one: [_accents(ViUtils.add_accents, line) for line in one.split("\n")], texts
    )


def _accents(peer: Callable[[str], str], line: str) -> str:
    """Let the peer work on a line; on some it fails, and the time until then counts."""
    try:
        return peer(line)
    except KeyError:
        return line


def _took(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the seconds of processor time for 1,000 words, the first call left out."""
    waiting = cycle(texts)
    work(next(waiting))
    start, words = time.process_time(), 0
    for _ in range(ROUNDS):
        text = next(waiting)
        words += len(text.split())
        work(text)
    return (time.process_time() - start) / words * 1000
