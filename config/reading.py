"""How the command line reads without Django: the environment goes in, reading options come out."""

from config.environment import values
from ingest.options import MIB, ReadOptions


def read_options() -> ReadOptions:
    """Return the options that the environment asks for."""
    given = values()
    return ReadOptions(
        languages=tuple(given["VANTHU_LANGUAGES"].split("+")),
        max_bytes=int(given["VANTHU_MAX_MB"]) * MIB,
        max_pages=int(given["VANTHU_MAX_PAGES"]),
        page_timeout_s=float(given["VANTHU_PAGE_TIMEOUT_S"]),
    )
