"""The cells of one task in, the Task out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.fields.dates import dates_in
from nlp.fields.tasks.heads import Role
from nlp.fields.units import UnitNames
from nlp.folding import fold, squeeze
from nlp.record import Relation, Task

DASH = re.compile(r"^\s*[-–—+•*]\s*")
ORDER = re.compile(r"^[\W_]*(\d{1,3}(?:\.\d{1,3})*|[a-zđ](?=[\W_]*$))[\W_]*$")
ROMAN = re.compile(r"^\W*(?=[IVX])(?:X{0,3}(?:IX|IV|V?I{0,3}))\s*(?:[.)/:-]|$)")
LETTERED = re.compile(r"^\W*[A-ZĐ]\s*(?:[.)]|$)")
NOT_BY = re.compile(r"^\W*(?:tu|giai doan|ke tu)\b")
# A cell of one line each, or of dashed items; "Phòng A; Phòng B" holds two.
UNIT = re.compile(
    r"(?:(?:Các|Mỗi|Từng|Một số)\s+)?(?:Phòng|phòng|Văn phòng|Sở|sở|Ban(?! hành)|Bộ(?! (?:tài|tiêu|câu))|Vụ|Cục|Chi cục|Trung tâm"
    r"|Trường|trường|UBND|Ủy ban|Uỷ ban|HĐND|Công an|Thanh tra|Đảng ủy|Chi bộ|Công đoàn|Đoàn|Hội(?! (?:nghị|thảo|thi))"
    r"|đơn vị|cơ sở|cơ quan|tổ chức|CMNV|Liên đoàn|Mặt trận|Viện|Tòa án|Ngân hàng|Kho bạc|BHXH"
    r"|Bảo hiểm|Bộ phận|Tổ(?! chức)|Hiệu trưởng|Ông|Bà|Đồng chí|đồng chí)\b"
)
PERIODS = (["trong"], ["quy"], ["thang"], ["nam"])
END = " .;,:"


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts of one task by what they are, each cell a list of its lines."""

    section: str | None
    lines: Mapping[Role, Sequence[str]]

    def text(self, role: Role) -> str | None:
        """Return a cell on one line, or None when it is empty."""
        joined = squeeze(" ".join(self.lines.get(role, ())))
        return _unbroken(joined).strip() or None


def task_of(cells: Cells, names: UnitNames, year: int | None) -> Task | None:
    """Return the task of a row, or None where nothing is to be done."""
    what = cells.text(Role.WHAT)
    if what is None or sum(sign.isalpha() for sign in what) < 2:
        return None
    order = ORDER.match(cells.text(Role.ORDER) or "")
    schedule = cells.text(Role.SCHEDULE)
    return Task(
        order=order.group(1) if order else None,
        what=what.rstrip(END),
        section=cells.section,
        lead=units_in(cells.lines.get(Role.LEAD, ()), names),
        support=units_in(cells.lines.get(Role.SUPPORT, ()), names),
        result=_listed(cells.lines.get(Role.RESULT, ())) or None,
        schedule=schedule.strip(END) if schedule else None,
        due_on=due_on(schedule, year),
    )


def units_in(lines: Sequence[str], names: UnitNames) -> tuple[str, ...]:
    """Return the units a cell lists, abbreviations spelled out."""
    items: list[str] = []
    dashed = any(DASH.match(line) for line in lines)
    for line in lines:
        text = line.strip()
        if not items or DASH.match(text) or (not dashed and items[-1].endswith(";")):
            items.append(text)
        else:
            items[-1] = f"{items[-1]} {text}"
    parts = (part for item in items for part in ([item] if dashed else _split(item)))
    plain = (_unbroken(squeeze(DASH.sub("", part))).strip(END) for part in parts)
    return tuple(names.resolved(part) for part in plain if part)


def _listed(lines: Sequence[str]) -> str:
    """Join a cell's lines; its dashed items are parted by ";"."""
    items: list[str] = []
    for line in lines:
        if DASH.match(line) or not items:
            items.append(DASH.sub("", line))
        else:
            items[-1] = f"{items[-1]} {line}"
    return "; ".join(_unbroken(squeeze(item)).rstrip(END) for item in items)


def due_on(schedule: str | None, year: int | None) -> str | None:
    """Return the date a schedule ends with; none for "từ năm 2026" and "giai đoạn 2026-2030".

    >>> due_on("Trước ngày 20/3/2026", None), due_on("Từ năm 2026", None)
    ('2026-03-20', None)
    """
    folded = fold(schedule or "")
    if NOT_BY.match(folded):
        return None
    dates = dates_in(folded, year=year)
    return dates[-1].iso if len(dates) == 1 else None


def relation_of(schedule: str) -> Relation:
    """Return how the date of a schedule binds.

    >>> [str(relation_of(text)) for text in ("Trước ngày 20/3/2026", "Quý II/2026", "15/4/2026")]
    ['before', 'during', 'by']
    """
    words = fold(schedule).split()
    if words[:1] == ["truoc"]:
        return Relation.BEFORE
    return Relation.DURING if words[:1] in PERIODS else Relation.BY


def is_section(text: str) -> bool:
    """Tell whether a cell opens a section: a Roman number or a capital letter.

    >>> is_section("II. Nhân lực"), is_section("Lưu trữ"), is_section("B")
    (True, False, True)
    """
    return (ROMAN.match(text) or LETTERED.match(text)) is not None


def _split(item: str) -> Iterator[str]:
    """Yield the units of a cell without dashes: parted by ";", or by "," before a new unit."""
    for part in item.split(";"):
        start = 0
        for comma in re.finditer(r",\s+", part):
            if UNIT.match(part, comma.end()) and UNIT.match(part.lstrip()):
                yield part[start : comma.start()]
                start = comma.end()
        yield part[start:]


def _unbroken(text: str) -> str:
    """Join codes and periods that were broken at their dash: "KH354/KH- UBND", "2025- 2030"."""
    return re.sub(r"(?<=[A-ZĐ\d])([-/])\s(?=[A-ZĐ\d]{2})", r"\1", text)
