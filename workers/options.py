"""Options of the packages below, made from the settings once per call and passed down."""

from django.conf import settings

from ingest.options import MIB, ReadOptions
from records.models import Document
from records.wishes import wishes_of


def read_options(document: Document) -> ReadOptions:
    """Return how a letter is read: as the settings say, unless staff want it otherwise."""
    wishes = wishes_of(document)
    return ReadOptions(
        languages=wishes.languages or settings.VANTHU_LANGUAGES,
        ignores_layer=wishes.ignores_layer,
        max_bytes=settings.VANTHU_MAX_MB * MIB,
        max_pages=settings.VANTHU_MAX_PAGES,
        page_timeout_s=settings.VANTHU_PAGE_TIMEOUT_S,
        file_name=document.name,
    )
