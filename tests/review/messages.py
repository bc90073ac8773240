"""Every sentence staff can read: our own sources go in, their message ids come out."""

import io
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
CATALOG = ROOT / "review" / "locale" / "en" / "LC_MESSAGES"

assert django.VERSION


def message_ids() -> set[str]:
    """Return every text that is given to gettext; of plurals the first form."""
    return {found for source in _sources() for found in _in(source)}


def _sources() -> Iterator[str]:
    for package in (ROOT / "review", ROOT / "feed"):
        for path in sorted(package.rglob("*.py")):
            yield path.read_text()
        for path in sorted((package / "templates").rglob("*.html")):
            yield templatize(path.read_text(), origin=str(path))


def _in(source: str) -> Iterator[str]:
    lines = io.BytesIO(source.encode())
    options = {"encoding": "utf-8"}
    for _line, message, _comments, _context in extract(
        "python", lines, keywords=KEYWORDS, options=options
    ):
        yield message[0] if isinstance(message, tuple) else message
