"""Pieces go in, which of them stand for themselves comes out: initials (GNI, KGVX), foreign names."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from unidecode import unidecode

from nlp.repair.abbreviations import restored
from nlp.repair.misreadings import bare
from nlp.repair.pieces import Kind, Piece
from nlp.repair.syllables import all_syllables

SHORTEST, LONGEST = 2, 12
MOST_MISREAD = 0.04


def initials_at(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield the places of words in capitals that no syllable looks like and no heading holds.

    >>> from nlp.repair.pieces import pieces_of
    >>> list(initials_at(list(pieces_of("chi so GNI cua tinh, (NC, KGVX) TRVONG DAI HOC"))))
    [2, 5, 6]
    """
    for at, piece in enumerate(pieces):
        near = pieces[max(0, at - 1) : at + 2]
        if _may_be(piece, near[-1]) and not any(map(_is_heading, near)):
            yield at


def lost_only_marks(pieces: Sequence[Piece], known: Collection[str]) -> bool:
    """Tell whether the letters of a text are right and only its marks were lost.

    Seen were, of the small words nobody knows, 1.8 % at most where marks were stripped, and 7.8 %
    at least where a reader had misread them.

    Args:
        pieces: A page or more.
        known: Words, small letters, that are right though they are no syllables ("email").
    """
    words = [one.text for one in pieces if one.kind is Kind.WORD and len(one.text) > 1]
    small = [word for word in words if word.islower() or not word.isalpha()]
    misread = sum(not looks_legal(word) and word not in known for word in small)
    return misread <= MOST_MISREAD * len(small)


def strangers_at(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield the places of words that are no syllables, with or without marks: foreign names.

    >>> from nlp.repair.pieces import pieces_of
    >>> list(strangers_at(list(pieces_of("gui qua Google Drive va Zalo"))))
    [2, 3, 5]
    """
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.WORD and len(piece.text) > SHORTEST and not looks_legal(piece.text):
            yield at


def _may_be(piece: Piece, after: Piece) -> bool:
    word = piece.text
    is_one = piece.kind is Kind.WORD and word.isalpha() and word.isupper()
    if not is_one or looks_legal(word) or not SHORTEST <= len(word) <= LONGEST:
        return False
    # Two capitals in running text may be a word whose vowel was misread ("BQ" is "bộ"); in a list
    # a comma follows them.
    apart = after.kind is Kind.BREAK or after.start > piece.end + 1
    is_listed = apart and restored(word) is None
    return len(word) > SHORTEST or is_listed


def _is_heading(piece: Piece) -> bool:
    """Tell whether a piece is a syllable in capitals."""
    return piece.kind is Kind.WORD and piece.text.isupper() and looks_legal(piece.text)


def looks_legal(word: str) -> bool:
    """Tell whether a word is a syllable but for its marks; one letter is none.

    >>> looks_legal("QUYEN"), looks_legal("dicu"), looks_legal("PCT"), looks_legal("hop")
    (True, False, False, True)
    """
    return len(word) > 1 and unidecode(word).lower() in _skeletons()


@cache
def _skeletons() -> frozenset[str]:
    """Return all syllables without their marks."""
    return frozenset("".join(map(bare, syllable)) for syllable in all_syllables())
