"""The text of a letter's pages: words as read with repairs that staff may take back go in and come out.

A page keeps its words as they were read; `mends` says which of them were respelt. What staff chose
instead is a Correction of its own, so the last one for a word tells how it is spelt now.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.record import Json
from nlp.repair.layers import Mend
from records.models import Correction, Document, Page

Place = tuple[int, int, int]
"""Page (from 1), line and word (from 0)."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word of the text.

    Attributes:
        text: As it is spelt now.
        read: As it was read; None where it was never respelt.
        others: Every other way to spell it, the word as read among them.
        confidence: Probability that the repair is right.
        word: Which word of its line, from 0.
    """

    text: str
    word: int
    read: str | None = None
    others: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of one page; `number` from 1."""

    number: int
    lines: tuple[tuple[Spelt, ...], ...]

    @property
    def mended(self) -> int:
        """How many words were respelt."""
        return sum(word.read is not None for line in self.lines for word in line)


NO_MENDS: Mapping[int, Sequence[Mend]] = {}


def keep_mends(document: Document, mends: Mapping[int, Sequence[Mend]]) -> None:
    """Store the words that were respelt, by page index, beside the words as read."""
    for index, those in mends.items():
        document.page_rows.filter(index=index).update(mends=mends_json(those))


def mends_json(mends: Sequence[Mend]) -> list[Json]:
    """Return repairs as they are kept with their page."""
    return [
        [mend.line, mend.word, mend.after, round(mend.confidence, 3), list(mend.others)]
        for mend in mends
    ]


def texts_of(document: Document) -> Iterator[PageText]:
    """Yield the text of each page, as staff see it."""
    chosen = _chosen(document)
    for page in document.page_rows.order_by("index"):
        yield PageText(page.index + 1, tuple(_lines(page, chosen)))


def lines_of(page: Page) -> tuple[tuple[Spelt, ...], ...]:
    """Return the lines of one page, as staff see them."""
    return tuple(_lines(page, _chosen(page.document)))


def text_of(document: Document) -> str:
    """Return the words of all pages, as spelt now; for the search."""
    return " ".join(
        word.text for page in texts_of(document) for line in page.lines for word in line
    )


def word_at(document: Document, place: Place) -> Spelt | None:
    """Return one word that was respelt, or None."""
    number, line, word = place
    for page in texts_of(document):
        if page.number == number and line < len(page.lines):
            found = (one for one in page.lines[line] if one.word == word and one.read is not None)
            return next(found, None)
    return None


def spelling(place: Place, text: str) -> dict[str, Json]:
    """Return a word's place and spelling as a Correction keeps it."""
    page, line, word = place
    return {"page": page, "line": line, "word": word, "text": text}


def _chosen(document: Document) -> Mapping[Place, str]:
    """Return how staff spelt words: the last change of each counts."""
    rows = Correction.objects.filter(document=document, name="", after__has_key="word")
    spellings = rows.order_by("id").values_list("after", flat=True)
    return {
        (one["page"], one["line"], one["word"]): one["text"] for one in spellings if one is not None
    }


def _lines(page: Page, chosen: Mapping[Place, str]) -> Iterator[tuple[Spelt, ...]]:
    mends = {(line, word): rest for line, word, *rest in page.mends}
    for at, words in enumerate(page.words):
        yield tuple(
            _spelt(packed[0], (page.index + 1, at, n), mends.get((at, n)), chosen)
            for n, packed in enumerate(words)
        )


def _spelt(
    read: str, place: Place, mend: Sequence[object] | None, chosen: Mapping[Place, str]
) -> Spelt:
    if mend is None:
        return Spelt(read, place[2])
    after, confidence, others = mend
    assert isinstance(after, str)  # noqa: S101 - as mends_json wrote it
    assert isinstance(confidence, float)  # noqa: S101
    assert isinstance(others, list)  # noqa: S101
    now = chosen.get(place, after)
    every = dict.fromkeys((read, after, *others))
    return Spelt(now, place[2], read, tuple(one for one in every if one != now), confidence)
