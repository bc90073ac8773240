"""Many readings of one signed name go in, the name that most of them say comes out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from nlp.document import Confidence, Line, Word
from nlp.family_names import COMMON, FAMILY_NAMES
from nlp.folding import fold, letters
from nlp.names import has_family, person_name
from nlp.repair.syllables import is_legal

# Of three syllables and more a name is whole; of two the first may be hidden.
FULL_NAME = 3
# What a reading weighs whose family name is rare (it may be a misread common one), or a name's whose
# family name alone was read with one syllable.
RARE, SHORT = 0.5, 0.8
# A whole name needs so much of all readings together, one without its family name so much.
WHOLE, PART = 0.5, 0.4
# No more readings are needed once one name has so much, and so many times what another has.
ENOUGH, AHEAD = 1.7, 3.0
# Two of five people bear this family name, and its end is hidden as often as its beginning.
LONGEST, LIKE_LONGEST = "Nguyễn", 80
SEAL_WORD = "HÀ"
# In heights: blanks between the words of a name are narrower, and so are letters.
HOLE = 1.0
# Words of two readings are the same word where they share so much of the narrower one.
SAME_WORD = 0.6


@dataclass(frozen=True, slots=True)
class _Vote:
    """A reading that says a name."""

    line: Line
    name: str
    sure: float

    @property
    def weight(self) -> float:
        """Return how much the reading counts."""
        syllables = self.name.split()
        common = 1.0 if syllables[0].lower() in COMMON else RARE
        return self.sure * common * (1.0 if len(syllables) >= FULL_NAME else SHORT)


def elected(readings: Sequence[Line]) -> Line | None:
    """Return the line whose name most readings say, each word spelled as most of them spell it.

    Names that lack their family name are taken only where no reading has one.

    Args:
        readings: Readings of the same row, boxes in pixels of one image.

    Returns:
        The line, its words as sure as the readings agree; None where no reading is a name.
    """
    votes = [vote for line in readings if (vote := _vote(line)) is not None]
    name = _leading(_weights(votes))
    if name is None:
        return None
    best = max((vote for vote in votes if vote.name == name), key=lambda vote: vote.sure)
    return Line(tuple(_respelled(word, readings) for word in best.line.words))


def is_decided(readings: Sequence[Line]) -> bool:
    """Tell whether a whole name leads so far that more readings would change nothing."""
    weights = _weights([vote for line in readings if (vote := _vote(line)) is not None])
    (name, most), *others = [*weights.most_common(2), ("", 0.0)]
    whole = has_family(name) if name else False
    long = len(name.split()) >= FULL_NAME
    return whole and long and most >= ENOUGH and most >= AHEAD * others[0][1]


def spelled(text: str) -> str:
    """Return a word of a name without the letters that only look right.

    >>> spelled("1ê"), spelled("I[ưu"), spelled("1ần"), spelled("Ðức"), spelled("Nguyễx")
    ('Lê', 'Lưu', '1ần', 'Đức', 'Nguyễn')
    """
    plain = text.replace("Ð", "Đ")
    whole = len(letters(plain)) >= len(LONGEST) - 1 and not is_legal(plain)
    if whole and fuzz.ratio(letters(plain), letters(LONGEST)) >= LIKE_LONGEST:
        return LONGEST
    respelled = "L" + "".join(filter(str.isalpha, plain[1:]))
    upright = plain[:1] in {"1", "I", "|"} and respelled.lower() in FAMILY_NAMES
    return respelled if upright else plain


def words_of(line: Line) -> tuple[Word, ...]:
    """Return the words of a line that may belong to a name, from the first that may begin one.

    "yên" before a name is the end of "Nguyễn", "HÀ" before a whole one is the seal's "HÀ NỘI".
    """
    words = [replace(word, text=spelled(word.text)) for word in line.words if letters(word.text)]
    first = next((at for at, word in enumerate(words) if _may_begin(word.text)), 0)
    own = words[first:]
    if len(own) > FULL_NAME and own[0].text == SEAL_WORD:
        own = own[1:]
    return tuple(replace(word, text=_in_small(word.text)) for word in own)


def _in_small(text: str) -> str:
    """Return a common family name that was read in capitals as it is printed: "LỀ" is "Lê"."""
    if not (text.isupper() and 1 < len(text) < FULL_NAME):
        return text
    alike = [name for name in COMMON if fold(name) == fold(text)]
    return alike[0].capitalize() if len(alike) == 1 else text


def _may_begin(text: str) -> bool:
    """Tell whether a word may be a name's first: a capital, or a family name that lost its own."""
    hidden = len(text) >= FULL_NAME and any(name.endswith(text) for name in COMMON)
    return text[:1].isupper() or hidden


@lru_cache(maxsize=256)
def _vote(line: Line) -> _Vote | None:
    words = words_of(line)
    name = person_name(" ".join(word.text for word in words))
    if name is None or len(name.split()) != len(words) or _has_hole(words):
        return None
    return _Vote(Line(words), name, min(word.confidence for word in words))


def _weights(votes: Sequence[_Vote]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for vote in votes:
        weights[vote.name] += vote.weight  # type: ignore[assignment]
    return weights


def _leading(weights: Counter[str]) -> str | None:
    """Return the name with most weight; one that only lacks another's beginning yields to it."""
    whole = {name: most for name, most in weights.items() if _is_whole(name, weights)}
    longest = {
        name: most
        for name, most in whole.items()
        if not any(other.endswith(f" {name}") for other in whole)
    }
    if longest:
        return max(longest, key=lambda name: longest[name])
    parts = {name: most for name, most in weights.items() if most >= PART * SHORT * RARE}
    return max(parts, key=lambda name: parts[name], default=None)


def _is_whole(name: str, weights: Counter[str]) -> bool:
    """Tell whether enough readings say a whole name; fewer do where more say all but its first."""
    common = name.split()[0].lower() in COMMON
    rest = " ".join(name.split()[1:])
    least = PART if common and weights[rest] >= WHOLE else WHOLE if common else WHOLE / RARE
    return has_family(name) and weights[name] >= least


def _respelled(word: Word, readings: Sequence[Line]) -> Word:
    """Return a word as most readings spell what stands in its place, as sure as they agree."""
    said: Counter[str] = Counter()
    surest: dict[str, float] = {}
    every = 0.0
    family = word.text.lower() in FAMILY_NAMES
    for other in (other for line in readings for other in line.words if _is_same(word, other)):
        every += other.confidence
        fits = other.text.istitle() and (other.text.lower() in FAMILY_NAMES or not family)
        if fits and is_legal(other.text):
            said[other.text] += other.confidence  # type: ignore[assignment]
            surest[other.text] = max(surest.get(other.text, 0.0), other.confidence)
    if not said.total():
        return word
    text, most = said.most_common(1)[0]
    return replace(word, text=text, confidence=Confidence(surest[text] * most / every))


def _is_same(one: Word, other: Word) -> bool:
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return shared > SAME_WORD * max(one.box.width, other.box.width)


def _has_hole(words: Sequence[Word]) -> bool:
    """Tell whether a syllable inside a name was not read, or read as signs: "Trần { Bích Hạnh"."""
    tall = median(word.box.height for word in words)
    boxes = [word.box for word in words]
    apart = any(b.left - a.right > HOLE * tall for a, b in pairwise(boxes))
    return apart or any(word.box.width > HOLE * tall * len(word.text) for word in words)
