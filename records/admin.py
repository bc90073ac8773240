"""The administrator's view of the rows; they are looked at here, never changed."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from records.models import (
    Arrival,
    Correction,
    Document,
    Event,
    FieldValue,
    Page,
    Record,
)

if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Model]
else:
    Admin = admin.ModelAdmin


class ReadOnly(Admin):
    """Rows change through `records.services` only."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes rows by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted."""
        return False


SHOWN: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Document, ("id", "name", "state", "attempts", "error_code", "received_at")),
    (Page, ("document", "index", "source", "verdict", "reason")),
    (Record, ("document", "drafted_at")),
    (FieldValue, ("record", "name", "position", "status", "confidence")),
    (Correction, ("id", "document", "kind", "name", "by", "at")),
    (Event, ("id", "document", "kind", "at")),
    (Arrival, ("id", "name", "label", "outcome", "code", "arrived_at")),
)

for _model, _columns in SHOWN:
    admin.site.register(
        _model, type(f"{_model.__name__}Admin", (ReadOnly,), {"list_display": _columns})
    )
