"""The repair itself: text goes in, text with its marks back and a list of every change come out."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from nlp.repair.channel import Channel
from nlp.repair.edits import Edit, Repaired, applied
from nlp.repair.language import BREAK, NUMBER, UNKNOWN, LanguageModel
from nlp.repair.lattice import NEVER, WIDTH, Choice, Lattice, decide
from nlp.repair.lexicon import lexicon_of
from nlp.repair.misreadings import Misreadings
from nlp.repair.pieces import Kind, Piece, pieces_of
from nlp.repair.quality import BLOCK_WORDS, Judge, Quality, are_strange, strangeness
from nlp.repair.reranker import Reranker
from nlp.repair.slots import FOREIGN_AS_READ, Candidate, Slots
from nlp.repair.writing import Slot, Style, edit_of

LANGUAGE_WEIGHT = 1.1
PIECES_AT_ONCE = 3000
ROUGH_WORDS, ROUGH_COST = 80, 1.1
"""From so many words, and so many nats a word on average, a reader's own ways are learnt."""
SURE = 0.8
BARE_SHARE = 0.98
FEW = 9
"""Candidates of a word that are followed where the text is not rough."""
STRETCH = 2000
"""Longer lines are cut at the next blank, so that a file of one line needs little memory."""
RESERVED_OF = {
    Kind.NUMBER: NUMBER, Kind.CODE: NUMBER, Kind.NUMERAL: NUMBER, Kind.BREAK: BREAK,
    Kind.ADDRESS: UNKNOWN,
}  # fmt: skip


class Repairer:
    """Repairs texts; holds the model."""

    def __init__(
        self, model: LanguageModel, learnt: Misreadings, reranker: Reranker | None = None
    ) -> None:
        """Build the lexicon and the channel.

        Args:
            model: The language model; its words are the lexicon.
            learnt: What readers without Vietnamese make of letters.
            reranker: Looks at both sides of a word; without one the rest decides.
        """
        self._model, self._reranker = model, reranker
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
        self._slots.forget()
        slots, choice = self._decided(pieces, self._slots, keep=FEW)
        if _is_rough(slots, choice):
            # What the re-ranker never saw misread it takes for right: a reader's own ways are
            # learnt without it.
            slots, choice = self._decided(pieces, self._slots, reranking=False)
            own = self._slots.adapted(_learnt(slots, choice))
            slots, choice = self._decided(pieces, own, reranking=_is_only_bare(pieces))
        style.learn(slots, choice)
        foreign = self._foreign(slots, choice)
        for at in range(len(slots)):
            edit = None if at in foreign else edit_of(slots, choice, at, style)
            if edit is not None:
                yield edit

    def _foreign(self, slots: Sequence[Slot], choice: Choice) -> set[int]:
        """Return the slots of those stretches that are not Vietnamese after all."""
        words = [at for at, slot in enumerate(slots) if slot.piece.kind is Kind.WORD]
        blocks = [words[at : at + BLOCK_WORDS] for at in range(0, len(words), BLOCK_WORDS)]
        if len(blocks) > 1 and len(blocks[-1]) < BLOCK_WORDS // 2:
            blocks[-2:] = [blocks[-2] + blocks[-1]]
        strange = are_strange([self._strangeness(slots, choice, block) for block in blocks])
        return {at for block, is_one in zip(blocks, strange, strict=True) if is_one for at in block}

    def _strangeness(self, slots: Sequence[Slot], choice: Choice, block: Sequence[int]) -> float:
        chosen = [slots[at].candidates[choice.best[at]] for at in block]
        costs = [candidate.cost for candidate in chosen]
        rarities = [-self._model.unigrams[candidate.word] for candidate in chosen]
        kept = sum(
            one.spelling is None and (one.word == UNKNOWN or one.cost >= FOREIGN_AS_READ)
            for one in chosen
        )
        return strangeness(costs, rarities, kept)

    def _decided(
        self,
        pieces: Sequence[Piece],
        candidates: Slots,
        *,
        reranking: bool = True,
        keep: int = WIDTH,
    ) -> tuple[list[Slot], Choice]:
        candidates.candidates([piece.text for piece in pieces if piece.kind is Kind.WORD])
        parts = [part for piece in pieces for part in _parted(piece, candidates)]
        known = candidates.candidates([one.text for one in parts if one.kind is Kind.WORD])
        slots = [Slot(piece, _candidates(piece, known)) for piece in parts]
        lattice = _lattice(slots)
        if reranking and self._reranker is not None:
            lattice = self._reranker.reranked([_shown(slot.piece) for slot in slots], lattice)
        return slots, decide(lattice, self._model, LANGUAGE_WEIGHT, keep=keep)


def _shown(piece: Piece) -> str:
    """Return a piece as the re-ranker sees it."""
    if piece.kind is Kind.WORD:
        return piece.text
    return "" if piece.kind is Kind.BREAK else "0"


def _is_rough(slots: Sequence[Slot], choice: Choice) -> bool:
    """Tell whether words cost so much that this reader errs in ways of its own."""
    costs = [
        slot.candidates[best].cost
        for slot, best in zip(slots, choice.best.tolist(), strict=True)
        if slot.piece.kind is Kind.WORD
    ]
    return len(costs) >= ROUGH_WORDS and sum(costs) > ROUGH_COST * len(costs)


def _is_only_bare(pieces: Sequence[Piece]) -> bool:
    """Tell whether a text lost its marks and nothing else: no odd letters, no digits in words."""
    words = [piece.text for piece in pieces if piece.kind is Kind.WORD]
    return sum(word.isascii() and word.isalpha() for word in words) >= BARE_SHARE * len(words)


def _learnt(slots: Sequence[Slot], choice: Choice) -> Counter[tuple[str, str]]:
    """Return the words as read whose repair is sure, and the repair."""
    pairs: Counter[tuple[str, str]] = Counter()
    for at, (slot, best) in enumerate(zip(slots, choice.best.tolist(), strict=True)):
        spelling, read = slot.candidates[best].spelling, slot.piece.text
        sure = slot.piece.kind is Kind.WORD and choice.chances[at, best] > SURE
        if spelling is not None and sure and len(read) > 1:
            pairs[read, spelling] += 1
    return pairs


def _parted(piece: Piece, candidates: Slots) -> Iterator[Piece]:
    """Yield a piece, or the words that were run together in it."""
    at = candidates.parted(piece.text) if piece.kind is Kind.WORD else 0
    if at:
        place = piece.start + at
        yield Piece(piece.start, place, piece.text[:at], piece.kind)
        yield from _parted(Piece(place, piece.end, piece.text[at:], piece.kind), candidates)
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
