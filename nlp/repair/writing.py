"""Choices of the lattice go in, the edits that write them into the text come out."""

from collections.abc import Sequence
from functools import lru_cache

from unidecode import unidecode

from nlp.repair.abbreviations import BY_SMALL, restored, restored_code
from nlp.repair.casing import cased, is_upper
from nlp.repair.choices import Slot
from nlp.repair.edits import Edit
from nlp.repair.lattice import Choice
from nlp.repair.pieces import Kind, Piece
from nlp.repair.slots import Candidate

ALTERNATIVES = 3
LEAST_ALTERNATIVE = 0.02
CODE_CONFIDENCE = 0.95
"""The table is closed; what is not sure is that the text lost its marks at all."""
NUMERAL_CONFIDENCE = 0.9
LEAST_RESTORED = 3
"""Shorter abbreviations have a twin without marks; only their context tells."""
OLD_STYLE = 3.0
"""How much evidence, in nats, a text must give before its tones are set in the new style."""
NEAR = 2
"""Words to either side that tell whether a word stands in a heading."""
VOWELS = frozenset("AEIOUYaeiouy")


class Style:
    """Where a text sets the tone mark in open rhymes: hòa (old) or hoà (new)."""

    def __init__(self) -> None:
        """Begin with the style of Decree 30 itself."""
        self._for_old = OLD_STYLE

    def learn(self, slots: Sequence[Slot], choice: Choice) -> None:
        """Count what the chosen words say."""
        for slot, best in zip(slots, choice.best.tolist(), strict=True):
            self._for_old += slot.candidates[best].newer_cost

    def spelling(self, candidate: Candidate) -> str | None:
        """Return a candidate's spelling in the style of the text."""
        if candidate.newer is not None and self._for_old < 0:
            return candidate.newer
        return candidate.spelling


def edit_of(slots: Sequence[Slot], choice: Choice, at: int, style: Style) -> Edit | None:
    """Return the change of one slot, or None where it stays."""
    slot, piece = slots[at], slots[at].piece
    if piece.kind is Kind.CODE:
        return _edit_of_code(piece)
    if piece.kind is Kind.NUMERAL:
        bars = "I" * len(piece.text)
        return Edit(piece.start, piece.end, piece.text, bars, NUMERAL_CONFIDENCE)
    if piece.kind is not Kind.WORD:
        return None
    best = int(choice.best[at])
    after = _written(slots, at, slot.candidates[best], style)
    if at and slots[at - 1].piece.end == piece.start and slots[at - 1].piece.kind is Kind.WORD:
        after = " " + after
    set_apart = len(piece.text) < piece.end - piece.start
    if after == piece.text and not set_apart:
        return None
    chances: list[float] = choice.chances[at].tolist()
    likely = [x for x, chance in enumerate(chances) if chance >= LEAST_ALTERNATIVE and x != best]
    order = sorted(likely, key=lambda place: -chances[place])[: ALTERNATIVES + 1]
    others = [_written(slots, at, slot.candidates[place], style) for place in order]
    alternatives = tuple(dict.fromkeys(other for other in others if other != after))
    confidence = round(chances[best], 3)
    return Edit(piece.start, piece.end, piece.text, after, confidence, alternatives[:ALTERNATIVES])


def _edit_of_code(piece: Piece) -> Edit | None:
    code = restored_code(piece.text)
    if code == piece.text:
        return None
    return Edit(piece.start, piece.end, piece.text, code, CODE_CONFIDENCE)


def _written(slots: Sequence[Slot], at: int, candidate: Candidate, style: Style) -> str:
    """Return a candidate as it is written at its place."""
    read = slots[at].piece.text
    if read == "DT" and at and _is_gd_and(slots[at - 1].piece, slots[at].piece):
        return "ĐT"
    spelling = style.spelling(candidate)
    if spelling is None or spelling == read.lower():
        return (len(read) > LEAST_RESTORED and restored(read)) or read
    if spelling in BY_SMALL:
        return BY_SMALL[spelling]
    near = not read.islower() and _in_heading(slots, at)
    starts = not at or slots[at - 1].piece.kind is Kind.BREAK
    return cased(spelling, read, capitals_near=near, starts=starts)


def _is_gd_and(before: Piece, piece: Piece) -> bool:
    """Tell whether a piece is the second half of "GD&ĐT", the one abbreviation with an ampersand."""
    return before.text == "GD" and before.end + 1 == piece.start


def _in_heading(slots: Sequence[Slot], at: int) -> bool:
    """Tell whether a word in capitals stands beside another, or most words around one are."""
    beside = [slots[place].piece for place in (at - 1, at + 1) if 0 <= place < len(slots)]
    if not any(map(_is_heading, beside)):
        return False
    if slots[at].piece.text.isupper():
        return True
    around = [
        slot.piece for slot in (*slots[max(at - NEAR, 0) : at], *slots[at + 1 : at + NEAR + 1])
    ]
    words = [piece for piece in around if piece.kind is Kind.WORD and len(piece.text) > 1]
    return sum(map(_is_heading, words)) * 2 >= len(words)


def _is_heading(piece: Piece) -> bool:
    """Tell whether a piece is a word in capitals, not an abbreviation."""
    return piece.kind is Kind.WORD and len(piece.text) > 1 and _in_capitals(piece.text)


@lru_cache(maxsize=1024)  # each word is asked for by those around it
def _in_capitals(word: str) -> bool:
    return is_upper(word) and _has_vowel(word)


def _has_vowel(word: str) -> bool:
    return any(sign in VOWELS for sign in unidecode(word))
