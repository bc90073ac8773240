"""Takes the text a PDF brings along: a file goes in, the words of each page come out."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import child
from ingest.intake import AcceptedFile
from ingest.media import PDF
from ingest.options import ReadOptions
from ingest.pages import POINTS_PER_INCH, PageFacts
from ingest.render import size_px
from nlp.document import Box, LayerSource, Line, TextLayer, Word
from nlp.legacy import LOOKALIKES, Encoding, to_unicode

PAGE = re.compile(r"<page width=")
LINE = re.compile(r"<line ")
WORD = re.compile(
    r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*?)</word>', re.DOTALL
)
# Characters that are seen nowhere: controls, joiners, direction marks. The soft hyphen and the
# upper controls may be letters of an encoding before Unicode and are dropped later.
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
UNSEEN_IN_UNICODE = re.compile(r"[\x80-\x9f\u00ad]")
# Letters that only Unicode has.
NEWER = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
WHITE = re.compile(r"[ \t\n\r\u00a0\u2000-\u200a\u202f\u3000]+")


def embedded_lines(file: AcceptedFile, options: ReadOptions) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of every page of a file, boxes in points, invisible text included.

    Args:
        file: An accepted file; images have no text layer.
        options: The limits.

    Returns:
        As many entries as the file has pages; empty ones where a page has no text.

    Raises:
        PageTimeout: Poppler took too long.
    """
    pages: list[tuple[Line, ...]] = [() for _ in file.pages]
    if file.media_type == PDF:
        last = str(len(pages))
        command = ["pdftotext", "-bbox-layout", "-cropbox", "-l", last]
        found = child.run([*command, str(file.path.resolve()), "-"], options)
        said = found.output.decode("utf-8", "replace")
        for at, lines in zip(range(len(pages)), _pages(said), strict=False):
            pages[at] = lines
    return tuple(pages)


def layer_of(lines: Sequence[Line], page: PageFacts, *, dpi: float) -> TextLayer:
    """Return a text layer in the pixels of the page image at a resolution.

    Args:
        lines: Lines with boxes in points.
        page: The page.
        dpi: The resolution at which the page would be rendered.
    """
    scale = dpi / POINTS_PER_INCH
    width, height = size_px(page, dpi=dpi)
    scaled = tuple(Line(tuple(_scaled(word, scale) for word in line.words)) for line in lines)
    return TextLayer(page.index, width, height, scaled, source=LayerSource.EMBEDDED)


def in_unicode(
    lines: Sequence[Line], encoding: Encoding, capitals: Sequence[Box] = ()
) -> tuple[Line, ...]:
    """Convert lines that were written in an encoding before Unicode.

    Args:
        lines: The words of a page. A line that has letters no such encoding can name is Unicode
            already and stays.
        encoding: What the others were written in.
        capitals: Where a font draws small letters as capitals, in the units of the lines.
    """
    return tuple(
        line if NEWER.search(line.text) else _converted(line, encoding, capitals) for line in lines
    )


def cleaned(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Drop what cannot be seen and name letters that only look like Vietnamese ones."""
    kept = (
        tuple(
            replace(word, text=text)
            for word in line.words
            if (text := UNSEEN_IN_UNICODE.sub("", word.text).translate(LOOKALIKES))
        )
        for line in lines
    )
    return tuple(Line(words) for words in kept if words)


def _converted(line: Line, encoding: Encoding, capitals: Sequence[Box]) -> Line:
    words = []
    for word in line.words:
        text = unicodedata.normalize("NFC", to_unicode(word.text, encoding))
        drawn = any(_holds(box, word.box) for box in capitals)
        words.append(replace(word, text=text.upper() if drawn else text))
    return replace(line, words=tuple(words))


def _holds(box: Box, word: Box) -> bool:
    x, y = word.middle
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _scaled(word: Word, scale: float) -> Word:
    box = word.box
    return Word(
        word.text, Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)
    )


def _pages(markup: str) -> Iterator[tuple[Line, ...]]:
    """Split what `pdftotext -bbox-layout` says; it is not always well-formed XML."""
    for part in PAGE.split(markup)[1:]:
        lines = (tuple(_words(some)) for some in LINE.split(part)[1:])
        yield tuple(Line(words) for words in lines if words)


def _words(markup: str) -> Iterator[Word]:
    for left, top, right, bottom, text in WORD.findall(markup):
        seen = unicodedata.normalize("NFC", UNSEEN.sub("", html.unescape(text)))
        for part in filter(None, WHITE.split(seen)):
            yield Word(part, Box(float(left), float(top), float(right), float(bottom)))
