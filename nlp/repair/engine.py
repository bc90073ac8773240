"""The repair itself: text goes in, text with its marks back and a list of every change come out."""

from collections.abc import Iterator, Sequence

import numpy as np

from nlp.repair.channel import Channel, Misreadings
from nlp.repair.edits import Edit, Repaired, applied
from nlp.repair.language import BREAK, NUMBER, UNKNOWN, LanguageModel
from nlp.repair.lattice import NEVER, WIDTH, Lattice, decide
from nlp.repair.lexicon import lexicon_of
from nlp.repair.pieces import Kind, Piece, pieces_of
from nlp.repair.quality import Judge, Quality
from nlp.repair.slots import Candidate, Slots
from nlp.repair.writing import Slot, Style, edit_of

LANGUAGE_WEIGHT = 1.1
PIECES_AT_ONCE = 3000
STRETCH = 2000
"""Longer lines are cut at the next blank, so that a file of one line needs little memory."""
RESERVED_OF = {Kind.NUMBER: NUMBER, Kind.CODE: NUMBER, Kind.BREAK: BREAK, Kind.ADDRESS: UNKNOWN}


class Repairer:
    """Repairs texts; holds the model."""

    def __init__(self, model: LanguageModel, learnt: Misreadings) -> None:
        """Build the lexicon and the channel.

        Args:
            model: The language model; its words are the lexicon.
            learnt: What readers without Vietnamese make of letters.
        """
        self._model = model
        lexicon = lexicon_of(model.words)
        self._slots = Slots(Channel(lexicon.spellings, learnt), lexicon, model)

    def repair(self, text: str) -> Repaired:
        """Repair a text, line for line.

        Args:
            text: NFC. What does not look like garbled Vietnamese stays as it is.

        Returns:
            The new text and its edits. Never raises on bad input.
        """
        edits = tuple(self.edits(text))
        return Repaired(applied(text, edits), edits)

    def edits(self, text: str) -> Iterator[Edit]:
        """Yield the changes of a text in order, a few thousand words at a time."""
        style = Style()
        batch: list[Piece] = []
        for pieces in garbled(text):
            batch += pieces
            if len(batch) >= PIECES_AT_ONCE:
                yield from self._changes(batch, style)
                batch = []
        yield from self._changes(batch, style)

    def _changes(self, pieces: Sequence[Piece], style: Style) -> Iterator[Edit]:
        if not any(piece.kind in (Kind.WORD, Kind.CODE) for piece in pieces):
            return
        self._slots.candidates([piece.text for piece in pieces if piece.kind is Kind.WORD])
        parts = [part for piece in pieces for part in self._parted(piece)]
        known = self._slots.candidates([one.text for one in parts if one.kind is Kind.WORD])
        slots = [Slot(piece, _candidates(piece, known)) for piece in parts]
        choice = decide(_lattice(slots), self._model, LANGUAGE_WEIGHT)
        style.learn(slots, choice)
        for at in range(len(slots)):
            edit = edit_of(slots, choice, at, style)
            if edit is not None:
                yield edit

    def _parted(self, piece: Piece) -> Iterator[Piece]:
        """Yield a piece, or the words that were run together in it."""
        at = self._slots.parted(piece.text) if piece.kind is Kind.WORD else 0
        if at:
            place = piece.start + at
            yield Piece(piece.start, place, piece.text[:at], piece.kind)
            yield from self._parted(Piece(place, piece.end, piece.text[at:], piece.kind))
        else:
            yield piece


def garbled(text: str) -> Iterator[Sequence[Piece]]:
    """Yield the pieces of the lines that lost their marks, line by line."""
    judge = Judge()
    for pieces in _stretches(text):
        for line, quality in judge.judged(pieces):
            if quality is Quality.GARBLED:
                yield line
    for line, quality in judge.rest():
        if quality is Quality.GARBLED:
            yield line


def _stretches(text: str) -> Iterator[Sequence[Piece]]:
    """Yield the pieces of every line; an empty line is a break."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end - start > STRETCH:
            blank = text.find(" ", start + STRETCH, end)
            if blank < 0:
                break
            yield list(pieces_of(text[start:blank], start))
            start = blank + 1
        pieces = list(pieces_of(text[start:end], start))
        yield pieces or [Piece(start, start, "", Kind.BREAK)]
        start = end + 1


def _candidates(piece: Piece, known: dict[str, tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    if piece.kind is Kind.WORD:
        return known[piece.text]
    return (Candidate(None, RESERVED_OF[piece.kind], 0.0),)


def _lattice(slots: Sequence[Slot]) -> Lattice:
    ids = np.full((len(slots), WIDTH), BREAK, dtype=np.int64)
    costs = np.full((len(slots), WIDTH), NEVER, dtype=np.float32)
    for at, slot in enumerate(slots):
        for place, candidate in enumerate(slot.candidates):
            ids[at, place], costs[at, place] = candidate.word, candidate.cost
    return Lattice(ids, costs)
