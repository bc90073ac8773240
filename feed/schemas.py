"""The shapes of the API's answers; the record's own keys are those of docs/fields.md."""

from datetime import datetime
from typing import Any

from ninja import Schema

from feed.record_schema import Beside, Record
from nlp.record import FieldName
from records.states import State

MOST = 200
"""Of a list in one answer."""
LARGEST = 2**63 - 1
"""Largest number of a row."""


class LetterSummary(Schema):
    """One letter in a list."""

    id: int
    file: str
    label: str
    sha256: str
    state: str
    page: int
    pages: int
    received_at: datetime
    code: str | None
    subject: str | None
    issuer: str | None
    issued_on: str | None
    due_on: str | None
    doubtful: int
    error_code: str | None


class Letters(Schema):
    """One part of the list of letters; `next` is the `after` of the following part."""

    items: list[LetterSummary]
    next: str | None


class Receipt(Schema):
    """A file that is kept: the letter it became, and whether it was here already."""

    letter: int | None
    duplicate: bool


class Change(Schema):
    """One event: what happened to which letter."""

    id: int
    type: str
    letter: int
    at: datetime
    data: dict[str, Any]


class Changes(Schema):
    """Events in order; `next` is the `after` of the following request."""

    items: list[Change]
    next: int


class Problem(Schema):
    """Why a request was not answered (RFC 9457, application/problem+json)."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    detail_en: str


class Failure(Schema):
    """Why a letter could not be read (docs/errors.md)."""

    code: str
    message: str
    message_en: str


class Letter(Record):  # type: ignore[misc]
    """A letter with its record: the same JSON as `vanthu export` writes."""

    id: int
    file: str
    label: str
    sha256: str
    pages: int
    state: State
    received_at: datetime
    error: Failure | None


class LetterValue(Beside):
    """One value of a letter with its evidence."""

    name: FieldName
    position: int
    value: Any


class Values(Schema):
    """The values of a letter, in the order they were found."""

    items: list[LetterValue]
