"""Other values that may be the right one: a find, its words and the letter's other finds go in.

They are offered to staff beside the value, the likeliest first; nothing chooses them by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz, process

from nlp.confidence import WELL_READ
from nlp.document import Word
from nlp.fields.codes import TYPES, type_of
from nlp.finding import Found
from nlp.folding import fold, squeeze
from nlp.lexicons import Lexicons
from nlp.record import MANY, FieldName, Signer, Value

MOST = 4
"""So many are offered: one key each."""

ALIKE: Mapping[str, str] = {
    "0": "68", "1": "74", "2": "7", "3": "85", "4": "91", "5": "36", "6": "05", "7": "12",
    "8": "3", "9": "4",
}  # fmt: skip
"""Digits that pens and OCR confuse, the likeliest first."""

NEAR = 82
"""Names of bodies at least this much alike (percent, without marks) may be the one meant."""

NOISE = " .,;:*_-–—=~|'\"“”"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known when others are looked for.

    Attributes:
        found: The value and where it stands.
        words: The words under it.
        quote: The same as one text, as read.
        every: Everything found in the letter.
    """

    found: Found
    words: Sequence[Word]
    quote: str
    every: Sequence[Found]

    @property
    def text(self) -> str:
        """The value, where it is text; else nothing."""
        return self.found.value if isinstance(self.found.value, str) else ""

    def first(self, name: FieldName) -> str:
        """Return the first text found for a field, or nothing."""
        texts = (x.value for x in self.every if x.name is name and isinstance(x.value, str))
        return next(texts, "")


def others(seen: Seen, lexicons: Lexicons) -> tuple[Value, ...]:
    """Return at most `MOST` other values, the likeliest first.

    >>> from nlp.document import Box, Confidence
    >>> word = Word("15", Box(0, 0, 9, 9), Confidence(0.4))
    >>> none = Lexicons(*map(frozenset, ("", )), (), (), *map(frozenset, ("", "", "")), {})
    >>> others(Seen(Found(FieldName.NUMBER, "15", 0, 2), [word], "15", ()), none)
    ('75', '45', '13', '16')
    """
    mine = dict.fromkeys((*_found_elsewhere(seen), *_of_the_field(seen, lexicons)))
    return tuple(islice((value for value in mine if value != seen.found.value), MOST))


def _found_elsewhere(seen: Seen) -> Iterator[Value]:
    """Yield what else was found for a field that has one value."""
    if seen.found.name not in MANY:
        yield from (other.value for other in seen.every if other.name is seen.found.name)


def _of_the_field(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    look = LOOKS.get(seen.found.name)
    return iter(()) if look is None else look(seen, lexicons)


def _type(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    """The type that the symbol begins with."""
    by_symbol = type_of(seen.first(FieldName.SYMBOL)) if seen.first(FieldName.SYMBOL) else None
    if by_symbol is not None:
        yield by_symbol


def _symbol(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    """The symbol with the type that the heading names."""
    first, dash, rest = seen.text.partition("-")
    heading = seen.first(FieldName.DOCUMENT_TYPE)
    if dash and heading not in ("", "CV", first):
        yield f"{heading}-{rest}" if first in TYPES else f"{heading}-{seen.text}"


def _number(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    if _poorly_read(seen, seen.text):
        yield from _confused(seen.text)


def _day(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    """The same month with another day: the day is what is written by hand."""
    month, dash, day = seen.text.rpartition("-")
    if month.count("-") != 1 or not _poorly_read(seen, day.lstrip("0")):
        return
    for other in _confused(day):
        try:
            yield date.fromisoformat(f"{month}{dash}{other}").isoformat()
        except ValueError:
            continue


def _confused(digits: str) -> Iterator[str]:
    """Yield a number with one digit read otherwise."""
    for at, digit in enumerate(digits):
        for other in ALIKE.get(digit, ""):
            yield f"{digits[:at]}{other}{digits[at + 1 :]}"


def _poorly_read(seen: Seen, text: str) -> bool:
    """Tell whether the reader was unsure of the words that hold a text, or of all."""
    holding = [word for word in seen.words if text in word.text] or seen.words
    return any(word.confidence < WELL_READ for word in holding)


def _as_printed(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    """The words as read, where a finder respelt them."""
    printed = squeeze(seen.quote.replace("\n", " ")).strip(NOISE)
    if printed and fold(printed) == fold(seen.text) and printed.lower() != seen.text.lower():
        yield printed


def _body(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    """The words as read, and the known bodies that are called nearly so."""
    yield from _as_printed(seen, lexicons)
    names = {name: fold(name) for name in lexicons.agencies}
    alike = process.extract(
        fold(seen.text), names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST + 1
    )
    yield from (name for _folded, _score, name in alike if fold(name) != fold(seen.text))


def _signer(seen: Seen, lexicons: Lexicons) -> Iterator[Value]:
    """The same name with other marks on its poorly read syllables."""
    signer = seen.found.value
    if not isinstance(signer, Signer) or signer.name is None:
        return
    doubtful = {word.text.strip(NOISE) for word in seen.words if word.confidence < WELL_READ}
    parts = signer.name.split()
    for at, part in reversed(list(enumerate(parts))[1:]):
        if part in doubtful or part.upper() in doubtful:
            for other in _marked(part, lexicons):
                yield replace(signer, name=" ".join([*parts[:at], other, *parts[at + 1 :]]))


def _marked(syllable: str, lexicons: Lexicons) -> list[str]:
    """Return the syllables of given names that differ from one in marks alone."""
    return [name for name in _by_fold(lexicons).get(fold(syllable), ()) if name != syllable]


@lru_cache(maxsize=2)
def _by_fold(lexicons: Lexicons) -> Mapping[str, Sequence[str]]:
    names: dict[str, list[str]] = {}
    for name in sorted(lexicons.given_names):
        names.setdefault(fold(name), []).append(name)
    return names


Look = Callable[[Seen, Lexicons], Iterator[Value]]
LOOKS: Mapping[FieldName, Look] = {
    FieldName.DOCUMENT_TYPE: _type,
    FieldName.NUMBER: _number,
    FieldName.SYMBOL: _symbol,
    FieldName.ISSUER: _body,
    FieldName.ISSUER_PARENT: _body,
    FieldName.PLACE: _as_printed,
    FieldName.ISSUED_ON: _day,
    FieldName.SUBJECT: _as_printed,
    FieldName.ADDRESSEES: _as_printed,
    FieldName.RECIPIENTS: _as_printed,
    FieldName.SIGNERS: _signer,
}
"""How each field's others are found; the other fields have those found elsewhere alone."""
