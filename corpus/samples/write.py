"""Writes sample letters: names and a look in, scans (PDF) with their gold records (JSON) out."""

import json
from collections.abc import Sequence
from pathlib import Path

from corpus.samples.compose import compose
from corpus.samples.gold import gold
from corpus.samples.letter import SampleLetter
from corpus.samples.letters import LETTERS
from corpus.samples.look import Look, scan_look
from corpus.samples.paint import Pixels, paint
from corpus.samples.paper import bind
from corpus.samples.scan import scan


def page_images(letter: SampleLetter, look: Look | None = None) -> list[Pixels]:
    """Draw a letter.

    Args:
        letter: What it says.
        look: How it looks; by default the letter's own everyday scan.

    Returns:
        One image a page: height × width × 3 RGB, or height × width if the look has no colour.
    """
    look = look or scan_look(letter.name)
    return [
        scan(paint(sheet, letter, look, page=page), look, page=page)
        for page, sheet in enumerate(compose(letter, look), start=1)
    ]


def write_samples(
    folder: Path, *, names: Sequence[str] | None = None, look: Look | None = None
) -> list[Path]:
    """Write `<name>.pdf` and `<name>.json` for each letter.

    Args:
        folder: Made if missing; files of the same names are replaced.
        names: Which letters; by default all.
        look: One look for all; by default each letter's own everyday scan.

    Returns:
        The PDF files, in the order of the names.

    Raises:
        KeyError: No letter has one of the names.
        FontMissing: The typeface is not installed; the message names the package.
    """
    letters = {letter.name: letter for letter in LETTERS}
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names if names is not None else letters:
        letter = letters[name]
        own = look or scan_look(name)
        path = folder / f"{name}.pdf"
        bind(page_images(letter, own), own, path)
        record = json.dumps(gold(letter, own), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(record + "\n", encoding="utf-8")
        written.append(path)
    return written
