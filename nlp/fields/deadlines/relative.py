"""Running text in, terms counted from a receipt, a signing or an event out."""

import re
from collections.abc import Iterator, Sequence

from nlp.fields.dates import Written, period
from nlp.fields.deadlines.background import is_background
from nlp.fields.deadlines.duty import duty_in
from nlp.fields.deadlines.grammar import (
    ANCHORS,
    BEFOREHAND,
    COUNTED_FROM,
    DUTIES,
    NUMERALS,
    OBLIGES,
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

NUMERAL = alternatives(name for name, _ in NUMERALS)
AMOUNT = (
    r"(?:(?P<amount>(?!0+\b)\d{1,3})(?:\s*\([^)]{1,20}\))?"
    rf"|(?P<words>{NUMERAL})(?:\s*\(\s*(?P<figures>(?!0+\b)\d{{1,3}})[^)]{{0,10}}\))?(?!\w))\s*"
)
COUNTED = (
    r"(?P<counted>[\s,]*(?:lam viec[\s,]*)?"
    rf"(?:{alternatives(COUNTED_FROM)})(?!\w)(?P<anchor>[^,.;:]{{0,160}}))"
)
UNIT_NAMES = alternatives(name for name, _, _ in UNITS)
TERM = re.compile(
    rf"(?<!\w)(?P<lead>{alternatives(RELATIVE_LEADS)})\s*:?\s*{AMOUNT}"
    rf"(?P<unit>{UNIT_NAMES}|gio(?!\s*\d))(?!\w){COUNTED}?"
)
# "02 ngày làm việc kể từ ngày nhận hồ sơ, phòng …"; "Thời hạn trả lời là 15 ngày kể từ …"
BARE = re.compile(rf"(?<![\w/.,]){AMOUNT}(?P<unit>{UNIT_NAMES})(?!\w){COUNTED}")
LABELLED = re.compile(r"(?<!\w)(?:thoi han|thoi gian)(?!\w)[^.;:]*(?:(?<!\w)(?:la|toi da)|:)\s*$")
# "chậm nhất là 15 ngày trước ngày khai mạc"; "gửi trước cuộc họp ít nhất 03 ngày"
BACK = re.compile(
    rf"(?<!\w)(?:{alternatives(BEFOREHAND)})(?:\s+la)?\s+{AMOUNT}(?P<unit>{UNIT_NAMES})\s+truoc(?!\w)"
)
AHEAD_OF = re.compile(
    rf"(?<!\w)truoc\s+(?:[^\s,;.:()]+\s+){{0,6}}?(?:it nhat|toi thieu)\s+{AMOUNT}(?P<unit>{UNIT_NAMES})(?!\w)"
)
# "trong 03 ngày làm việc (từ ngày 08 đến ngày 10/12)" is a period, told with its days.
TOLD = re.compile(r"\s*[(,]\s*tu\s")
HOURS_OF_A_DAY = 24
STRONG = frozenset(map(fold, STRONG_LEADS))
NUMBER = {name: many for name, many in NUMERALS}
UNIT = {fold(name): (unit, many) for name, unit, many in UNITS}
CERTAINTY, OPEN = 0.85, 0.65
FULL = len("2026-03-10")


def relative_deadlines(
    text: Prose, dates: Sequence[Written], issued_on: str | None
) -> Iterator[Found]:
    """Find the deadlines counted from something, or back from it.

    Args:
        text: The running text.
        dates: The dates in it.
        issued_on: The letter's own date, from which a term "kể từ ngày ký" runs.

    Yields:
        Deadlines without `due_on`; `last_day` where the day they run from is known. A term counted
        back ("chậm nhất 15 ngày trước ngày họp") has the relation BEFORE and runs from an event.
    """
    for match, back in _terms(text):
        clause = text.clause(match.start(), match.end())
        if is_background(text, clause, match.start(), match.end()):
            continue
        start = None if back else _start(text, match, dates, issued_on)
        yield _found(text, clause, match, start, back=back)


def _terms(text: Prose) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the terms that bind, each with whether it is counted back."""
    taken: list[tuple[int, int]] = []
    for pattern, holds in ((BACK, _asks), (AHEAD_OF, _asks), (TERM, _binds), (BARE, _stands_alone)):
        for match in pattern.finditer(text.folded):
            inside = any(match.start() < end and start < match.end() for start, end in taken)
            clause = text.clause(match.start(), match.end())
            if inside or _many(text, match) is None or not holds(text, clause, match):
                continue
            taken.append(match.span())
            yield match, pattern in (BACK, AHEAD_OF)


def _asks(text: Prose, clause: tuple[int, int], match: re.Match[str]) -> bool:
    words = exactly((*DUTIES, *OBLIGES))
    return words.search(text.flat[clause[0] : clause[1]]) is not None


def _binds(text: Prose, clause: tuple[int, int], match: re.Match[str]) -> bool:
    late = match["lead"] == "sau"
    refused = any_of(REFUSALS).search(text.folded, match.end(), match.end() + 120) is not None
    return (refused or not late) and _sets_term(text, clause, match)


def _stands_alone(text: Prose, clause: tuple[int, int], match: re.Match[str]) -> bool:
    """A term without words before it opens its clause, or stands behind "thời hạn … là"."""
    before = text.folded[clause[0] : match.start()]
    return (
        not before.strip() or before.rstrip().endswith(":") or LABELLED.search(before) is not None
    )


def _sets_term(text: Prose, clause: tuple[int, int], match: re.Match[str]) -> bool:
    """Tell whether a term counted from nothing named still asks for something."""
    if match["unit"] == "gio" and (_many(text, match) or 1) % HOURS_OF_A_DAY:
        return False
    if match["counted"]:
        return True
    working = match["unit"].endswith("viec") and TOLD.match(text.folded, match.end()) is None
    strong = " ".join(match["lead"].split()) in STRONG
    return (strong or working) and _asks(text, clause, match)


def _found(
    text: Prose,
    clause: tuple[int, int],
    match: re.Match[str],
    start: str | None,
    *,
    back: bool,
) -> Found:
    offset = _offset(text, match)
    duty = duty_in(text, clause, match.span())
    known = start is not None and len(start) == FULL
    deadline = Deadline(
        due_on=None,
        relation=Relation.BEFORE if back else Relation.WITHIN,
        offset=offset,
        last_day=last_day_of_term(offset, period(start)[0]) if start and known else None,
        action=duty.action,
        responsible=duty.responsible,
        recipient=duty.recipient,
        quote=squeeze(text.flat[clause[0] : clause[1]]),
    )
    sure = CERTAINTY if back or _is_counted(match) else OPEN
    return Found(FieldName.DEADLINES, deadline, match.start(), match.end(), sure)


def _offset(text: Prose, match: re.Match[str]) -> Offset:
    amount = _many(text, match) or 0
    if match["unit"] == "gio":
        return Offset(amount // HOURS_OF_A_DAY, "day", _anchor(_words(text, match)))
    unit, many = UNIT[" ".join(match["unit"].split())]
    return Offset(amount * many, unit, _anchor(_words(text, match)))


def _many(text: Prose, match: re.Match[str]) -> int | None:
    """Return the number, in figures or as a word; None where the word only looks like one."""
    figures = match["amount"] or match["figures"]
    if figures is not None:
        return int(figures)
    # Without marks "sau" is six.
    return NUMBER.get(squeeze(text.flat[match.start("words") : match.end("words")]).lower())


def _is_counted(match: re.Match[str]) -> bool:
    return match.groupdict().get("counted") is not None


def _words(text: Prose, match: re.Match[str]) -> str:
    return text.flat[match.start("anchor") : match.end("anchor")] if _is_counted(match) else ""


def _anchor(words: str) -> str:
    for name, anchor in ANCHORS:
        if exactly((name,)).search(words):
            return anchor
    return "event"


def _start(
    text: Prose, match: re.Match[str], dates: Sequence[Written], issued_on: str | None
) -> str | None:
    """Return the day the term runs from: one named, or the letter's own for "ngày ký"."""
    first, last = match.span("anchor") if _is_counted(match) else (0, 0)
    named = next((date.iso for date in dates if first <= date.start < last), None)
    return named or (issued_on if _anchor(_words(text, match)) == "signing" else None)
