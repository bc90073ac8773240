"""Terms that cannot all be meant as they stand: finds in, the same with the contested ones doubtful."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.fields.prose import Prose
from nlp.finding import Found
from nlp.folding import fold
from nlp.record import Deadline

DOUBTFUL = 0.4
WHOLE_DAY = len("2026-03-10")
YEARS_AHEAD = 10
"""A day, not a year, so much later than the letter is a slip of the pen or of the reader."""
# Folded, behind a term: "…, nay lùi đến ngày 20/3/2026"; before one: "thay vì trước ngày 10/3".
MOVED = re.compile(
    r"[^.;]{0,60}?\b(?:nay|duoc|xin|se|phai)\s+(?:doi|lui|hoan(?!\s+(?:thanh|thien|chinh|tat))|keo dai|gia han|chuyen|dieu chinh)\b"
)
INSTEAD = re.compile(r"\b(?:thay vi|thay cho)\s+(?:[a-z]+\s+){0,4}$")
LABEL = re.compile(r"(?:thoi\s+)?(?:han|gian)(?!\w)")
REACH = 30
# Nothing but a bracket stands between two terms: "trước ngày 10/3 (chậm nhất ngày 15/3)".
SIDE_BY_SIDE = re.compile(r"[\s,(]*(?:hoac|hay)?[\s,(]*")


def doubted(found: Sequence[Found], text: Prose, issued_on: str | None) -> Iterator[Found]:
    """Yield the deadlines, doubtful where the letter itself speaks against their day.

    That is: a day that was moved to another, two days for one thing, and a day many years ahead.

    Args:
        found: Deadlines in the order of the text.
        text: The running text.
        issued_on: The letter's own date at its precision, if known.
    """
    contested = {at for at, one in enumerate(found) if _is_moved(one, text)}
    contested |= {at for at, one in enumerate(found) if _is_far(one, issued_on)}
    for at, (one, other) in enumerate(pairwise(found)):
        if _contradict(one, other, text):
            contested |= {at, at + 1}
    for at, one in enumerate(found):
        sure = min(one.certainty, DOUBTFUL) if at in contested else one.certainty
        yield replace(one, certainty=sure)


def _is_moved(one: Found, text: Prose) -> bool:
    before = text.folded[max(0, one.start - REACH) : one.start]
    return MOVED.match(text.folded, one.end) is not None or INSTEAD.search(before) is not None


def _is_far(one: Found, issued_on: str | None) -> bool:
    due = _day(one)
    return due is not None and issued_on is not None and _year(due) - _year(issued_on) > YEARS_AHEAD


def _contradict(one: Found, other: Found, text: Prose) -> bool:
    """Tell whether two terms set two days for one thing."""
    days = _day(one), _day(other)
    if None in days or days[0] == days[1]:
        return False
    if SIDE_BY_SIDE.fullmatch(text.folded[one.end : other.start]) is not None:
        return True
    asked, again = _asked(one), _asked(other)
    if asked is None or again is None:
        return False
    if text.clause(one.start, one.end) == text.clause(other.start, other.end):
        return False
    # A label names what is already asked: "Báo cáo kết quả trước 10/3. Thời hạn báo cáo: 20/3."
    labelled = LABEL.match(text.folded, other.start) is not None
    return asked == again or (labelled and set(again[0].split()) <= set(asked[0].split()))


def _asked(one: Found) -> tuple[str, str | None, str | None] | None:
    """Return what is asked of whom, None where the clause does not say what."""
    deadline = one.value
    if not isinstance(deadline, Deadline) or deadline.action is None:
        return None
    return fold(deadline.action), deadline.responsible, deadline.recipient


def _day(one: Found) -> str | None:
    due = one.value.due_on if isinstance(one.value, Deadline) else None
    return due if due is not None and len(due) == WHOLE_DAY else None


def _year(day: str) -> int:
    return int(day[:4])
