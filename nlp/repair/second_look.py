"""Words of text that kept its marks go in, what some of them really were comes out."""

from collections.abc import Iterator, Sequence

import numpy as np

from nlp.repair.choices import Slot, as_read, lattice_of, shown
from nlp.repair.edits import Edit
from nlp.repair.language import LanguageModel
from nlp.repair.lattice import LANGUAGE_WEIGHT, settle
from nlp.repair.misreadings import bare
from nlp.repair.pieces import Kind, Piece
from nlp.repair.reranker import Reranker
from nlp.repair.slots import Candidate, Slots
from nlp.repair.syllables import is_legal, tone_folded
from nlp.repair.writing import Style, edit_of

SURE, LEAST_SHARE = 0.98, 0.002
"""In text of which nothing is known: so sure, and such a share of its words, before any changes."""
LEAST_LEGAL = 0.6
"""With fewer legal syllables it is an old encoding or another language."""
NAME_WORDS = 2
SWALLOWED = 2
VOWELS = frozenset("aeiouy")


class SecondLook:
    """Looks again at what a reader that knows Vietnamese read."""

    def __init__(self, slots: Slots, model: LanguageModel, reranker: Reranker | None) -> None:
        """Take what finds the candidates of such a reader's words, and what chooses among them."""
        self._slots, self._model, self._reranker = slots, model, reranker

    def at(self, pieces: Sequence[Piece], doubtful: Sequence[bool]) -> Iterator[Edit]:
        """Yield what the doubtful words were, where it differs from what was read.

        Args:
            pieces: Of a page.
            doubtful: One a piece; all others are taken for right.
        """
        if not any(doubtful):
            return
        fixed = [as_read(piece, self._model) for piece in pieces]
        asked = np.array(doubtful)
        states = None
        if self._reranker is not None:
            states = self._reranker.states(shown(pieces))
            # Only words that surprise the network are worth looking for others.
            own = np.array([fixed[at].word for at in np.flatnonzero(asked)])
            asked[asked] = ~self._reranker.at_ease(states[asked], own)
        slots = self._with_candidates(pieces, fixed, asked.tolist())
        lattice = lattice_of(slots)
        if self._reranker is not None and states is not None:
            lattice = self._reranker.reranked(self._reranker.logits(states, lattice), lattice)
        choice = settle(lattice, self._model, LANGUAGE_WEIGHT)
        style = Style()
        for at in np.flatnonzero(asked).tolist():
            edit = edit_of(slots, choice, at, style)
            if edit is not None and _is_slip(edit.before, edit.after):
                yield edit

    def _with_candidates(
        self, pieces: Sequence[Piece], fixed: Sequence[Candidate], asked: Sequence[bool]
    ) -> list[Slot]:
        self._slots.forget()
        known = self._slots.candidates(
            [piece.text for piece, is_one in zip(pieces, asked, strict=True) if is_one]
        )
        return [
            Slot(piece, known[piece.text] if is_one else (one,))
            for piece, one, is_one in zip(pieces, fixed, asked, strict=True)
        ]

    def everywhere(self, pieces: Sequence[Piece]) -> Iterator[Edit]:
        """Yield the misread words of a text, if it looks as if OCR had read it.

        Good writers err too, but so seldom that it is not ours to mend.
        """
        words = [piece.text for piece in pieces if piece.kind is Kind.WORD]
        if sum(map(is_legal, words)) < LEAST_LEGAL * len(words):
            return
        doubtful = [_may_be_misread(pieces, at) for at in range(len(pieces))]
        looks = [edit for edit in self.at(pieces, doubtful) if edit.confidence >= SURE]
        if len(looks) >= LEAST_SHARE * len(words):
            yield from looks


def _is_slip(before: str, after: str) -> bool:
    """Tell whether a change is one a reader makes: no abbreviation, no second word swallowed.

    >>> _is_slip("phô", "phổ"), _is_slip("TTYT", "TTĐT"), _is_slip("việnđa", "viện")
    (True, False, False)
    >>> _is_slip("hoà", "hòa"), _is_slip("GIAM", "GIÁM"), _is_slip("GIÁAM", "GIÁM")
    (False, True, False)
    """
    if tone_folded(after) == tone_folded(before) or len(before) - len(after) >= SWALLOWED:
        return False
    letters = "".join(map(bare, before.lower()))
    if not VOWELS & set(letters) or before[1:] not in (before[1:].lower(), before[1:].upper()):
        return False
    return not before.isupper() or letters == "".join(map(bare, after.lower()))


def _may_be_misread(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a word may be looked at: no name, no number of a footnote in it."""
    piece = pieces[at]
    if piece.kind is not Kind.WORD or not piece.text.isalpha():
        return False
    near = pieces[max(0, at - 1) : at + 2]
    capitals = sum(one.text[:1].isupper() for one in near if one.kind is Kind.WORD)
    return capitals < NAME_WORDS or not piece.text[:1].isupper() or piece.text.isupper()
