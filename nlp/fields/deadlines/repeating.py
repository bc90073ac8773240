"""Running text in, terms that come again every week, month, quarter or year out."""

import re
from collections.abc import Iterator

from nlp.fields.deadlines.background import is_background
from nlp.fields.deadlines.duty import duty_in
from nlp.fields.deadlines.grammar import DUTIES, EVERY
from nlp.fields.deadlines.words import alternatives, exactly
from nlp.fields.prose import Prose
from nlp.finding import Found
from nlp.folding import fold, squeeze
from nlp.record import Deadline, FieldName, Relation

# "trước ngày 25 hằng tháng", "chậm nhất vào ngày 15 của tháng đầu quý sau", "ngày 20/6 hằng năm"
DAY = re.compile(
    r"(?<!\w)(?P<lead>truoc|cham nhat|muon nhat|khong muon hon|vao|han cuoi)(?:\s+(?:la|vao|truoc))*\s+"
    r"(?:ngay\s*)?(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:\s*/\s*\d{1,2}|\s+thang\s+\d{1,2})?"
    r"(?:\s*(?:va|,)\s*(?:truoc\s+)?(?:ngay\s+)?\d{1,2}(?:\s*/\s*\d{1,2}|\s+thang\s+\d{1,2})?)?"
    rf"(?:(?:\s+(?:cua\s+)?(?:thang|quy)(?:\s+[a-z]+){{0,4}})?\s*(?:cua\s+)?(?:{alternatives(name for name, _ in EVERY)})(?!\w)"
    r"|\s+(?:cua\s+)?thang\s+(?:sau|cuoi|dau|thu|tiep|lien)|\s+cua\s+thang\b"
    r"|\s+cua\s+nam\s+truoc(?!\w))"
)
# "vào thứ Sáu hằng tuần", "định kỳ thứ Hai hàng tuần"
WEEKDAY = re.compile(
    r"(?<!\w)(?:dinh ky\s+|vao\s+|truoc\s+|cham nhat\s+(?:la\s+|vao\s+)?)?(?:ngay\s+)?"
    r"thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])\s+(?:hang|moi)\s+tuan(?!\w)"
)
# How often stands first: "định kỳ hằng năm (trước ngày 30/11)", "hằng năm, trước ngày 15/12".
SAID_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{alternatives(name for name, _ in EVERY)})[\s,]*\(?|(?P<of>tuan|thang|quy|nam)\s*\()\s*"
    r"(?P<lead>truoc|cham nhat|muon nhat|vao)(?:\s+(?:la|vao|truoc))*\s+(?:ngay\s+)?"
    r"(?:0?[1-9]|[12]\d|3[01])(?:\s*/\s*\d{1,2}|\s+thang\s+\d{1,2})?(?!\s*(?:/|nam)\s*\d)(?!\w)"
)
# The terms of reports, as in "Báo cáo quý: ngày 15 của tháng thứ hai quý kế tiếp".
REPORT = re.compile(
    r"(?<!\w)bao cao (?:dinh ky )?(?P<of>tuan|thang|quy|6 thang|06 thang|nam)(?!\w)[^:;.\d]{0,30}:\s*"
    r"(?:(?:truoc|cham nhat|muon nhat|la|vao)\s+)*ngay\s+\d{1,2}(?!\s*(?:/|thang)\s*\d+\s*(?:/|nam)\s*\d)(?!\d)"
)
# "trước ngày 20 của tháng": of every month, where none is named.
OF_MONTH = re.compile(r"[a-z\s]+\d{1,2}\s+cua\s+thang(?!\s*\d)(?!\w)")
OF_YEAR = re.compile(r"[a-z\s]+\d{1,2}[\s/a-z]+\d{1,2}\s+cua\s+nam\s+truoc(?!\w)")
OF = {"tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}
OFTEN = re.compile(rf"(?<!\w)(?P<every>{alternatives(name for name, _ in EVERY)})(?!\w)")
# "định kỳ 6 tháng, hằng năm gửi báo cáo": no day is named.
PERIODIC = re.compile(
    rf"(?<!\w)dinh ky[\s,]*(?:\([^)]*\)\s*)?(?=(?:{alternatives(name for name, _ in EVERY)}|6 thang|06 thang|3 thang|03 thang)(?!\w))"
)
NAMES = {fold(name): every for name, every in EVERY}
ON_TIME = (
    *(name for name in DUTIES if name in ("gửi", "nộp", "báo cáo", "trình", "cập nhật", "công bố")),
    "tổng hợp",
)
AHEAD = 60
CERTAINTY, UNDATED = 0.8, 0.6


def repeating_deadlines(text: Prose) -> Iterator[Found]:
    """Find the terms that come again.

    Args:
        text: The running text.

    Yields:
        Deadlines without `due_on`; with a day ("trước ngày 25 hằng tháng") they bind as its words
        say, without one ("định kỳ 6 tháng báo cáo") they are ongoing.
    """
    taken: set[int] = set()
    spans: list[tuple[int, int]] = []
    named = [found for one in (SAID_BEFORE, WEEKDAY, REPORT) for found in one.finditer(text.folded)]
    for match in sorted([*named, *DAY.finditer(text.folded)], key=lambda one: one.start()):
        clause = text.clause(match.start(), match.end())
        every = OF.get(match.groupdict().get("of") or "") or _every(text, clause, match.start())
        asks = exactly(DUTIES).search(text.flat[clause[0] : clause[1]]) is not None
        again = any(start <= match.start() < end for start, end in spans)
        if every is None or again or not asks or is_background(text, clause, *match.span()):
            continue
        spans.append(match.span())
        taken.add(clause[0])
        before = "truoc" in match.group()
        relation = Relation.BEFORE if before else Relation.BY
        yield _found(text, clause, match.span(), (relation, every, CERTAINTY))
    for match in PERIODIC.finditer(text.folded):
        clause = text.clause(match.start(), match.end())
        every = _every(text, clause, match.start())
        asks = exactly(ON_TIME).search(text.flat[clause[0] : clause[1]]) is not None
        if every is not None and asks and clause[0] not in taken:
            taken.add(clause[0])
            yield _found(text, clause, match.span(), (Relation.ONGOING, every, UNDATED))


def _every(text: Prose, clause: tuple[int, int], at: int) -> str | None:
    """Return how often a term comes again: said behind its day, else anywhere in the clause."""
    behind = OFTEN.search(text.folded, at, min(clause[1], at + AHEAD))
    match = behind or OFTEN.search(text.folded, clause[0], clause[1])
    if match is not None:
        return NAMES[" ".join(match["every"].split())]
    if OF_MONTH.match(text.folded, at):
        return "month"
    if OF_YEAR.match(text.folded, at):
        return "year"
    return "half_year" if "6 thang" in text.folded[clause[0] : clause[1]] else None


def _found(
    text: Prose, clause: tuple[int, int], span: tuple[int, int], term: tuple[Relation, str, float]
) -> Found:
    duty = duty_in(text, clause, span)
    deadline = Deadline(
        due_on=None,
        relation=term[0],
        repeats=term[1],
        action=duty.action,
        responsible=duty.responsible,
        recipient=duty.recipient,
        quote=squeeze(text.flat[clause[0] : clause[1]]),
    )
    return Found(FieldName.DEADLINES, deadline, span[0], span[1], term[2])
