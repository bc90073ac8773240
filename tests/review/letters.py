"""Builders of stored letters for the tests of pages, API and corrections; all people are made up."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

from nlp.document import Box, Confidence, Line, TextLayer, Word
from nlp.record import Draft, Field, FieldName, FieldStatus, Value
from nlp.why import Why
from records import services
from records.models import Document
from records.numbering import next_number
from records.services import Failure, Lease
from records.states import State

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
BOX = (0.1, 0.2, 0.4, 0.23)


def field(
    name: FieldName,
    value: Value,
    *,
    confidence: float = 0.95,
    quote: str | None = None,
    others: tuple[Value, ...] = (),
    why: Why | None = None,
) -> Field:
    """Return a found value; below 0.9 it is doubtful."""
    sure = confidence >= 0.9
    return Field(
        name,
        value,
        Confidence(confidence),
        1,
        BOX,
        str(value) if quote is None else quote,
        FieldStatus.ACCEPTED if sure else FieldStatus.NEEDS_REVIEW,
        others,
        why,
    )


def draft_of(fields: Iterable[Field]) -> Draft:
    """Return a draft of these values."""
    return Draft(tuple(fields))


def received(name: str = "cong-van.pdf", *, label: str = "") -> Document:
    """Store a letter that nobody has read yet."""
    given = next_number(now=NOW)
    return Document.objects.create(
        sha256=uuid4().hex * 2,
        name=name,
        label=label,
        stored="",
        bytes=1000,
        received_at=NOW,
        arrival_year=given.year,
        arrival_number=given.number,
    )


def reading(document: Document, *, page: int = 0, pages: int = 0) -> Lease:
    """Let a worker take a letter."""
    lease = Lease(document.pk, uuid4().hex)
    assert services.claim(document.pk, token=lease.token, reader="", now=NOW, seconds=60)
    services.report_page(lease, page=page, pages=pages)
    return lease


def read(
    fields: Iterable[Field], *, name: str = "cong-van.pdf", words: str = "Kính gửi"
) -> Document:
    """Store a letter as a worker does once it has read it."""
    document = received(name)
    lease = reading(document)
    services.store_pages(lease, [layer(words)], pages=1, media_type="application/pdf")
    services.store_draft(lease, draft_of(fields), now=NOW)
    document.refresh_from_db()
    return document


def failed(
    code: str = "ingest.corrupt_file", vi: str = "Tệp hỏng.", en: str = "Broken."
) -> Document:
    """Store a letter that could not be read."""
    document = received("hong.pdf")
    services.fail(reading(document), Failure(code, vi, en), now=NOW)
    document.refresh_from_db()
    assert document.state == State.FAILED
    return document


def layer(words: str) -> TextLayer:
    """Return a page of 1000 x 1400 pixels with one line."""
    boxes = [
        Word(text, Box(100 + 100 * n, 280, 190 + 100 * n, 300))
        for n, text in enumerate(words.split())
    ]
    return TextLayer(0, 1000, 1400, (Line(tuple(boxes)),))
