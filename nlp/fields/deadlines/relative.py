"""Running text in, terms counted from a receipt, a signing or an event out."""

import re
from collections.abc import Iterator, Sequence

from nlp.fields.dates import Written, period
from nlp.fields.deadlines.background import is_background
from nlp.fields.deadlines.duty import duty_in
from nlp.fields.deadlines.grammar import (
    ANCHORS,
    COUNTED_FROM,
    DUTIES,
    REFUSALS,
    RELATIVE_LEADS,
    STRONG_LEADS,
    UNITS,
)
from nlp.fields.deadlines.lasting import last_day_of_term
from nlp.fields.deadlines.words import alternatives, any_of, exactly
from nlp.fields.prose import Prose
from nlp.finding import Found
from nlp.folding import fold, squeeze
from nlp.record import Deadline, FieldName, Offset, Relation

TERM = re.compile(
    rf"(?<!\w)(?P<lead>{alternatives(RELATIVE_LEADS)})\s*:?\s*"
    r"(?P<amount>(?!0+\b)\d{1,3})(?:\s*\([^)]{1,20}\))?\s*"
    rf"(?P<unit>{alternatives(name for name, _, _ in UNITS)}|gio(?!\s*\d))(?!\w)"
    rf"(?P<counted>[\s,]*(?:lam viec[\s,]*)?(?:{alternatives(COUNTED_FROM)})(?!\w)(?P<anchor>[^,.;:]{{0,160}}))?"
)
HOURS_OF_A_DAY = 24
STRONG = frozenset(map(fold, STRONG_LEADS))
UNIT = {fold(name): (unit, many) for name, unit, many in UNITS}
CERTAINTY, OPEN = 0.85, 0.65
FULL = len("2026-03-10")


def relative_deadlines(
    text: Prose, dates: Sequence[Written], issued_on: str | None
) -> Iterator[Found]:
    """Find the deadlines counted from something.

    Args:
        text: The running text.
        dates: The dates in it.
        issued_on: The letter's own date, from which a term "kể từ ngày ký" runs.

    Yields:
        Deadlines without `due_on`; `last_day` where the day they run from is known.
    """
    for match in TERM.finditer(text.folded):
        clause = text.clause(match.start(), match.end())
        late = match["lead"] == "sau"
        refused = any_of(REFUSALS).search(text.folded, match.end(), match.end() + 120) is not None
        if (late and not refused) or not _sets_term(text, clause, match):
            continue
        if is_background(text, clause, match.start(), match.end()):
            continue
        yield _found(text, clause, match, _start(text, match, dates, issued_on))


def _sets_term(text: Prose, clause: tuple[int, int], match: re.Match[str]) -> bool:
    """Tell whether a term counted from nothing named still asks for something."""
    if match["unit"] == "gio" and int(match["amount"]) % HOURS_OF_A_DAY:
        return False
    if match["counted"]:
        return True
    asks = exactly(DUTIES).search(text.flat[clause[0] : clause[1]]) is not None
    return asks and " ".join(match["lead"].split()) in STRONG


def _found(text: Prose, clause: tuple[int, int], match: re.Match[str], start: str | None) -> Found:
    offset = _offset(text, match)
    duty = duty_in(text, clause, match.span())
    known = start is not None and len(start) == FULL
    deadline = Deadline(
        due_on=None,
        relation=Relation.WITHIN,
        offset=offset,
        last_day=last_day_of_term(offset, period(start)[0]) if start and known else None,
        action=duty.action,
        responsible=duty.responsible,
        recipient=duty.recipient,
        quote=squeeze(text.flat[clause[0] : clause[1]]),
    )
    sure = CERTAINTY if match["counted"] else OPEN
    return Found(FieldName.DEADLINES, deadline, match.start(), match.end(), sure)


def _offset(text: Prose, match: re.Match[str]) -> Offset:
    amount = int(match["amount"])
    if match["unit"] == "gio":
        return Offset(amount // HOURS_OF_A_DAY, "day", _anchor(_words(text, match)))
    unit, many = UNIT[" ".join(match["unit"].split())]
    return Offset(amount * many, unit, _anchor(_words(text, match)))


def _words(text: Prose, match: re.Match[str]) -> str:
    return text.flat[match.start("anchor") : match.end("anchor")] if match["counted"] else ""


def _anchor(words: str) -> str:
    for name, anchor in ANCHORS:
        if exactly((name,)).search(words):
            return anchor
    return "event"


def _start(
    text: Prose, match: re.Match[str], dates: Sequence[Written], issued_on: str | None
) -> str | None:
    """Return the day the term runs from: one named, or the letter's own for "ngày ký"."""
    first, last = match.span("anchor") if match["counted"] else (0, 0)
    named = next((date.iso for date in dates if first <= date.start < last), None)
    return named or (issued_on if _anchor(_words(text, match)) == "signing" else None)
