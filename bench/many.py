"""How quick the pages are with many letters: a count goes in, milliseconds to the whole answer come out.

    .venv/bin/python -m bench.many 100000

Writes made-up letters into a database of its own (SQLite in a temporary folder, or an empty
PostgreSQL: DATABASE_URL), then asks for each page a few times through Django's own handler, without
a network. `cpu_ms` is the processor time of this process and of the database's, the mean of some
rounds: what a visitor waits for on a machine that does nothing else. `ms` is by the clock, the best
of these rounds, and says more about a busy machine than about us.
"""

import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROUNDS = 15
PLACES = (
    "/",
    "/?xem=can-xem",
    "/?xem=can-xem&sau=2026-06-01.50000",
    "/?tim=dao tao",
    "/?tim=hieuhiem",
    "/?xem=can-xem&tim=hoi nghi",
    "/?tim=giao duc",
    "/?loai=KH&tu=2026-02-01",
    "/?xem=can-xem&nghi-ngo=subject",
    "/?xem=can-xem&nhan=phong-ke-hoach",
    "/?ban-hanh=tai chinh",
    "/?han=qua",
    "/?xem=da-duyet",
    "/tong-quan/",
    "/lich/",
    "/van-ban/{letter}/",
    "/van-ban/{letter}/vien-dan",
    "/api/v1/letters?limit=50",
    "/api/v1/letters?search=giao duc",
    "/api/v1/changes?after=1000",
)


def main(count: int) -> None:
    """Fill the database and print a line of JSON a page: the figures of a few rounds."""
    with tempfile.TemporaryDirectory(prefix="vanthu-many-") as folder:
        os.environ["VANTHU_DATA"] = folder
        from config.start import start

        start()
        from django.core.management import call_command
        from django.db import connection

        from bench.filling import fill

        call_command("migrate", verbosity=0)
        letter = fill(count)
        for place, milliseconds, cpu in _measure(letter):
            row = {"page": place, "letters": count, "ms": milliseconds, "cpu_ms": cpu}
            print(json.dumps({"on": connection.vendor, **row}), flush=True)  # noqa: T201
        connection.close()


def _measure(letter: int) -> Iterator[tuple[str, float, float]]:
    from django.test import Client

    # Nobody draws page images here, and each visit would say so.
    logging.disable(logging.WARNING)
    client = Client()
    for template in PLACES:
        place = template.format(letter=letter)
        client.get(place, headers={"host": "localhost"})
        times = []
        spent = _spent()
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            answer = client.get(place, headers={"host": "localhost"})
            assert answer.status_code == 200, (place, answer.status_code)  # noqa: S101
            times.append(time.perf_counter() - begun)
        spent = (_spent() - spent) / ROUNDS
        yield place, round(1000 * min(times), 1), round(1000 * spent, 1)


def _spent() -> float:
    """Return the processor time of this process, and of the database's own one, in seconds."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    fields = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(int(sys.argv[1]))
