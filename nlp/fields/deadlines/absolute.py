"""Running text in, deadlines with a date out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from nlp.fields.dates import Written, period
from nlp.fields.deadlines.background import is_background, needs_hold
from nlp.fields.deadlines.duty import duty_in
from nlp.fields.deadlines.grammar import (
    FINISHING,
    LINKS,
    NARROW,
    NARROW_LINKS,
    RECURRING,
    TRIGGERS,
    Trigger,
)
from nlp.fields.deadlines.lasting import last_day
from nlp.fields.deadlines.words import alternatives, any_of, exactly
from nlp.fields.prose import Prose
from nlp.finding import Found
from nlp.folding import squeeze
from nlp.record import Deadline, FieldName, Relation

DAY = len("2026-03-10")
REACH = 140
"""Characters before a date in which its trigger may begin."""
UNDATED = 0.5
LATE = timedelta(days=31)
"""A term so long before the letter's own date is history; OCR may miss a handwritten day."""
# "trước cuối tháng 6", "trước khi hết quý II": the period itself is in time.
ENDS = re.compile(r"(?<!\w)(?:cuoi|het)\s*$")
SCHOOL_YEAR = re.compile(
    r"(?<!\w)(?:truoc khi\s+)?(?:het|cuoi|ket thuc|trong)\s+nam hoc\s+20\d\d\s*[-–]\s*(?P<year>20\d\d)(?!\w)"
)
LAST_OF_SCHOOL = "05-31"
"""A school year ends before 31 May (the Ministry's yearly framework for school time)."""
BARE = re.compile(r"(?<!\w)(?:ngay|thang|quy|thu|sang|chieu)(?!\w)")
"""A date without a year is surely one where one of these stands before it: "trước 5/6 tổng số" is a share."""
BARE_SURE = 0.4
# "thời hạn nộp thuế của kỳ tính thuế tháng 8/2025", "thời hạn sử dụng đất từ ngày …": of which month,
# or from when; the term itself stands elsewhere.
OF_WHICH = re.compile(r"(?<!\w)(?:tu|cua|ky(?:\s+[a-z]+){0,2})\s*(?:ngay|thang|quy|nam)?\s*$")
# "hạn nộp báo cáo tháng 7/2026 là ngày 05/8/2026", "thời hạn gửi số liệu quý III/2026: 20/10/2026".
NAMED_BEHIND = re.compile(
    r"\s*(?:(?:la|cham nhat|muon nhat|tre nhat|truoc|vao|den)(?!\w)|:)[a-z\s:,]{0,40}\d"
)
# "định kỳ hằng năm (trước ngày 30/11)" is no day of one year.
COMES_AGAIN = re.compile(
    rf"(?<!\w)(?:(?:{alternatives(RECURRING)})[\s,]*\(?|(?:tuan|thang|quy|nam)\s*\()\s*(?:truoc|cham nhat|muon nhat|vao)(?:\s+(?:la|vao|truoc|ngay))*\s*$"
)
TWICE = re.compile(
    r"\s*(?:va|,|hoac)\s*(?:truoc\s+)?(?:ngay\s*)?\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s+"
    rf"(?:{alternatives(RECURRING)})(?!\w)"
)
AND = re.compile(r"\s*(?:va|hoac)\s+(?:ngay\s*)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A date bound by a trigger: span in the text, relation, and the trigger that binds it."""

    start: int
    end: int
    date: Written
    trigger: Trigger
    relation: Relation


def dated_deadlines(
    text: Prose, dates: Sequence[Written], issued_on: str | None
) -> Iterator[Found]:
    """Find the deadlines with a date.

    Args:
        text: The running text.
        dates: The dates in it, in order.
        issued_on: The letter's own date at its precision, if known.

    Yields:
        One Found per term; its span is the trigger with the date.
    """
    since = 0
    for term in _terms(text, dates):
        clause = text.clause(term.start, term.end)
        if not _is_history(term, issued_on) and not is_background(
            text, clause, term.start, term.end
        ):
            yield _found(text, clause, term, since)
            since = term.end


def school_year_deadlines(text: Prose) -> Iterator[Found]:
    """Find terms at the end of a school year ("hết năm học 2025-2026"), where something is asked.

    The paper names no date, so `due_on` is None; `last_day` is what the Ministry's framework says.
    """
    for match in SCHOOL_YEAR.finditer(text.folded):
        clause = text.clause(match.start(), match.end())
        finishes = exactly(FINISHING).search(text.flat[clause[0] : match.start()]) is not None
        if not finishes or is_background(text, clause, match.start(), match.end()):
            continue
        duty = duty_in(text, clause, match.span())
        deadline = Deadline(
            due_on=None,
            relation=Relation.BY,
            last_day=f"{match['year']}-{LAST_OF_SCHOOL}",
            action=duty.action,
            responsible=duty.responsible,
            recipient=duty.recipient,
            quote=squeeze(text.flat[clause[0] : clause[1]]),
        )
        yield Found(FieldName.DEADLINES, deadline, match.start(), match.end(), UNDATED)


def _terms(text: Prose, dates: Sequence[Written]) -> Iterator[Term]:
    last: Term | None = None
    for date in dates:
        term = _term(text, date) or _also(text, date, last)
        if term is not None:
            yield term
        last = term


def _term(text: Prose, date: Written) -> Term | None:
    if any_of(RECURRING).match(text.folded, date.end + 1):
        return None
    clause = text.clause(date.from_time, date.end)
    left = text.folded[max(clause[0], date.from_time - REACH) : date.from_time]
    if date.bare_year and (COMES_AGAIN.search(left) or TWICE.match(text.folded, date.end)):
        return None
    for trigger in TRIGGERS:
        match = _pattern(trigger).search(left)
        if match is None or not _fits(trigger, date):
            continue
        if trigger.reach and (OF_WHICH.search(left, match.start()) or _is_of_what(text, date)):
            continue
        start = date.from_time - len(left) + match.start()
        if needs_hold(text, clause, trigger, start, date.end):
            return Term(start, date.end, date, trigger, trigger.relation)
    return None


def _is_of_what(text: Prose, date: Written) -> bool:
    """Tell whether a month or quarter says what is due, not when: the day stands behind it."""
    return len(date.iso) < DAY and NAMED_BEHIND.match(text.folded, date.end) is not None


def _fits(trigger: Trigger, date: Written) -> bool:
    """Tell whether a trigger binds dates of that precision."""
    if len(date.iso) == len("2026"):
        return trigger.years
    return not trigger.months or len(date.iso) == len("2026-03")


def _also(text: Prose, date: Written, last: Term | None) -> Term | None:
    """Return the second date of "trước ngày 15/6 và 15/12/2026"."""
    if last is None or AND.fullmatch(text.folded[last.end : date.from_time]) is None:
        return None
    return replace(last, end=date.end, date=date)


@cache
def _pattern(trigger: Trigger) -> re.Pattern[str]:
    links = alternatives(NARROW_LINKS if trigger.words in NARROW else LINKS)
    free = rf"(?:\s+[^\s,;.:()]+){{0,{trigger.reach}}}?" if trigger.reach else ""
    # Crawled pages glue words together: "trướcngày 10/3", "chậm nhất vàongày 15/3".
    return re.compile(
        rf"(?<!\w)(?:thoi\s+(?=han))?{alternatives((trigger.words,))}(?:(?!\w)|(?=ngay)){free}(?:[\s:(–-]|(?:{links}))*$"
    )


def _is_history(term: Term, issued_on: str | None) -> bool:
    """Tell whether a term lies before the letter itself."""
    if issued_on is None:
        return False
    grace = LATE if term.trigger.certainty > 0.9 else timedelta(0)
    return period(term.date.iso)[1] < period(issued_on)[0] - grace


def _found(text: Prose, clause: tuple[int, int], term: Term, since: int) -> Found:
    duty = duty_in(text, clause, (term.start, term.end), since=since)
    date = term.date
    whole = ENDS.search(text.folded[term.start : date.start]) is not None
    relation = Relation.BY if whole else term.relation
    deadline = Deadline(
        due_on=date.iso,
        relation=term.relation,
        time=date.time,
        last_day=last_day(date.iso, relation, time=date.time),
        action=duty.action,
        responsible=duty.responsible,
        recipient=duty.recipient,
        quote=squeeze(text.flat[clause[0] : clause[1]]),
    )
    sure = term.trigger.certainty
    if date.bare_year and BARE.search(text.folded[term.start : term.end]) is None:
        sure = BARE_SURE
    return Found(FieldName.DEADLINES, deadline, term.start, term.end, sure)
