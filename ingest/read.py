"""The package's one public function: a file goes in, the text layer of each page comes out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nlp.document import TextLayer


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: one text layer per page, and the facts of the file."""

    sha256: str
    media_type: str
    layers: tuple[TextLayer, ...]


def no_progress(page: int, pages: int) -> None:
    """Ignore progress."""


def read(
    path: Path,
    options: ReadOptions | None = None,
    *,
    on_page: Callable[[int, int], None] = no_progress,
) -> Reading:
    """Read every page of a PDF, JPEG, PNG or TIFF file.

    Args:
        path: The file; it is only read, never changed.
        options: Limits and languages.
        on_page: Called with (page, pages), page from 1, before each page is read.

    Returns:
        One text layer per page, in page order.

    Raises:
        IngestError: A subclass with a stable code when the file cannot be read.
    """
    raise NotImplementedError
