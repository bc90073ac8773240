"""The OCRmyPDF plug-in of the archive: a page number goes in, the words already read come out.

OCRmyPDF runs as a child (`ingest.archive`) and loads this file by its path; the words lie beside
its input, under its name with `.json`, as a list of pages: width, height and lines of
[text, left, top, right, bottom].
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ocrmypdf import hookimpl
from ocrmypdf.models.ocr_element import BoundingBox, OcrClass, OcrElement
from ocrmypdf.pluginspec import OcrEngine, OrientationConfidence
from PIL import Image

Page = dict[str, Any]


class WordsAlreadyRead(OcrEngine):
    """An engine that reads nothing: it repeats what is known of each page."""

    def __str__(self) -> str:
        return "vanthu"

    @staticmethod
    def version() -> str:
        """Return the version of the engine."""
        return "1"

    @staticmethod
    def creator_tag(options: Any) -> str:
        """Return what the file says about who made its text."""
        return "vanthu"

    @staticmethod
    def languages(options: Any) -> set[str]:
        """Return the languages the words may be in."""
        return {"vie", "eng"}

    @staticmethod
    def get_orientation(input_file: Path, options: Any) -> OrientationConfidence:
        """Return that the page stands upright."""
        return OrientationConfidence(angle=0, confidence=0.0)

    @staticmethod
    def get_deskew(input_file: Path, options: Any) -> float:
        """Return that the page is level: it is not to be changed."""
        return 0.0

    @staticmethod
    def supports_generate_ocr() -> bool:
        """Return that words are given as they are, without a file between."""
        return True

    @staticmethod
    def generate_ocr(
        input_file: Path, options: Any, page_number: int = 0
    ) -> tuple[OcrElement, str]:
        """Return the words of a page at their places on its image."""
        with Image.open(input_file) as image:
            size, dpi = image.size, float(image.info.get("dpi", (72, 72))[0])
        page = _pages(Path(options.input_file).with_suffix(".json"))[page_number]
        lines = [_line(words, _scale(page, size)) for words in page["lines"]]
        text = "\n".join(" ".join(word[0] for word in words) for words in page["lines"])
        box = BoundingBox(0, 0, *size)
        root = OcrElement(OcrClass.PAGE, box, dpi=dpi, page_number=page_number, children=lines)
        return root, text

    @staticmethod
    def generate_hocr(*_: Any) -> None:
        """Is not asked for: `generate_ocr` is."""
        raise NotImplementedError

    @staticmethod
    def generate_pdf(*_: Any) -> None:
        """Is not asked for: `generate_ocr` is."""
        raise NotImplementedError


@hookimpl(tryfirst=True)
def get_ocr_engine(options: Any) -> OcrEngine:
    """Put this engine in the place of Tesseract."""
    return WordsAlreadyRead()


@cache
def _pages(path: Path) -> list[Page]:
    pages: list[Page] = json.loads(path.read_text(encoding="utf-8"))
    return pages


def _scale(page: Page, size: tuple[int, int]) -> tuple[float, float]:
    """Return how much wider and higher the image is than the page on which the words were read."""
    return size[0] / page["width"], size[1] / page["height"]


def _line(words: list[list[Any]], scale: tuple[float, float]) -> OcrElement:
    across, down = scale
    children, boxes = [], []
    for text, left, top, right, bottom in words:
        boxes.append(BoundingBox(left * across, top * down, right * across, bottom * down))
        children.append(OcrElement(OcrClass.WORD, boxes[-1], text=text, direction="ltr"))
    around = BoundingBox(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return OcrElement(OcrClass.LINE, around, children=children, direction="ltr")
