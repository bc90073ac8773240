"""Refuses to start with wrong settings; each message has a stable id."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

POSITIVE = (
    "VANTHU_ATTEMPTS",
    "VANTHU_LEASE_S",
    "VANTHU_TURN_S",
    "VANTHU_SWEEP_S",
    "VANTHU_SCAN_S",
    "VANTHU_MAX_MB",
    "VANTHU_MAX_PAGES",
    "VANTHU_PAGE_TIMEOUT_S",
)


def inbox_and_data_apart(
    app_configs: Sequence[AppConfig] | None, **_: object
) -> list[CheckMessage]:
    """The watched folder must not hold, or lie in, a folder the service writes to."""
    inbox, data = settings.VANTHU_INBOX, settings.VANTHU_DATA
    kept = (data / "store", settings.VANTHU_PREVIEWS, settings.VANTHU_TMP)
    if inbox == data or inbox in data.parents or any(inbox.is_relative_to(one) for one in kept):
        message = f"VANTHU_INBOX {inbox} overlaps the data folder {data}."
        return [Error(message, id="records.E001", hint="Use <data>/inbox or a folder elsewhere.")]
    return []


def numbers_positive(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Limits and intervals must be above zero."""
    wrong = [name for name in POSITIVE if getattr(settings, name) <= 0]
    return [Error(f"{name} must be above zero.", id="records.E002") for name in wrong]


CHECKS = (inbox_and_data_apart, numbers_positive)
