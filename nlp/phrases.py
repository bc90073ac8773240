"""Gives fixed phrases their right spelling where OCR lost marks: text in, text out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nlp.folding import fold

LONGEST = 9


@dataclass(frozen=True, slots=True)
class Phrases:
    """Known phrases by their folded words.

    Attributes:
        spelled: Folded words to the words as they should be printed.
    """

    spelled: Mapping[tuple[str, ...], tuple[str, ...]]

    def respell(self, text: str) -> str:
        """Return `text` with every known phrase spelled right, longest phrase first, case kept.

        >>> phrases = phrases_of(["Sở Y tế", "tỉnh"])
        >>> phrases.respell("UBND TĨNH KIÊN GIANG"), phrases.respell("SƠ Y TẺ")
        ('UBND TỈNH KIÊN GIANG', 'SỞ Y TẾ')
        """
        words = text.split()
        folded = [fold(word.strip(".,;:")) for word in words]
        at = 0
        while at < len(words):
            count = self._longest(folded, at)
            if count:
                proper = self.spelled[tuple(folded[at : at + count])]
                words[at : at + count] = [
                    _cased(old, new)
                    for old, new in zip(words[at : at + count], proper, strict=True)
                ]
            at += max(count, 1)
        return " ".join(words)

    def at(self, words: list[str], at: int) -> tuple[str, ...] | None:
        """Return the longest known phrase that begins at a word, as it should be printed."""
        folded = [fold(word.strip(".,;:")) for word in words]
        count = self._longest(folded, at)
        return self.spelled[tuple(folded[at : at + count])] if count else None

    def _longest(self, folded: list[str], at: int) -> int:
        for count in range(min(LONGEST, len(folded) - at), 0, -1):
            if tuple(folded[at : at + count]) in self.spelled:
                return count
        return 0


def phrases_of(spellings: Iterable[str]) -> Phrases:
    """Build phrases; where two fold alike, the first given wins."""
    spelled: dict[tuple[str, ...], tuple[str, ...]] = {}
    for spelling in spellings:
        words = tuple(spelling.split())
        if 0 < len(words) <= LONGEST:
            spelled.setdefault(tuple(fold(word) for word in words), words)
    return Phrases(spelled)


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
