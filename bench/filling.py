"""Made-up letters by the hundred thousand: a count goes in, rows as a few years of work leave them come out."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.db import connection

from nlp.record import Draft, Field, FieldName, FieldStatus
from records.drafts import values_of
from records.models import Correction, Document, DueDay, Event, FieldValue, Record, SearchEntry
from records.states import Change, Happening, State

CHUNK = 2500
SEED = 20260302
YEAR = 2026
STATES = (State.NEEDS_REVIEW, State.DONE, State.APPROVED, State.APPROVED, State.FAILED)
TYPES = ("KH", "CV", "TB")
WORDS_EACH = 300
RARE = "hieuhiem"
LABELS = ("", "", "", "phong-ke-hoach")
ISSUERS = ("Sở Giáo dục và Đào tạo", "Sở Tài chính", "Ủy ban nhân dân tỉnh Hà Giang")
NAMES = (
    FieldName.DOCUMENT_TYPE, FieldName.NUMBER, FieldName.SYMBOL, FieldName.CODE, FieldName.ISSUER,
    FieldName.ISSUED_ON, FieldName.SUBJECT, FieldName.PLACE, FieldName.RECIPIENTS,
)  # fmt: skip
TEXT = """
ke hoach hoi nghi dao tao boi duong giao vien hoc sinh truong trung hoc pho thong so giao duc
va dao tao trien khai cong tac chuyen doi so bao cao tong ket nam hoc thi dua khen thuong
"""
WORDS = TEXT.split()


def fill(count: int) -> int:
    """Write the letters; return the number of one that waits for staff."""
    chance = random.Random(SEED)  # noqa: S311 - made-up letters
    for first in range(0, count, CHUNK):
        numbers = range(first, min(first + CHUNK, count))
        _write(Document.objects.bulk_create(_letter(n, chance) for n in numbers), chance)
    last = Document.objects.filter(state=State.NEEDS_REVIEW).latest("id")
    SearchEntry.objects.filter(document=last).update(folded=RARE)
    with connection.cursor() as cursor:
        # As both databases do by themselves sooner or later.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return last.pk


def _letter(number: int, chance: random.Random) -> Document:
    return Document(
        sha256=f"{number:064x}",
        name=f"van-ban-{number}.pdf",
        label=chance.choice(LABELS),
        stored="",
        bytes=1000,
        state=chance.choice(STATES),
        sampled=chance.random() < 0.01,
        received_at=datetime.now(UTC) - timedelta(minutes=number),
        arrival_year=YEAR,
        arrival_number=number + 1,
        code=f"{number}/KH-SGDĐT",
        subject=" ".join(chance.choices(WORDS, k=10)),
        issuer=chance.choice(ISSUERS),
        document_type=chance.choice(TYPES),
        issued_on=f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
        due_on=f"2026-{chance.randint(10, 12)}-{chance.randint(10, 28)}",
        doubtful=chance.randint(0, 5),
    )


def _write(made: Sequence[Document], chance: random.Random) -> None:
    """Write what belongs to these letters: record, search entry, event, corrections."""
    read = [one for one in made if one.state != State.FAILED]
    records = Record.objects.bulk_create(
        Record(document=one, drafted_at=one.received_at) for one in read
    )
    FieldValue.objects.bulk_create(
        row for record in records for row in values_of(record, _draft(chance))
    )
    SearchEntry.objects.bulk_create(
        SearchEntry(document=one, folded=" ".join(chance.choices(WORDS, k=WORDS_EACH)))
        for one in made
    )
    DueDay.objects.bulk_create(DueDay(document=one, day=one.due_on) for one in read)
    Event.objects.bulk_create(
        Event(document=one, kind=Happening.READ, body={}, at=one.received_at) for one in made
    )
    approved = (one for one in made if one.state == State.APPROVED)
    Correction.objects.bulk_create(row for one in approved for row in _work(one, chance))


def _draft(chance: random.Random) -> Draft:
    return Draft(tuple(_field(name, sure=chance.random() < 0.9) for name in NAMES))


def _field(name: FieldName, *, sure: bool) -> Field:
    status = FieldStatus.ACCEPTED if sure else FieldStatus.NEEDS_REVIEW
    return Field(name, "x", 0.9, 1, None, "", status)  # type: ignore[arg-type]


def _work(document: Document, chance: random.Random) -> Iterator[Correction]:
    """Yield what staff did to a letter: some changed a value, all approved it."""
    by_hand = {"value": "x", "status": "accepted"}
    if chance.random() < 0.3:
        yield Correction(
            document=document, act=f"{document.pk:032x}", kind=Change.SET, name="subject",
            before=by_hand, after=by_hand, at=document.received_at,
        )  # fmt: skip
    state = {"state": "needs_review"}
    yield Correction(
        document=document, act=f"{document.pk:031x}a", kind=Change.APPROVE,
        before=state, after=state, at=document.received_at,
    )  # fmt: skip
