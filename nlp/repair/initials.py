"""Pieces go in, which of them are initials that stand for themselves (GNI, PCT, KGVX) comes out."""

from collections.abc import Iterator, Sequence
from functools import cache

from unidecode import unidecode

from nlp.repair.misreadings import bare
from nlp.repair.pieces import Kind, Piece
from nlp.repair.syllables import all_syllables

SHORTEST, LONGEST = 3, 12
"""Two capitals may be a word in a heading whose vowel was misread ("BQ" is "BỘ")."""


def initials_at(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield the places of words in capitals that no syllable looks like and no heading holds.

    >>> from nlp.repair.pieces import pieces_of
    >>> list(initials_at(list(pieces_of("chi so GNI cua tinh, (NC, KGVX) TRVONG DAI HOC"))))
    [2, 6]
    """
    for at, piece in enumerate(pieces):
        if _may_be(piece) and not any(map(_is_heading, pieces[max(0, at - 1) : at + 2])):
            yield at


def _may_be(piece: Piece) -> bool:
    word = piece.text
    is_one = piece.kind is Kind.WORD and word.isalpha() and word.isupper()
    return is_one and SHORTEST <= len(word) <= LONGEST and not _looks_legal(word)


def _is_heading(piece: Piece) -> bool:
    """Tell whether a piece is a syllable in capitals."""
    return piece.kind is Kind.WORD and piece.text.isupper() and _looks_legal(piece.text)


def _looks_legal(word: str) -> bool:
    return len(word) > 1 and unidecode(word).lower() in _skeletons()


@cache
def _skeletons() -> frozenset[str]:
    """Return all syllables without their marks."""
    return frozenset("".join(map(bare, syllable)) for syllable in all_syllables())
