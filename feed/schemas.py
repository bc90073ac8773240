"""The shapes of the API's answers; the record's own keys are those of docs/fields.md."""

from datetime import datetime
from typing import Any

from ninja import Schema


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
    error_code: str | None


class Letters(Schema):
    """One part of the list of letters, newest first."""

    count: int
    items: list[LetterSummary]


class Problem(Schema):
    """Why a request was not answered."""

    code: str
    message: str
    message_en: str


Letter = dict[str, Any]
"""A letter with its record: the same JSON as `vanthu export` writes."""
