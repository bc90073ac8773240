"""The administrator's view of trackers and attempts; they are made with `vanthu webhook`."""

from django.contrib import admin

from feed.models import Delivery, Endpoint
from records.admin import ReadOnly

# Not the secret: whoever has it can pass for us.
SHOWN = ("name", "url", "kinds", "active", "cursor", "attempts", "next_at")


@admin.register(Endpoint)
class EndpointAdmin(ReadOnly):
    """Trackers that are told of events."""

    list_display = SHOWN
    fields = SHOWN


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    """Attempts to send an event."""

    list_display = ("endpoint", "event", "number", "status", "error", "final", "at")
