"""How files are read: limits and languages, made once from the settings and passed down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file.

    Attributes:
        languages: Tesseract language names.
        max_bytes: Files above this are refused.
        max_pages: Files with more pages are refused.
        max_pixels: Pages with more pixels at the reading resolution are refused.
        page_timeout_s: Wall-clock limit for one page in one outside program.
    """

    languages: tuple[str, ...] = ("vie",)
    max_bytes: int = 200 * 1024 * 1024
    max_pages: int = 500
    max_pixels: int = 60_000_000
    page_timeout_s: float = 120.0
