"""What a finder returns, and how finders reach the letter inside a spaCy Doc."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.lexicons import Lexicons
from nlp.record import FieldName, Value
from nlp.zones import Letter


@dataclass(frozen=True, slots=True)
class Found:
    """A value a finder saw.

    Attributes:
        name: The field it is for.
        value: Cleaned value.
        start: First character in the letter's text (== `doc.text`).
        end: One past the last character.
        certainty: How sure the rule itself is, 0 to 1, before OCR confidence is counted in.
        core: The part, from and to as `start` and `end`, in which each wrong sign makes the value
            wrong; None where it is forgiven.
    """

    name: FieldName
    value: Value
    start: int
    end: int
    certainty: float = 0.9
    core: tuple[int, int] | None = None


Finder = Callable[[Doc, Lexicons], Iterable[Found]]
"""Reads a Doc (with its Letter in `doc._.letter`) and yields what it finds; never raises on bad OCR."""


def letter_of(doc: Doc) -> Letter:
    """Return the letter a Doc was made from."""
    letter = doc._.letter
    assert isinstance(letter, Letter)  # noqa: S101 - set by nlp.pipeline.doc_of
    return letter


def found_in(doc: Doc) -> list[Found]:
    """Return the list that components add to."""
    if doc._.found is None:
        doc._.found = []
    found: list[Found] = doc._.found
    return found
