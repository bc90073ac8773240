"""What staff's corrections and gazetteer teach: lexicons and lessons in, lexicons that know more out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from nlp.folding import fold, squeeze
from nlp.lexicons import Lexicons
from nlp.record import Signer

# Out of 100, on names without marks: "Nguyên Văn An" is "Nguyễn Văn An", "Trần Văn An" is another.
LIKE = 90


class Lesson(StrEnum):
    """What a correction, or a line of the office's gazetteer, may teach."""

    BODY = "body"
    SIGNER = "signer"
    SYMBOL = "symbol"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Taught:
    """One lesson.

    Attributes:
        kind: Which list it belongs to.
        value: A body's or signer's name, a symbol with its units' abbreviations, or an abbreviation.
        about: The issuer a signer signs for, or the words of an abbreviation; else empty.
        post: The signer's post, where it was given.
        retired: It is not to be used any more, wherever it came from.
    """

    kind: Lesson
    value: str
    about: str = ""
    post: str | None = None
    retired: bool = False


@lru_cache(maxsize=2)
def with_lessons(lexicons: Lexicons, lessons: tuple[Taught, ...]) -> Lexicons:
    """Return the lexicons with what staff taught; what they taught comes before what shipped.

    The same lessons give the same object, so that what is made of it need not be made again.
    """
    if not lessons:
        return lexicons
    retired = [one for one in lessons if one.retired]
    known = _without_retired(lexicons, retired)
    taught = [one for one in lessons if not one.retired and not _is_retired(one, retired)]
    signers: dict[str, list[Signer]] = {}
    for one in taught:
        if one.kind is Lesson.SIGNER:
            signers.setdefault(issuer_key(one.about), []).append(Signer(one.value, one.post))
    bodies = [one.value for one in taught if one.kind is Lesson.BODY]
    symbols = [one.value for one in taught if one.kind is Lesson.SYMBOL]
    spelt = {one.value: one.about for one in reversed(taught) if one.kind is Lesson.ABBREVIATION}
    return replace(
        known,
        agencies=tuple(dict.fromkeys((*bodies, *known.agencies))),
        units=(known.units | parts_of(symbols)) - _short(retired),
        abbreviations={**known.abbreviations, **spelt},
        signers={issuer: tuple(named) for issuer, named in signers.items()},
    )


def _is_retired(lesson: Taught, retired: Iterable[Taught]) -> bool:
    """Tell whether a lesson is retired: for this issuer or these words, or for any."""
    about = ("", issuer_key(lesson.about))
    return any(
        (one.kind, one.value) == (lesson.kind, lesson.value) and issuer_key(one.about) in about
        for one in retired
    )


def _without_retired(lexicons: Lexicons, retired: Sequence[Taught]) -> Lexicons:
    """Return the shipped lists without what the office does not want used."""
    bodies = {issuer_key(one.value) for one in retired if one.kind is Lesson.BODY}
    short = _short(retired)
    return replace(
        lexicons,
        agencies=tuple(name for name in lexicons.agencies if issuer_key(name) not in bodies),
        abbreviations={
            name: words for name, words in lexicons.abbreviations.items() if name not in short
        },
    )


def _short(lessons: Iterable[Taught]) -> frozenset[str]:
    """Return the abbreviations among lessons; a unit's stands in symbols, others in the text."""
    kinds = (Lesson.SYMBOL, Lesson.ABBREVIATION)
    return frozenset(one.value for one in lessons if one.kind in kinds)


def parts_of(symbols: Iterable[str]) -> frozenset[str]:
    """Return the abbreviations that symbols are made of.

    >>> sorted(parts_of(["KH-SGDĐT", "2024/NQ-HĐND"]))
    ['HĐND', 'KH', 'NQ', 'SGDĐT']
    """
    parts = (part for symbol in symbols for part in re.split(r"[-/,]", symbol))
    return frozenset(part for part in parts if part and not part.isdigit())


def issuer_key(issuer: str) -> str:
    """Return an issuer's name without marks, case and signs.

    >>> issuer_key("SỞ Y TẾ ") == issuer_key("Sở Y tế")
    True
    """
    return squeeze(fold(issuer))


def known_signer(name: str, known: Iterable[Signer]) -> Signer | None:
    """Return the one known signer whose name was meant, or None.

    A name that the seal hides in part is its end.

    >>> known_signer("Nguyên Văn Mẩu", [Signer("Nguyễn Văn Mẫu"), Signer("Trần Thị Thử")])
    Signer(name='Nguyễn Văn Mẫu', position=None, authority=None, on_behalf_of=None)
    >>> known_signer("Văn Mẫu", [Signer("Nguyễn Văn Mẫu"), Signer("Trần Văn Mẫu")]) is None
    True
    """
    plain = fold(name)
    meant = [
        one
        for one in known
        if one.name
        and (fuzz.ratio(plain, fold(one.name)) >= LIKE or fold(one.name).endswith(f" {plain}"))
    ]
    exact = [one for one in meant if one.name == name]
    names = {one.name for one in meant}
    return exact[0] if exact else meant[0] if len(names) == 1 else None
