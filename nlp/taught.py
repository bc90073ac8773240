"""What staff's corrections teach: lexicons and lessons in, lexicons that know more out."""

import re
from collections.abc import Iterable
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
    """What a correction may teach."""

    BODY = "body"
    SIGNER = "signer"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Taught:
    """One lesson.

    Attributes:
        kind: Which list it belongs to.
        value: A body's name, a signer's name, or a symbol with its units' abbreviations.
        about: The issuer a signer signs for; else empty.
        post: The signer's post, where it was given.
    """

    kind: Lesson
    value: str
    about: str = ""
    post: str | None = None


@lru_cache(maxsize=2)
def with_lessons(lexicons: Lexicons, lessons: tuple[Taught, ...]) -> Lexicons:
    """Return the lexicons with what staff taught; what they taught comes before what shipped.

    The same lessons give the same object, so that what is made of it need not be made again.
    """
    if not lessons:
        return lexicons
    bodies = [one.value for one in lessons if one.kind is Lesson.BODY]
    symbols = [one.value for one in lessons if one.kind is Lesson.SYMBOL]
    signers: dict[str, list[Signer]] = {}
    for one in lessons:
        if one.kind is Lesson.SIGNER:
            signers.setdefault(issuer_key(one.about), []).append(Signer(one.value, one.post))
    return replace(
        lexicons,
        agencies=tuple(dict.fromkeys((*bodies, *lexicons.agencies))),
        units=lexicons.units | parts_of(symbols),
        signers={issuer: tuple(known) for issuer, known in signers.items()},
    )


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
