"""Takes mentions of one letter together where OCR misread some: finds in, one find a letter out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from nlp.fields.codes import Code
from nlp.finding import Found
from nlp.record import Reference

POOR = 0.7
"""Words read less surely may have lost a sign."""
AGREED, SURE, DIFFERED, TORN = 0.96, 0.9, 0.75, 0.5
SHORTEST = 3
"""Digits of a number whose end alone another mention may show."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a letter is cited.

    Attributes:
        code: Its number and symbol.
        found: What was found there; its value is a `Reference`.
        read: How sure OCR was of the least sure word of the code, 1 where OCR had no part in it.
    """

    code: Code
    found: Found
    read: float = 1.0

    @property
    def reference(self) -> Reference:
        """The letter cited."""
        assert isinstance(self.found.value, Reference)  # noqa: S101 - made by the finder
        return self.found.value


def letters_cited(mentions: Iterable[Mention]) -> list[Found]:
    """Return one find a letter, in the order of first mention, completed by its other mentions."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        group = next((one for one in groups if any(_are_one(mention, old) for old in one)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return [_joined(group) for group in groups]


def _are_one(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions are of one letter: alike, or one is what OCR left of the other."""
    if one.code.value.upper() == other.code.value.upper():
        return True
    if one.read >= 1.0 and other.read >= 1.0:
        return False
    if _bare(one) == _bare(other):
        return True
    days = one.reference.issued_on, other.reference.issued_on
    if None not in days and days[0] != days[1]:
        return False
    return _cut_short(one, other) or (None not in days and _misread(one, other))


def _cut_short(one: Mention, other: Mention) -> bool:
    """Tell whether one symbol is the beginning of the other: "04/GA VI", "04/GAVI"."""
    short, long = sorted((one.code.symbol, other.code.symbol), key=len)
    return one.code.number == other.code.number and long.startswith(short)


def _misread(one: Mention, other: Mention) -> bool:
    """Tell whether two codes of one day differ by what the worse read one lost or confused."""
    if min(one.read, other.read) >= POOR:
        return False
    if one.code.symbol == other.code.symbol:
        short, long = sorted((one.code.number, other.code.number), key=len)
        return len(long) >= SHORTEST and (long.endswith(short) or _one_sign_apart(short, long))
    same = one.code.number == other.code.number
    return same and _one_sign_apart(one.code.symbol, other.code.symbol)


def _one_sign_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _bare(mention: Mention) -> str:
    return re.sub(r"\W", "", mention.code.value).upper()


def _rank(mention: Mention) -> tuple[bool, int, int, float]:
    """Return what tells the better of two readings: whole, longer, more parts, better read."""
    code = mention.code
    return (not code.torn, len(_bare(mention)), code.symbol.count("-"), mention.read)


def _joined(group: list[Mention]) -> Found:
    best = max(group, key=_rank)
    value = best.reference
    for other in group:
        value = _completed(value, other.reference)
    first = group[0].found
    return replace(first, value=value, certainty=_certainty(group, best), core=best.found.core)


def _certainty(group: list[Mention], best: Mention) -> float:
    alike = sum(one.code.value.upper() == best.code.value.upper() for one in group)
    if best.code.torn and alike == 1:
        return TORN
    if alike < len(group):
        return AGREED if alike > 1 else DIFFERED
    return AGREED if alike > 1 else SURE


def _completed(old: Reference, new: Reference) -> Reference:
    return Reference(
        code=old.code,
        issued_on=old.issued_on or new.issued_on,
        document_type=old.document_type or new.document_type,
        issuer=_fuller(old.issuer, new.issuer),
        role=old.role or new.role,
    )


def _fuller(old: str | None, new: str | None) -> str | None:
    """Return the name first given, or the other where it only says more of it."""
    return new if old is None or (new is not None and new.startswith(old)) else old
