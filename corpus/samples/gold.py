"""Writes the truth beside a letter: letter data and look in, the gold record as JSON values out."""

import calendar
from dataclasses import asdict, replace
from datetime import date, timedelta

from corpus.samples.compose import compose
from corpus.samples.letter import SampleLetter
from corpus.samples.look import Look
from corpus.samples.stamp import FORMS
from nlp.record import Deadline, Event, FieldName, Json, Relation, value_json


def gold(letter: SampleLetter, look: Look, *, text_layer: str = "none") -> dict[str, Json]:
    """Return the gold record: every key of the contract, then what the file is like.

    Pages of deadlines and events are where their quotes stand in this look's typesetting; the
    arrival stamp and the handwriting are in it only if the look draws them.

    Args:
        letter: What it says.
        look: How it is drawn.
        text_layer: "none" for scans, "good" for born-digital files.
    """
    pages = [" ".join(sheet.text.split()) for sheet in compose(letter, look)]
    arrival = letter.arrival if look.stamp else None
    record: dict[str, Json] = {
        **_head(letter),
        FieldName.ADDRESSEES: list(letter.addressees),
        FieldName.RECIPIENTS: list(letter.recipients),
        FieldName.SIGNERS: [value_json(signer.gold()) for signer in letter.signers],
        FieldName.URGENCY: letter.urgency,
        FieldName.SECRECY: letter.secrecy,
        FieldName.REFERENCES: [value_json(one) for one in letter.references],
        FieldName.DEADLINES: [value_json(_dated(one, pages)) for one in letter.deadlines],
        FieldName.EVENTS: [value_json(_placed(one, pages)) for one in letter.events],
        FieldName.TASKS: [_plain(asdict(task)) for task in letter.tasks],
        FieldName.CONTACTS: [_plain(asdict(contact)) for contact in letter.contacts],
        FieldName.ANNEXES: [],
        FieldName.ARRIVAL: value_json(arrival) if arrival else None,
        FieldName.SIGNATURES: [],
        "file": f"{letter.name}.pdf",
        "pages": len(pages),
        "handwritten": list(_handwritten(letter, look)),
        "text_layer": text_layer,
        "notes": letter.notes,
    }
    return record


def _head(letter: SampleLetter) -> dict[str, Json]:
    """Return the fields that stand once, at the top."""
    return {
        FieldName.DOCUMENT_TYPE: letter.document_type,
        FieldName.NUMBER: letter.number,
        FieldName.SYMBOL: letter.symbol,
        FieldName.CODE: letter.code,
        FieldName.ISSUER: " ".join(letter.issuer.split()),
        FieldName.ISSUER_PARENT: _joined(letter.issuer_parent),
        FieldName.PLACE: letter.place,
        FieldName.ISSUED_ON: letter.issued_on,
        FieldName.SUBJECT: " ".join(letter.subject.split()).removeprefix("Về việc "),
    }


def _joined(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _plain(value: Json | tuple[Json, ...] | dict[str, object]) -> Json:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return list(value)
    return value


def _handwritten(letter: SampleLetter, look: Look) -> tuple[str, ...]:
    if not look.handwriting:
        return ()
    by_pen = letter.arrival and look.stamp and not FORMS[letter.layout.stamp_form].typed
    stamped = ("arrival.number", "arrival.date") if by_pen else ()
    return (*letter.handwritten, *stamped)


def page_of(quote: str, pages: list[str]) -> int:
    """Return the page (1 = first) on which a quote begins.

    Raises:
        ValueError: The letter does not say this; its data contradict each other.
    """
    sought = " ".join(quote.split())
    place = " ".join(pages).find(sought)
    if place < 0:  # a page number may stand in the middle of it
        heads = [page.partition(" ")[2] if index else page for index, page in enumerate(pages)]
        place = " ".join(heads).find(sought)
        pages = heads
    if place < 0:
        raise ValueError(f"quote not in the letter: {quote!r}")
    for number, page in enumerate(pages, start=1):
        if place < len(page):
            return number
        place -= len(page) + 1
    raise AssertionError(quote)


def _dated(deadline: Deadline, pages: list[str]) -> Deadline:
    return replace(
        deadline,
        page=page_of(deadline.quote, pages),
        last_day=deadline.last_day or last_day(deadline),
    )


def _placed(event: Event, pages: list[str]) -> Event:
    return replace(event, page=page_of(event.quote, pages))


def last_day(deadline: Deadline) -> str | None:
    """Return the last day in time for a deadline with a date; None for the others.

    >>> last_day(Deadline(due_on="2026-03-10", relation=Relation.BEFORE))
    '2026-03-09'
    >>> last_day(Deadline(due_on="2026-02", relation=Relation.BY))
    '2026-02-28'
    """
    if deadline.due_on is None or deadline.relation in (Relation.FROM, Relation.ONGOING):
        return None
    year, month, day = (*(int(part) for part in deadline.due_on.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if deadline.relation is Relation.BEFORE and deadline.time is None:
        return (first - timedelta(days=1)).isoformat()
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1]).isoformat()
