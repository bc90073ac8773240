"""Draws page images for staff: a file goes in, one small WebP per page comes out."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image

from ingest.intake import accept
from ingest.ocr.upright import turned
from ingest.options import ReadOptions
from ingest.render import render_page

# Enough to read the print beside the fields when it is enlarged, and about 90 KB a page.
DPI = 150.0
QUALITY = 60


def draw(path: Path, folder: Path, turns: Mapping[int, int], options: ReadOptions) -> None:
    """Draw every page of a file that is not there yet, upright as it was read.

    A page that was turned is drawn again: an image made by an earlier reading may lie.

    Args:
        path: The file.
        folder: Made if missing; page 1 becomes `1.webp`.
        turns: By page index, how many degrees clockwise a page is turned.
        options: Limits.

    Raises:
        IngestError: The file, or one of its pages, cannot be drawn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = accept(path, options)
    for page in file.pages:
        target = folder / f"{page.index + 1}.webp"
        turn = turns.get(page.index, 0)
        if turn or not target.exists():
            _save(turned(render_page(file, page, dpi=DPI, options=options), turn), target)


def look_of(folder: Path) -> str:
    """Return how page 1 looks, as 64 hexadecimal digits: where it grows darker from left to right.

    Papers of the same look differ in few of the 256 bits, whatever their size and brightness.
    """
    with Image.open(folder / "1.webp") as image:
        small = np.asarray(image.convert("L").resize((17, 16), Image.Resampling.BOX), dtype=int)
    return np.packbits(small[:, 1:] < small[:, :-1]).tobytes().hex()


def _save(image: Image.Image, target: Path) -> None:
    """Write under another name first, so that the web never serves half an image."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
        image.convert("RGB").save(file, "WEBP", quality=QUALITY)
    Path(file.name).chmod(0o640)
    Path(file.name).rename(target)
