"""The repair itself: text goes in, text with its marks back and a list of every change come out."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nlp.repair.channel import Channel
from nlp.repair.choices import Slot, as_read, lattice_of, shown
from nlp.repair.edits import Edit, Repaired, applied
from nlp.repair.initials import initials_at, looks_legal, lost_only_marks, strangers_at
from nlp.repair.language import LanguageModel
from nlp.repair.lattice import LANGUAGE_WEIGHT, Choice, decide
from nlp.repair.lexicon import lexicon_of
from nlp.repair.misreadings import Misreadings
from nlp.repair.pieces import Kind, Piece, pieces_of
from nlp.repair.quality import BLOCK_WORDS, Judge, Quality, are_strange, strangeness
from nlp.repair.reranker import Reranker
from nlp.repair.second_look import SecondLook
from nlp.repair.slots import FOREIGN_AS_READ, INITIALS, Candidate, Slots
from nlp.repair.spaced import joined, runs
from nlp.repair.transcoding import transcoded
from nlp.repair.writing import Style, edit_of

PIECES_AT_ONCE = 3000
QUIET = 8
"""After so many good stretches in a row that ask for no change, a text is taken for clean."""
SURELY_OURS = 0.6
"""So many words that are syllables but for their marks stand in no other language's sixty words:
seen were 0.50 at most in ten languages, 0.8 where English names were among garbled Vietnamese."""
FEW = 9
"""Candidates of a word that are followed."""
STRETCH = 2000
"""Longer lines are cut at the next blank, so that a file of one line needs little memory."""


class Repairer:
    """Repairs texts; holds the model."""

    def __init__(
        self,
        model: LanguageModel,
        learnt: Misreadings,
        reranker: Reranker | None = None,
        vietnamese: Misreadings | None = None,
    ) -> None:
        """Build the lexicon and the channel.

        Args:
            model: The language model; its words are the lexicon.
            learnt: What readers without Vietnamese make of letters.
            reranker: Looks at both sides of a word; without one the rest decides.
            vietnamese: What readers that know Vietnamese make of letters.
        """
        self._model, self._reranker, self._learnt = model, reranker, learnt
        self._lexicon = lexicon_of(model.words)
        self._channel = Channel(self._lexicon.spellings, vietnamese or learnt)
        slots = Slots(self._channel, self._lexicon, model)
        self._second_look = SecondLook(slots, model, reranker)

    @cached_property
    def _slots(self) -> Slots:
        """Candidates of garbled words: letters that were scanned seldom ask for them."""
        return Slots(self._channel.of_another(self._learnt), self._lexicon, self._model)

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
        """Yield the changes of a text in order; a few thousand words are looked at together."""
        style, found = Style(), list(transcoded(text))
        waiting: dict[Quality, list[Piece]] = {Quality.GARBLED: [], Quality.GOOD: []}
        quiet = 0
        for pieces, verdict in judged(text, found):
            batch = waiting.get(verdict, [])
            batch += self._joined(pieces) if verdict is Quality.GARBLED else pieces
            if len(batch) < PIECES_AT_ONCE:
                continue
            if verdict is Quality.GARBLED or quiet < QUIET:
                made = list(self._of_batch(text, batch, verdict, style))
                quiet = quiet if verdict is Quality.GARBLED else 0 if made else quiet + 1
                found += made
            batch.clear()
        for verdict, batch in waiting.items():
            found += self._of_batch(text, batch, verdict, style)
        yield from sorted(found, key=lambda edit: edit.start)

    def second_looks(self, text: str, doubtful: Sequence[tuple[int, int]]) -> Iterator[Edit]:
        """Yield what doubtful words of Vietnamese OCR were, where it differs from what was read.

        Args:
            text: A page, NFC.
            doubtful: Where the doubtful words stand, [start, end) in code points, in order.
        """
        pieces = [piece for line in _stretches(text) for piece in line]
        return self._second_look.at(pieces, _inside(pieces, doubtful))

    def _of_batch(
        self, text: str, batch: Sequence[Piece], verdict: Quality, style: Style
    ) -> Iterator[Edit]:
        if verdict is Quality.GARBLED:
            return self._in(text, batch, style)
        return self._second_look.everywhere(batch)

    def _joined(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Yield the pieces of a line, letters that were set apart put together."""
        for run in runs(pieces):
            yield from run if len(run) == 1 else joined(run, self._slots.worths)

    def _in(self, text: str, pieces: Sequence[Piece], style: Style) -> Iterator[Edit]:
        """Yield the changes of some pieces; letters set apart stand in the text with their blanks."""
        for edit in self._changes(pieces, style):
            before = text[edit.start : edit.end]
            if before != edit.after:
                yield replace(edit, before=before)

    def _changes(self, pieces: Sequence[Piece], style: Style) -> Iterator[Edit]:
        if not any(piece.kind in (Kind.WORD, Kind.CODE) for piece in pieces):
            return
        self._slots.forget()
        slots, choice = self._decided(pieces)
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
        legal = sum(looks_legal(slots[at].piece.text) for at in block)
        if legal >= SURELY_OURS * len(block):
            return 0.0
        chosen = [slots[at].candidates[choice.best[at]] for at in block]
        costs = [candidate.cost for candidate in chosen]
        rarities = [-self._model.unigrams[candidate.word] for candidate in chosen]
        kept = sum(one.spelling is None and one.cost >= FOREIGN_AS_READ for one in chosen)
        return strangeness(costs, rarities, kept)

    def _decided(self, pieces: Sequence[Piece]) -> tuple[list[Slot], Choice]:
        find = self._slots.candidates
        find([piece.text for piece in pieces if piece.kind is Kind.WORD])
        only_marks = lost_only_marks(pieces, self._model.ids)
        part_at = self._legal_parts if only_marks else self._slots.parted
        parts = [part for piece in pieces for part in _parted(piece, part_at)]
        known = find([one.text for one in parts if one.kind is Kind.WORD])
        slots = [self._slot(one, known.get(one.text, ())) for one in parts]
        for at in {*initials_at(parts), *(strangers_at(parts) if only_marks else ())}:
            slots[at] = Slot(parts[at], (replace(slots[at].candidates[-1], cost=INITIALS),))
        if self._reranker is None:
            return slots, decide(lattice_of(slots), self._model, LANGUAGE_WEIGHT, keep=FEW)
        states = self._reranker.states(shown(parts))
        lattice = lattice_of(slots)
        logits = self._reranker.logits(states, lattice)
        asked = self._open(slots, ~self._reranker.content(logits))
        for at, words in zip(asked, self._reranker.likeliest(states[asked]).tolist(), strict=True):
            slots[at] = Slot(parts[at], self._slots.with_proposed(parts[at].text, words))
        if asked:
            some = lattice_of([slots[at] for at in asked])
            lattice.ids[asked], lattice.costs[asked] = some.ids, some.costs
            logits[asked] = self._reranker.logits(states[asked], some)
        lattice = self._reranker.reranked(logits, lattice)
        return slots, decide(lattice, self._model, LANGUAGE_WEIGHT, keep=FEW)

    def _legal_parts(self, read: str) -> int:
        """Return where two syllables were run together, as in text whose letters are right."""
        at = self._slots.parted(read)
        return at if looks_legal(read[:at]) and looks_legal(read[at:]) else 0

    @staticmethod
    def _open(slots: Sequence[Slot], unsure: NDArray[np.bool_]) -> list[int]:
        """Return which slots may be words that nothing suggests: names are read, not thought of."""
        return [
            at
            for at in np.flatnonzero(unsure).tolist()
            if len(slots[at].candidates) > 1 and not _may_be_a_name(slots, at)
        ]

    def _slot(self, piece: Piece, candidates: tuple[Candidate, ...]) -> Slot:
        return Slot(piece, candidates if is_word(piece) else (as_read(piece, self._model),))


