"""How long letters wait, by number of workers: arrivals and measured costs go in, waiting times come out.

    .venv/bin/python -m bench.queueing costs.json --a-day 10000

A simulation, event by event, of one working day: letters come in by chance, thick in the two rush
hours; each worker reads one at a time, a long letter gives way after each turn (docs/decisions/0031);
the database takes one writer at a time for what must go one after another, and any number for the
rest. Costs of database and web are those `bench.costs` measured; the page's is given (docs/performance.md says how it was measured).
"""

import heapq
import json
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from statistics import mean, quantiles

import click

HOUR_S = 3600.0
DAY_HOURS = (7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
# Letters by hour of the office's day: most come in at nine and at two.
WEIGHTS = (4, 12, 18, 13, 6, 2, 9, 17, 12, 7)
# Pages of a letter and how many of a hundred have so many; the real scans beside the repository.
PAGES = ((1, 30), (2, 25), (3, 15), (4, 10), (6, 8), (10, 7), (20, 4), (60, 1))
WRITES = ("receive", "claim", "pages", "record")
SEED = 7


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds that one letter takes of each part.

    Attributes:
        page_s: Of one worker's core, for each page.
        write_s: Of the database's one writer, for the whole letter.
        turn_s: After which a long letter gives way.
        beside_s: Of its worker, for what of the storing goes side by side with others.
    """

    page_s: float
    write_s: float
    turn_s: float = 20.0
    beside_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Day:
    """What one simulated day was like.

    Attributes:
        letters: That came in.
        waits_s: From arrival to the beginning of reading, one each.
        totals_s: From arrival to the record, one each.
        busy: Of the workers' time between the first and the last letter.
        writer_busy: Of the database's.
    """

    letters: int
    waits_s: Sequence[float]
    totals_s: Sequence[float]
    busy: float
    writer_busy: float


@dataclass(order=True, slots=True)
class Waiting:
    """A letter that waits: unread ones before the rest of long ones, then by time."""

    again: bool
    since_s: float
    number: int
    left_s: float = field(compare=False)
    arrived_s: float = field(compare=False)


class Office:
    """Workers, their queue and the one writer, at one moment after the other."""

    def __init__(self, coming: Sequence[tuple[float, float]], workers: int, costs: Costs) -> None:
        """Begin the day: `coming` has time of arrival and seconds of reading of each letter."""
        self._coming = deque(
            Waiting(again=False, since_s=at, number=number, left_s=work, arrived_s=at)
            for number, (at, work) in enumerate(coming)
        )
        self._costs = costs
        self._queue: list[Waiting] = []
        self._order = count()
        # When a worker is free again, and the letter that it has just left off, if any.
        self._events: list[tuple[float, int, Waiting | None]] = []
        for _ in range(workers):
            self._at(0.0, None)
        self._writer_free = 0.0
        self.waits_s, self.totals_s = [0.0] * len(coming), [0.0] * len(coming)
        self.worked_s = self.ended_s = 0.0

    def run(self) -> None:
        """Let the day pass, till all is read."""
        while self._events:
            now, _, letter = heapq.heappop(self._events)
            if letter is not None and letter.left_s <= 0:
                self._write(letter, now)
                continue
            if letter is not None:
                heapq.heappush(self._queue, replace(letter, again=True, since_s=now))
            self._take(now)

    def _at(self, time_s: float, letter: Waiting | None) -> None:
        heapq.heappush(self._events, (time_s, next(self._order), letter))

    def _write(self, letter: Waiting, now: float) -> None:
        """Store the record when the database has a hand free; the worker waits for it."""
        self._writer_free = self.ended_s = max(self._writer_free, now) + self._costs.write_s
        self.totals_s[letter.number] = self._writer_free - letter.arrived_s
        self._at(self._writer_free, None)

    def _take(self, now: float) -> None:
        """Give a free worker its next letter, or let it wait for one to come."""
        while self._coming and self._coming[0].since_s <= now:
            heapq.heappush(self._queue, self._coming.popleft())
        if not self._queue:
            if self._coming:
                self._at(self._coming[0].since_s, None)
            return
        letter = heapq.heappop(self._queue)
        if not letter.again:
            self.waits_s[letter.number] = now - letter.arrived_s
        turn = min(letter.left_s, self._costs.turn_s)
        self.worked_s += turn
        self._at(now + turn, replace(letter, left_s=letter.left_s - turn))


def arrivals(a_day: int, chance: random.Random) -> Iterator[float]:
    """Yield the times of a day's letters in seconds from its beginning, in order."""
    hours = chance.choices(range(len(WEIGHTS)), weights=WEIGHTS, k=a_day)
    yield from sorted((hour + chance.random()) * HOUR_S for hour in hours)


def pages(chance: random.Random) -> int:
    """Return how many pages a letter has."""
    return chance.choices([n for n, _ in PAGES], weights=[share for _, share in PAGES])[0]


def simulate(a_day: int, workers: int, costs: Costs, *, seed: int = SEED) -> Day:
    """Run one day to its end, all letters read.

    >>> quiet = simulate(10, 2, Costs(page_s=1.0, write_s=0.1))
    >>> len(quiet.totals_s), quiet.busy < 0.1
    (10, True)
    """
    chance = random.Random(seed)  # noqa: S311 - a simulation
    coming = [(at, costs.page_s * pages(chance) + costs.beside_s) for at in arrivals(a_day, chance)]
    office = Office(coming, workers, costs)
    office.run()
    span = max(office.ended_s, HOUR_S * len(WEIGHTS))
    busy = office.worked_s / (span * workers)
    return Day(a_day, office.waits_s, office.totals_s, busy, a_day * costs.write_s / span)


def row(day: Day, workers: int) -> str:
    """Return one line of the table of docs/scaling.md."""
    cuts = quantiles(day.waits_s, n=100)
    total = quantiles(day.totals_s, n=100)
    shown = (mean(day.waits_s), cuts[94], max(day.waits_s), total[94])
    times = " | ".join(f"{seconds:.0f} s" for seconds in shown)
    return f"| {workers} | {day.busy:.0%} | {day.writer_busy:.1%} | {times} |"


@click.command()
@click.argument("measured", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--a-day", type=click.IntRange(min=2), default=10_000, show_default=True)
@click.option("--page-s", type=float, default=1.3, show_default=True, help="Seconds a page.")
@click.option("--workers", type=int, multiple=True, help="By default around what is needed.")
def command(*, measured: Path, a_day: int, page_s: float, workers: tuple[int, ...]) -> None:
    """Print waiting times by number of workers for days of so many letters."""
    parts = json.loads(measured.read_text("utf-8"))["parts"]
    write_s = sum(parts[part]["turn_s"] for part in WRITES)
    whole_s = sum(parts[part]["wall_s"] for part in WRITES)
    costs = Costs(page_s, write_s, beside_s=whole_s - write_s)
    each = sum(number * share for number, share in PAGES) / sum(share for _, share in PAGES)
    least = a_day * each * page_s / (HOUR_S * len(WEIGHTS))
    tried = workers or tuple(max(1, round(least * more)) for more in (1.1, 1.4, 1.7, 2.0, 2.5))
    click.echo(f"{a_day} letters a day, {each:.1f} pages each, {page_s} s a page, "
               f"{1000 * whole_s:.0f} ms of the database a letter, {1000 * write_s:.0f} ms of it alone")  # fmt: skip
    click.echo(
        "| workers | busy | database | wait, mean | 95 of 100 | longest | record, 95 of 100 |"
    )
    click.echo("|---|---|---|---|---|---|---|")
    for tries in dict.fromkeys(tried):
        click.echo(row(simulate(a_day, tries, costs), tries))


if __name__ == "__main__":
    command()
