"""Pieces and their candidates go in, what the lattice and the re-ranker look at comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.repair.language import BREAK, NUMBER, UNKNOWN, LanguageModel
from nlp.repair.lattice import NEVER, WIDTH, Lattice
from nlp.repair.pieces import Kind, Piece
from nlp.repair.slots import Candidate
from nlp.repair.syllables import tone_folded

RESERVED_OF = {
    Kind.NUMBER: NUMBER, Kind.CODE: NUMBER, Kind.NUMERAL: NUMBER, Kind.BREAK: BREAK,
    Kind.ADDRESS: UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece with what it may stand for; only words have a choice."""

    piece: Piece
    candidates: tuple[Candidate, ...]


def as_read(piece: Piece, model: LanguageModel) -> Candidate:
    """Return the piece as it stands, for one that has no choice."""
    if piece.kind is not Kind.WORD:
        return Candidate(None, RESERVED_OF[piece.kind], 0.0)
    word = model.ids.get(tone_folded(piece.text.lower()), UNKNOWN)
    return Candidate(None, word, 0.0)


def shown(pieces: Sequence[Piece]) -> list[str]:
    """Return pieces as the re-ranker sees them."""
    other = {Kind.BREAK: ""}
    return [
        piece.text if piece.kind is Kind.WORD else other.get(piece.kind, "0") for piece in pieces
    ]


def lattice_of(slots: Sequence[Slot]) -> Lattice:
    """Return the slots as arrays."""
    ids = np.full((len(slots), WIDTH), BREAK, dtype=np.int64)
    costs = np.full((len(slots), WIDTH), NEVER, dtype=np.float32)
    for at, slot in enumerate(slots):
        for place, candidate in enumerate(slot.candidates):
            ids[at, place], costs[at, place] = candidate.word, candidate.cost
    return Lattice(ids, costs)
