"""One gold record and one read record in, a judgement per value out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.score.normal import caseless, similarity
from corpus.score.rules import LISTS, PARTS_OF_A_VALUE, SIGNER_PARTS, SINGLE, Same
from corpus.score.values import (
    Record,
    as_list,
    as_object,
    code_of,
    confidence_at,
    shown,
    texts,
    value_at,
)
from nlp.record import Json


class Outcome(StrEnum):
    """What became of one value."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    INVENTED = "invented"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Judged:
    """One value compared with the gold.

    Attributes:
        file: Name of the letter, without suffix.
        field: Name in the scoring rules, such as `signers.name`.
        outcome: EMPTY when both sides rightly have nothing.
        gold: The gold value as text; None when the gold has none for this value.
        found: The read value as text; None when nothing was read.
        handwritten: Whether the value is written by hand on the paper.
        confidence: The reader's own, 0 to 1; None when it gave none or for parts of a value.
    """

    file: str
    field: str
    outcome: Outcome
    gold: str | None = None
    found: str | None = None
    handwritten: bool = False
    confidence: float | None = None


def judge(file: str, gold: Record, read: Record) -> list[Judged]:
    """Compare a read record with its gold, field by field.

    Fields the gold does not have at all, and fields it marks illegible, are left out.

    Args:
        file: Name of the letter, for the list of errors.
        gold: The gold record; see `corpus.score.gold` for `illegible` and `handwritten`.
        read: The record that was read; `{}` when reading failed.

    Returns:
        At least one judgement for each field that is compared.
    """
    judged: list[Judged] = []
    for field, same in SINGLE:
        if _compared(gold, field):
            sides = value_at(gold, field), value_at(read, field)
            judged.append(_single(file, field, sides, same, confidence_at(read, field)))
    if _compared(gold, "signers"):
        judged.extend(_signers(file, gold, read))
    for field, key, same in LISTS:
        if _compared(gold, key):
            judged.extend(_entries(file, field, (gold, read), key, same))
    by_hand = set(texts(gold.get("handwritten")))
    return [_with_hand(one, by_hand) for one in judged]


def _compared(gold: Record, field: str) -> bool:
    unread = field in texts(gold.get("illegible")) and value_at(gold, field) is None
    return field.partition(".")[0] in gold and not unread


def _single(
    file: str, field: str, sides: tuple[Json, Json], same: Same, confidence: float | None
) -> Judged:
    gold, found = sides
    if found is None:
        outcome = Outcome.EMPTY if gold is None else Outcome.MISSED
        return Judged(file, field, outcome, gold=shown(gold))
    if gold is None:
        outcome = Outcome.INVENTED
    else:
        outcome = Outcome.RIGHT if same(gold, found) else Outcome.WRONG
    counted = None if field in PARTS_OF_A_VALUE else confidence
    return Judged(file, field, outcome, shown(gold), shown(found), confidence=counted)


def _signers(file: str, gold: Record, read: Record) -> list[Judged]:
    """Judge signers part by part, each beside the gold signer of the most similar name.

    Parts that no gold signer has are left out: publishers often tell the name alone.
    """
    ours, theirs = as_list(gold.get("signers")), as_list(read.get("signers"))
    told = {part for signer in ours for part in as_object(signer)}
    parts = [(part, same) for part, same in SIGNER_PARTS if part in told or not ours]
    rows = _side_by_side(ours, theirs)
    if not rows:
        return [Judged(file, f"signers.{part}", Outcome.EMPTY) for part, _ in parts]
    judged: list[Judged] = []
    for mine, index in rows:
        signer = as_object(mine)
        other = as_object(theirs[index]) if index is not None else {}
        sure = None if index is None else confidence_at(read, "signers", index)
        for part, same in parts:
            sides = signer.get(part) or None, other.get(part) or None
            judged.append(_single(file, f"signers.{part}", sides, same, sure))
    return judged


def _side_by_side(gold: Sequence[Json], found: Sequence[Json]) -> list[tuple[Json, int | None]]:
    """Return every gold signer with the index of the found one beside it, then the rest.

    The most similar names are put side by side first.
    """
    likeness = sorted(
        (-similarity(_name(mine), _name(other)), row, at)
        for row, mine in enumerate(gold)
        for at, other in enumerate(found)
    )
    beside: dict[int, int] = {}
    for _, row, at in likeness:
        if row not in beside and at not in beside.values():
            beside[row] = at
    rows: list[tuple[Json, int | None]] = [(mine, beside.get(row)) for row, mine in enumerate(gold)]
    return rows + [(None, at) for at in range(len(found)) if at not in beside.values()]


def _name(signer: Json) -> str:
    return caseless(str(as_object(signer).get("name") or ""))


def _entries(
    file: str, field: str, records: tuple[Record, Record], key: str, same: Same
) -> list[Judged]:
    (gold, _), (found, sure) = _with_confidence(records[0], key), _with_confidence(records[1], key)
    if not gold and not found:
        return [Judged(file, field, Outcome.EMPTY)]
    matched = one_to_one(gold, found, same)
    spare = Outcome.WRONG if gold else Outcome.INVENTED
    judged: list[Judged] = []
    for index, entry in enumerate(found):
        mine = matched.get(index)
        outcome = spare if mine is None else Outcome.RIGHT
        beside = None if mine is None else shown(gold[mine])
        confidence = None if field in PARTS_OF_A_VALUE else sure[index]
        judged.append(Judged(file, field, outcome, beside, shown(entry), confidence=confidence))
    missed = [entry for at, entry in enumerate(gold) if at not in matched.values()]
    return judged + [Judged(file, field, Outcome.MISSED, gold=shown(one)) for one in missed]


def _with_confidence(record: Record, key: str) -> tuple[list[Json], list[float | None]]:
    """Return the entries that can be compared (a reference needs a code) and their confidences."""
    entries: list[Json] = []
    sure: list[float | None] = []
    for index, entry in enumerate(as_list(record.get(key))):
        if entry and (key != "references" or code_of(entry)):
            entries.append(entry)
            sure.append(confidence_at(record, key, index))
    return entries, sure


def one_to_one(gold: Sequence[Json], found: Sequence[Json], same: Same) -> dict[int, int]:
    """Match as many entries as possible, each used once.

    Args:
        gold: Gold entries.
        found: Read entries.
        same: When a gold entry and a read entry agree.

    Returns:
        Index of a read entry → index of its gold entry (a largest matching, augmenting paths).

    >>> one_to_one(["a", "b"], ["b", "b"], lambda one, other: one == other)
    {0: 1}
    """
    matched: dict[int, int] = {}

    def place(mine: int, tried: set[int]) -> bool:
        for index, entry in enumerate(found):
            if index in tried or not same(gold[mine], entry):
                continue
            tried.add(index)
            if index not in matched or place(matched[index], tried):
                matched[index] = mine
                return True
        return False

    for mine in range(len(gold)):
        place(mine, set())
    return matched


def _with_hand(judged: Judged, by_hand: set[str]) -> Judged:
    """Mark a value written by hand; a code is when its number or its symbol is."""
    mine = {judged.field, judged.field.partition(".")[0]}
    if judged.field == "code":
        mine |= {"number", "symbol"}
    return replace(judged, handwritten=bool(mine & by_hand))
