"""How quick the pages are with many letters: a count goes in, milliseconds of processor time come out.

    .venv/bin/python -m bench.many 100000

Writes made-up letters into a database of its own (SQLite in a temporary folder, or DATABASE_URL),
then asks for each page a few times through Django's own handler, without a network.
"""

import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

ROUNDS = 7
CHUNK = 5000
SEED = 20260302
PLACES = (
    "/",
    "/?xem=can-xem",
    "/?xem=can-xem&sau=2026-06-01.50000",
    "/?tim=dao tao",
    "/?tim=hieuhiem",
    "/?xem=can-xem&tim=hoi nghi",
    "/?loai=KH&tu=2026-02-01",
    "/tong-quan/",
    "/van-ban/{letter}/",
    "/api/v1/letters?limit=50",
    "/api/v1/letters?search=giao duc",
    "/api/v1/changes?after=1000",
)
WORDS = [
    "ke",
    "hoach",
    "hoi",
    "nghi",
    "dao",
    "tao",
    "boi",
    "duong",
    "giao",
    "vien",
    "hoc",
    "sinh",
    "truong",
    "trung",
    "hoc",
    "pho",
    "thong",
    "so",
    "giao",
    "duc",
    "va",
    "dao",
    "tao",
    "trien",
    "khai",
    "cong",
    "tac",
    "chuyen",
    "doi",
    "so",
    "bao",
    "cao",
    "tong",
    "ket",
    "nam",
    "hoc",
    "thi",
    "dua",
    "khen",
    "thuong",
]


def main(count: int) -> None:
    """Fill the database and print a line of JSON a page: the median of a few rounds."""
    folder = tempfile.mkdtemp(prefix="vanthu-many-")
    os.environ["VANTHU_DATA"] = folder
    from config.start import start

    start()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    try:
        letter = _fill(count)
        for place, milliseconds in _measure(letter):
            print(json.dumps({"page": place, "letters": count, "ms": milliseconds}))  # noqa: T201
    finally:
        shutil.rmtree(folder)


def _fill(count: int) -> int:
    """Write the letters; return the number of one that has a record."""
    from records.models import Document, Event, SearchEntry
    from records.states import Happening, State

    chance = random.Random(SEED)  # noqa: S311 - made-up letters
    states = (State.NEEDS_REVIEW, State.DONE, State.APPROVED, State.APPROVED, State.FAILED)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for first in range(0, count, CHUNK):
        batch = [
            Document(
                sha256=f"{number:064x}",
                name=f"van-ban-{number}.pdf",
                stored="",
                bytes=1000,
                state=chance.choice(states),
                received_at=start + timedelta(minutes=number),
                code=f"{number}/KH-SGDĐT",
                subject=" ".join(chance.choices(WORDS, k=10)),
                issuer="Sở Giáo dục và Đào tạo",
                document_type=chance.choice(("KH", "CV", "TB")),
                issued_on=f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
                due_on=f"2026-{chance.randint(10, 12)}-{chance.randint(10, 28)}",
                doubtful=chance.randint(0, 5),
            )
            for number in range(first, min(first + CHUNK, count))
        ]
        made = Document.objects.bulk_create(batch)
        SearchEntry.objects.bulk_create(
            SearchEntry(document=one, folded=" ".join(chance.choices(WORDS, k=120))) for one in made
        )
        Event.objects.bulk_create(
            Event(document=one, kind=Happening.READ, body={}, at=one.received_at) for one in made
        )
    return _with_record(start)


def _with_record(start: datetime) -> int:
    """Give the last letter that waits for staff a record and a rare word; return its number."""
    from nlp.record import Draft, Field, FieldName, FieldStatus
    from records.drafts import values_of
    from records.models import Document, Record, SearchEntry
    from records.states import State

    last = Document.objects.filter(state=State.NEEDS_REVIEW).latest("id")
    SearchEntry.objects.filter(document=last).update(folded="hieuhiem")
    record = Record.objects.create(document=last, drafted_at=start)
    found = Field(FieldName.SUBJECT, "x", 0.5, 1, None, "", FieldStatus.NEEDS_REVIEW)  # type: ignore[arg-type]
    for row in values_of(record, Draft((found,))):
        row.save()
    return last.pk


def _measure(letter: int) -> Iterator[tuple[str, float]]:
    from django.test import Client

    client = Client()
    for template in PLACES:
        place = template.format(letter=letter)
        times = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            answer = client.get(place, headers={"host": "localhost"})
            assert answer.status_code == 200, (place, answer.status_code)  # noqa: S101
            times.append(time.process_time() - begun)
        yield place, round(1000 * sorted(times)[ROUNDS // 2], 1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
