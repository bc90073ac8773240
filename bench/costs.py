"""What one letter costs each part but the reading itself: a count goes in, seconds a letter come out.

    .venv/bin/python -m bench.costs 300 costs.json

Takes made-up letters through the services that web and workers call, on a database of its own
(SQLite in a temporary folder, or an empty PostgreSQL: DATABASE_URL). `bench.queueing` is fed by it.
"""

import io
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, quantiles
from typing import Any, TypeVar

import click

from nlp.document import SURE, Box, Line, TextLayer, Word
from nlp.record import Deadline, Draft, Field, FieldName, FieldStatus, Relation, Value

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
PAGES = 4
LINES, WORDS = 45, 10
SIZE = 400_000
Made = TypeVar("Made")


class Stopwatch:
    """Writes down what each part takes: by the clock, of the processor, and while all others wait."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.wall_s: defaultdict[str, list[float]] = defaultdict(list)
        self.cpu_s: defaultdict[str, list[float]] = defaultdict(list)
        self.turn_s: defaultdict[str, list[float]] = defaultdict(list)
        self._turn: float | None = None

    def __call__(self, part: str, act: Callable[[], Made]) -> Made:
        """Do something and note its times under a part."""
        self._turn = None
        begun, used = time.perf_counter(), time.process_time()
        made = act()
        ended = time.perf_counter()
        self.wall_s[part].append(ended - begun)
        self.cpu_s[part].append(time.process_time() - used)
        self.turn_s[part].append(0.0 if self._turn is None else ended - self._turn)
        return made

    def look(self, execute: Callable[..., Made], sql: str, *rest: Any) -> Made:
        """Note when our turn to write begins; it ends with the part. A wrapper as Django wants it.

        SQLite lets one write at a time. PostgreSQL lets all, but those who give numbers to events
        wait for one another (`records.outbox`).
        """
        made = execute(sql, *rest)
        alone = rest[-1]["connection"].vendor == "sqlite" or "pg_advisory_xact_lock" in sql
        if self._turn is None and alone and rest[-1]["connection"].in_atomic_block:
            self._turn = time.perf_counter()
        return made

    def costs(self) -> dict[str, dict[str, float]]:
        """Return for each part its mean processor time, and the lower quartiles of the other two.

        On a shared machine the clock counts what others do; its better rounds say what a letter
        takes when nobody else is at work: processor, disk and lock together.
        """
        return {
            part: {
                "cpu_s": mean(self.cpu_s[part]),
                "wall_s": quantiles(spent, n=4)[0],
                "turn_s": quantiles(self.turn_s[part], n=4)[0],
            }
            for part, spent in self.wall_s.items()
        }


def main(count: int, target: Path) -> None:
    """Take the letters through, and write seconds a letter of each part as JSON."""
    with tempfile.TemporaryDirectory(prefix="vanthu-costs-") as folder:
        os.environ |= {"VANTHU_DATA": folder, "VANTHU_BROKER_URL": "memory://"}
        from config.start import start

        start()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        watch = Stopwatch()
        with connection.execute_wrapper(watch.look):
            for number in range(count):
                _one(number, watch)
        spent = watch.costs()
        vendor = connection.vendor
        connection.close()
    costs = {"database": vendor, "letters": count, "pages": PAGES, "parts": spent}
    target.write_text(json.dumps(costs, indent=1) + "\n", "utf-8")
    click.echo(f"| {vendor}: part | processor | by the clock | others wait |\n|---|---|---|---|")
    for part, one in spent.items():
        click.echo(f"| {part} | " + " | ".join(f"{1000 * s:.1f} ms" for s in one.values()) + " |")


def _one(number: int, watch: Stopwatch) -> None:
    """Take one letter from its arrival to its approval."""
    from feed.changes import changes
    from records import corrections, services, uploads
    from records.arrivals import Origin
    from records.desk import Desk
    from records.services import Lease
    from records.states import Source

    body = io.BytesIO(f"{number:08}".encode() * (SIZE // 8))
    origin = Origin(f"{number}.pdf", source=Source.API)
    taken = watch("receive", lambda: uploads.take(body, origin, now=NOW))
    letter = taken.document_id or 0
    lease = Lease(letter, f"{number:032x}")
    watch(
        "claim",
        lambda: services.claim(letter, token=lease.token, reader="bench", now=NOW, seconds=60),
    )
    layers = [_layer(index) for index in range(PAGES)]
    watch(
        "pages",
        lambda: services.store_pages(lease, layers, pages=PAGES, media_type="image/png"),
    )
    watch("record", lambda: services.store_draft(lease, _draft(number), now=NOW))
    watch("approve", lambda: corrections.approve(Desk(letter, None, NOW)))
    watch("changes", lambda: changes(max(0, 3 * number - 100), limit=100, wait_s=0))


def _layer(index: int) -> TextLayer:
    lines = tuple(
        Line(tuple(Word(f"chữ{n}", Box(80.0 * n, 40.0 * row, 80.0 * n + 70, 40.0 * row + 20)) for n in range(WORDS)))
        for row in range(LINES)
    )  # fmt: skip
    return TextLayer(index, 1654, 2339, lines)


def _draft(number: int) -> Draft:
    texts: dict[FieldName, Value] = {
        FieldName.DOCUMENT_TYPE: "KH",
        FieldName.NUMBER: str(number),
        FieldName.SYMBOL: "KH-SGDĐT",
        FieldName.CODE: f"{number}/KH-SGDĐT",
        FieldName.ISSUER: "Sở Giáo dục và Đào tạo",
        FieldName.ISSUED_ON: "2026-02-27",
        FieldName.SUBJECT: "tổ chức hội thảo đọc sách năm học 2025-2026",
    }
    due = Deadline("2026-03-10", Relation.BY, last_day="2026-03-10", action="gửi báo cáo")
    values: list[tuple[FieldName, Value]] = [*texts.items(), (FieldName.DEADLINES, due)]
    values += [(FieldName.RECIPIENTS, f"Trường {n}") for n in range(8)]
    found = [
        Field(name, value, SURE, 1, None, "trích", FieldStatus.ACCEPTED) for name, value in values
    ]
    return Draft(tuple(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