def _may_be_a_name(slots: Sequence[Slot], at: int) -> bool:
    """Tell whether a word and one beside it are capitalised."""
    beside = [slots[place].piece for place in (at - 1, at + 1) if 0 <= place < len(slots)]
    is_title = slots[at].piece.text.istitle()
    return is_title and any(is_word(one) and one.text.istitle() for one in beside)


def is_word(piece: Piece) -> bool:
    """Tell whether a piece is a word, which alone has a choice."""
    return piece.kind is Kind.WORD


def _inside(pieces: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Tell of each piece whether it is a word that stands in one of the spans."""
    starts = np.array([start for start, _ in spans] or [0])
    ends = np.array([end for _, end in spans] or [0])
    place = np.searchsorted(starts, [piece.start for piece in pieces], side="right") - 1
    return [
        piece.kind is Kind.WORD and at >= 0 and piece.end <= int(ends[at])
        for piece, at in zip(pieces, place.tolist(), strict=True)
    ]


def _parted(piece: Piece, part_at: Callable[[str], int]) -> Iterator[Piece]:
    """Yield a piece, or the words that were run together in it."""
    at = part_at(piece.text) if piece.kind is Kind.WORD else 0
    if at:
        place = piece.start + at
        yield Piece(piece.start, place, piece.text[:at], piece.kind)
        yield from _parted(Piece(place, piece.end, piece.text[at:], piece.kind), part_at)
    else:
        yield piece


def judged(text: str, mended: Sequence[Edit] = ()) -> Iterator[tuple[Sequence[Piece], Quality]]:
    """Yield the pieces of every line and what it looks like; lines mended already are left out."""
    judge = Judge()
    starts = [edit.start for edit in mended]
    for pieces in _stretches(text):
        first = bisect_left(starts, pieces[0].start)
        if first == bisect_left(starts, pieces[-1].end):
            yield from judge.judged(pieces)
    yield from judge.rest()


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
