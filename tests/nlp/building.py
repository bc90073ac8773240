"""Plain text in, letters and Docs to try finders on out."""

from collections.abc import Callable, Iterable

import spacy
from spacy.tokens import Doc

from nlp.document import Box, Line, Word
from nlp.fields import deadlines
from nlp.finding import Found
from nlp.lexicons import Lexicons
from nlp.record import Deadline
from nlp.tokenizer import SyllableTokenizer
from nlp.zones import Letter, Zone, ZoneName, join

LETTER_WIDTH_PX = 10.0
LINE_HEIGHT_PX = 30.0


def line(text: str, *, row: int = 0) -> Line:
    """Return a printed line of equally wide letters."""
    words: list[Word] = []
    left = 0.0
    for token in text.split():
        right = left + LETTER_WIDTH_PX * len(token)
        top = row * LINE_HEIGHT_PX
        words.append(Word(token, Box(left, top, right, top + LINE_HEIGHT_PX)))
        left = right + LETTER_WIDTH_PX
    return Line(tuple(words))


def zone(text: str, name: ZoneName = ZoneName.BODY, *, page_index: int = 0) -> Zone:
    """Return a zone with one line per non-blank line of the text."""
    rows = [row for row in text.split("\n") if row.strip()]
    return Zone(name, page_index, tuple(line(row, row=at) for at, row in enumerate(rows)))


def letter(text: str, name: ZoneName = ZoneName.BODY) -> Letter:
    """Return a letter of one zone."""
    return join([zone(text, name)])


def doc_of(*zones: Zone) -> Doc:
    """Return the Doc of a letter made of these zones, as the pipeline hands it to finders."""
    if not Doc.has_extension("letter"):
        Doc.set_extension("letter", default=None)
        Doc.set_extension("found", default=None)
    joined = join(zones)
    doc = SyllableTokenizer(spacy.blank("xx").vocab)(joined.text)
    doc._.letter = joined
    return doc


def run(finder: Callable[[Doc, Lexicons], Iterable[Found]], text: str, *head: Zone) -> list[Found]:
    """Run a finder on a body text, with zones of a head before it."""
    return list(finder(doc_of(*head, zone(text)), NO_LEXICONS))


NO_LEXICONS = Lexicons(
    syllables=frozenset(),
    agencies=(),
    provinces=(),
    places=frozenset(),
    family_names=frozenset(),
    given_names=frozenset(),
    document_types={},
)


JANUARY = zone("Huế, ngày 05 tháng 01 năm 2026", ZoneName.HEAD_RIGHT)


def deadlines_in(text: str) -> list[Deadline]:
    """Return the deadlines of a letter of 05/01/2026 with this body."""
    found = run(deadlines.find, text, JANUARY)
    return [one.value for one in found if isinstance(one.value, Deadline)]
