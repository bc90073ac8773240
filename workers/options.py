"""Options of the packages below, made from the settings once per call and passed down."""

from django.conf import settings

from ingest.options import MIB, ReadOptions


def read_options() -> ReadOptions:
    """Return how letters are read."""
    return ReadOptions(
        max_bytes=settings.VANTHU_MAX_MB * MIB,
        max_pages=settings.VANTHU_MAX_PAGES,
        page_timeout_s=settings.VANTHU_PAGE_TIMEOUT_S,
    )
