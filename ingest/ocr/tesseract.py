"""Tesseract at the edge: a grey image goes in, the lines it sees come out."""

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytesseract
from numpy.typing import NDArray
from PIL import Image

from ingest.errors import EngineCrashed, EngineMissing, PageTimeout
from ingest.ocr.engine import NoLibrary, table_of
from nlp.document import Box, Confidence, Line, Word

# Tesseract threads fight each other; one process a core is faster (tesseract issue 3109).
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
pytesseract.pytesseract.tesseract_cmd = str(Path(__file__).parents[1] / "bounded" / "tesseract")
# The exit status of prlimit when there is no Tesseract.
NOT_FOUND = 127

WHOLE_PAGE = 3
ONE_BLOCK = 6
ONE_LINE = 7
SPARSE = 11


def lines_of(
    gray: NDArray[np.uint8],
    *,
    languages: Sequence[str],
    timeout_s: float,
    layout: int = WHOLE_PAGE,
    dpi: int = 200,
) -> tuple[Line, ...]:
    """Read the lines of a grey image.

    Args:
        gray: 0 black to 255 white.
        languages: Tesseract language names, first the most likely.
        timeout_s: Wall-clock limit.
        layout: Tesseract's page segmentation mode.
        dpi: Resolution of the image.

    Returns:
        Lines in Tesseract's own order, boxes in pixels of `gray`, text NFC.

    Raises:
        EngineMissing: Tesseract or a language is not installed.
        EngineCrashed: Tesseract failed.
        PageTimeout: It took longer than `timeout_s`.
    """
    try:
        table = table_of(gray, languages=languages, timeout_s=timeout_s, layout=layout, dpi=dpi)
    except NoLibrary:
        table = _by_program(gray, "+".join(languages), timeout_s, f"--psm {layout} --dpi {dpi}")
    return _lines(table)


def _by_program(gray: NDArray[np.uint8], languages: str, timeout_s: float, config: str) -> str:
    """Start Tesseract for one image; returns its TSV with the heading."""
    try:
        table: str = pytesseract.image_to_data(
            Image.fromarray(gray),
            lang=languages,
            config=f"--oem 1 {config}",
            timeout=timeout_s,
        )
    except pytesseract.TesseractNotFoundError as error:
        raise EngineMissing from error
    except pytesseract.TesseractError as error:
        lacking = error.status == NOT_FOUND or "traineddata" in str(error)
        raise (EngineMissing if lacking else EngineCrashed) from error
    except RuntimeError as error:  # pytesseract's word for a timeout
        raise PageTimeout from error
    return table


def _lines(table: str) -> tuple[Line, ...]:
    r"""Group the words of Tesseract's TSV into lines.

    >>> _lines("5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t95\tSố:")[0].text
    'Số:'
    """
    grouped: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            grouped.setdefault(tuple(cells[1:5]), []).append(_word(cells))
    return tuple(Line(tuple(words)) for words in grouped.values())


def _word(cells: Sequence[str]) -> Word:
    left, top, width, height = (int(cell) for cell in cells[6:10])
    text = unicodedata.normalize("NFC", cells[11].strip())
    # Tesseract's 0 to 100 is divided here and nowhere else.
    return Word(
        text, Box(left, top, left + width, top + height), Confidence(float(cells[10]) / 100)
    )
