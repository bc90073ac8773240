"""The lines of one row without cells in, the lines of each column out (the likeliest cut)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.fields.tasks.heads import Role
from nlp.fields.tasks.rows import DASH, UNIT
from nlp.folding import fold

SCHEDULE = re.compile(
    r"^(?:thuc hien(?:\s+thuong xuyen)?$|thuong xuyen|tu (?:nam|thang|ngay|quy)|giai doan|trong (?:nam|thang|quy)"
    r"|quy [ivx\d]|thang \d|nam \d|nam hoc|truoc (?:ngay|thang)|den (?:ngay|het|thang)|ngay \d"
    r"|hang|hằng|dinh ky|theo ke hoach|khi co|trien khai khi|cham nhat|hoan thanh|\d{1,2}/\d{1,2})"
)
RESULT = re.compile(
    r"^(?:ban hanh|de an|ke hoach|bao cao|quyet dinh|nghi quyet|van ban|to trinh|huong dan|ho so"
    r"|danh sach|bien ban|tham muu|xay dung|cac van ban|chuong trinh|thong bao|hoi nghi|he thong)\b"
)
OPEN_END = re.compile(r"(?:[,-]|\b(?:các|và|của|theo|về|với|cho|thành|được|giao|là|từ|đến))$")
CLOSED = (".", ";", ")", "”", ":")
COMPLETE = re.compile(r"liên\s*quan$")
SLACK = 2
"""Proportional type: a word that would have fitted by fewer letters than this may not have."""
LONGEST_SCHEDULE = 5


@dataclass(frozen=True, slots=True)
class Fragment:
    """The lines of a row on one page.

    Attributes:
        lines: As printed, cell after cell.
        columns: The table's columns in order, without the number.
        before: The row's lines by column from the page before, if it began there.
        cut: Whether the row goes on on the next page.
    """

    lines: tuple[str, ...]
    columns: tuple[Role, ...]
    before: Mapping[Role, Sequence[str]] | None = None
    cut: bool = False


def dealt(fragment: Fragment) -> dict[Role, list[str]]:
    """Deal lines to columns: each column takes a run of lines, the best sum of scores wins.

    >>> deal = dealt(Fragment(("Rà soát sách giáo", "khoa.", "Văn phòng", "Năm 2026"),
    ...                       (Role.WHAT, Role.LEAD, Role.SCHEDULE)))
    >>> deal[Role.LEAD], deal[Role.SCHEDULE]
    (['Văn phòng'], ['Năm 2026'])
    """
    lines, columns = fragment.lines, fragment.columns
    best: list[tuple[float, tuple[int, ...]]] = [(-1e9, ())] * (len(lines) + 1)
    best[0] = (0.0, ())
    for role in columns:
        following: list[tuple[float, tuple[int, ...]]] = []
        for end in range(len(lines) + 1):
            options = (
                (best[start][0] + _score(fragment, role, start, end), (*best[start][1], end))
                for start in range(end + 1)
                if best[start][0] > -1e8
            )
            following.append(max(options, default=(-1e9, ())))
        best = following
    ends = best[len(lines)][1]
    return {
        role: list(lines[start:end])
        for role, start, end in zip(columns, (0, *ends), ends, strict=False)
    }


def _score(fragment: Fragment, role: Role, start: int, end: int) -> float:
    """Return how well lines [start, end) fit a column."""
    lines = fragment.lines
    if start == end:
        return 0.0 if fragment.before is not None else -2.0
    part = lines[start:end]
    following = lines[end] if end < len(lines) else None
    wide = max(map(len, part))
    score = _opening(fragment, role, part[0])
    score += max(_ending(part[-1], following, wide), -1.0 if fragment.cut else -9.0)
    score -= sum(
        1.5 for one, other in zip(part, part[1:], strict=False) if _parts(one, other, wide)
    )
    if role in (Role.LEAD, Role.SUPPORT):
        items = [line for line in part[1:] if DASH.match(line)]
        score += sum(1.0 if _is_unit(item) else -4.0 for item in items)
        score -= 2.0 * sum(_is_general(item) for item in items if role is Role.LEAD)
    if role is Role.SCHEDULE:
        score -= 2.0 * max(0, len(part) - LONGEST_SCHEDULE)
    return score


def _opening(fragment: Fragment, role: Role, first: str) -> float:
    """Return how well a line opens a column."""
    text = DASH.sub("", first).strip()
    goes_on = role is not Role.SCHEDULE and _unfinished((fragment.before or {}).get(role, ()))
    if text[:1].islower():
        return 1.5 if goes_on else -4.0
    if role is Role.SCHEDULE:
        return 4.0 if SCHEDULE.match(fold(text)) else -4.0
    if role in (Role.LEAD, Role.SUPPORT):
        return _unit_opening(role, text)
    timed = -3.0 if SCHEDULE.match(fold(text)) and role is Role.RESULT else 0.0
    if role is Role.RESULT:
        return timed + (-3.0 if _is_unit(first) else 2.0 if RESULT.match(fold(text)) else 1.0)
    return timed + (1.5 if goes_on else 0.0)


def _unit_opening(role: Role, text: str) -> float:
    if not _is_unit(text):
        return -3.0
    general = _is_general(text)
    return 3.0 - 2.0 * general if role is Role.LEAD else 2.0 + general


def _ending(last: str, following: str | None, wide: int) -> float:
    """Return how well a line ends a cell."""
    if following is None or last.rstrip().endswith(CLOSED) or DASH.match(following):
        return 0.5
    if OPEN_END.search(last.rstrip()):
        return -3.0
    return 1.0 if COMPLETE.search(last) or _parts(last, following, wide) else -1.0


def _parts(one: str, other: str, wide: int) -> bool:
    """Tell whether the break between two lines was wanted: the next word would have fitted."""
    if DASH.match(other):
        return False
    return len(one) + 1 + len(other.split()[0]) <= wide - SLACK


def _unfinished(lines: Sequence[str]) -> bool:
    last = lines[-1].rstrip() if lines else "."
    return not last.endswith(CLOSED) and COMPLETE.search(last) is None


def _is_unit(text: str) -> bool:
    return UNIT.match(DASH.sub("", text).strip()) is not None


def _is_general(text: str) -> bool:
    """Tell whether an item names a kind of units: such stand among those that support."""
    return DASH.sub("", text).strip().startswith(("Các ", "các "))
