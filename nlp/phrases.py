"""Gives fixed phrases their right spelling where OCR lost marks: text in, text out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.folding import fold
from nlp.repair.syllables import has_mark, is_legal, tone_folded

LONGEST = 9
# What a reading of the text costs: each phrase a little, so that long phrases win; each word that
# no phrase covers; each word that a phrase changes. A body's name may change many words, since a
# whole name seldom arises by chance; a place's name hardly any: thousands of places differ from
# ordinary words in their marks alone ("TỈNH AN" is not "Tịnh An", "DÂN VẬN" is not "Đản Ván").
PHRASE, UNCOVERED = 0.1, 0.6
FIRM, LOOSE = 0.25, 1.3


@dataclass(frozen=True, slots=True)
class Spelled:
    """One phrase as it should be printed, and what it costs to change a word into it."""

    words: tuple[str, ...]
    price: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Words [start, end) of a text; `proper` is how they should be printed, None if unknown."""

    start: int
    end: int
    proper: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Known phrases by their folded words; several may fold alike."""

    spelled: Mapping[tuple[str, ...], tuple[Spelled, ...]]

    def respell(self, text: str) -> str:
        """Return `text` with every known phrase spelled right, case and signs kept.

        >>> phrases = phrases_of(["Sở Y tế", "tỉnh An Giang"], ["An Giang", "Tịnh An"])
        >>> phrases.respell("UBND TĨNH AN GIANG"), phrases.respell("SƠ Y TẺ")
        ('UBND TỈNH AN GIANG', 'SỞ Y TẾ')
        """
        words = text.split()
        for segment in self.segments(words):
            if segment.proper is not None:
                place = slice(segment.start, segment.end)
                words[place] = [
                    _cased(*pair) for pair in zip(words[place], segment.proper, strict=True)
                ]
        return " ".join(words)

    def segments(self, words: Sequence[str]) -> list[Segment]:
        """Cut words into known phrases and single unknown words, at the least cost."""
        plain = [word.strip(".,;:") for word in words]
        folded = [fold(word) for word in plain]
        costs = [0.0]
        ends: list[Segment] = []
        for end in range(1, len(words) + 1):
            best = Segment(end - 1, end, None)
            cost = costs[end - 1] + UNCOVERED
            for start in range(max(0, end - LONGEST), end):
                for found in self.spelled.get(tuple(folded[start:end]), ()):
                    price = costs[start] + PHRASE + _changes(plain[start:end], found)
                    if price < cost:
                        best, cost = Segment(start, end, found.words), price
            costs.append(cost)
            ends.append(best)
        return _path(ends)


def phrases_of(names: Iterable[str], places: Iterable[str] = ()) -> Phrases:
    """Build phrases from names of bodies and names of places.

    Args:
        names: Spelled right; OCR may have misread several of their words.
        places: The same, but words are changed into them only where nothing else fits.
    """
    spelled: dict[tuple[str, ...], dict[tuple[str, ...], Spelled]] = {}
    for price, phrases in ((FIRM, names), (LOOSE, places)):
        for phrase in phrases:
            words = tuple(phrase.split())
            if 0 < len(words) <= LONGEST:
                alike = spelled.setdefault(tuple(fold(word) for word in words), {})
                alike.setdefault(words, Spelled(words, price))
    return Phrases({key: tuple(alike.values()) for key, alike in spelled.items()})


def _changes(words: Sequence[str], phrase: Spelled) -> float:
    """Return what it costs to print the words as the phrase says.

    A word by itself that can exist stays as it is: "QUÂN SỰ" is no "QUẬN SỰ".
    """
    pairs = list(zip(words, phrase.words, strict=True))
    changed = sum(tone_folded(old).lower() != tone_folded(new).lower() for old, new in pairs)
    if changed and len(pairs) == 1 and is_legal(words[0]) and has_mark(words[0]):
        return UNCOVERED
    return phrase.price * changed


def _path(ends: Sequence[Segment]) -> list[Segment]:
    """Walk back from the last segment to the first word."""
    path: list[Segment] = []
    at = len(ends)
    while at > 0:
        path.append(ends[at - 1])
        at = ends[at - 1].start
    return path[::-1]


def _cased(old: str, new: str) -> str:
    """Return `new` in the case of `old`, with the signs that stood around it."""
    core = old.strip(".,;:")
    if core.isupper() and (len(core) > 1 or new.isupper()):
        shaped = new.upper()
    elif core.islower():
        shaped = new.lower()
    else:
        shaped = new[:1].upper() + new[1:]
    return old.replace(core, shaped, 1)
