"""A task table whose cells were lost in, its rows out: lines are dealt to columns by what they say.

Saved text keeps the lines of a table cell after cell, row after row, heads repeated on each page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nlp.fields.tasks.deal import Fragment, dealt
from nlp.fields.tasks.heads import Role, is_task_head, role_of
from nlp.fields.tasks.rows import ORDER, ROMAN, Cells
from nlp.folding import letters
from nlp.layout.anchors import is_page_number
from nlp.zones import Letter, Placed, ZoneName

MOST_HEAD_LINES = 12
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
SHORTEST_HEAD = 3
LONGEST_NUMBER = 4
LONGEST_ROW = 70
"""Lines of one row on one page; no page holds more."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of a lost table: how many lines they take, and the columns in order."""

    lines: tuple[str, ...]
    roles: tuple[Role, ...]


@dataclass(slots=True)
class _Row:
    """One task while its lines are collected; a fragment is its part on one page."""

    order: str
    section: str | None
    fragments: list[list[Placed]] = field(default_factory=lambda: [[]])


def linear_tasks(letter: Letter) -> Iterator[tuple[Cells, list[Placed]]]:
    """Yield the cells and lines of each task of the first table found."""
    lines = [
        placed
        for placed in letter.lines_in(ZoneName.BODY, ZoneName.ANNEX)
        if placed.line.cell is None
    ]
    for at in range(len(lines)):
        head = _head_at(lines, at)
        if head is not None:
            for row in _rows(lines[at + len(head.lines) :], head):
                yield _cells(row, head), [one for part in row.fragments for one in part]
            return


def _head_at(lines: Sequence[Placed], at: int) -> Head | None:
    """Return the heads of a task table that open with "TT" at a line."""
    first = lines[at].line.text.split()
    if not first or first[0] not in ("TT", "STT"):
        return None
    texts: list[str] = []
    for placed in lines[at : at + MOST_HEAD_LINES]:
        if texts and (ORDER.match(placed.line.text) or ROMAN.match(placed.line.text)):
            break
        texts.append(placed.line.text)
    roles = _roles(" ".join(texts).split()[1:])
    return Head(tuple(texts), roles) if is_task_head(roles) else None


def _roles(words: Sequence[str]) -> tuple[Role, ...]:
    """Return the columns that running heads name, in order: each head opens with a capital."""
    heads: list[list[str]] = []
    for word in words:
        if word[:1].isupper() and not word.isupper():
            heads.append([word])
        elif heads:
            heads[-1].append(word)
    roles = [role_of(" ".join(head)) for head in heads]
    return tuple(dict.fromkeys(role for role in roles if role is not Role.OTHER))


class _Collector:
    """Takes the lines below the heads one by one and puts them into rows, by their numbering."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.open = False
        self.section: str | None = None
        self.sections = 0

    def turn_page(self) -> None:
        """The heads were printed again: the open row goes on in a new fragment."""
        if self.open:
            self.rows[-1].fragments.append([])

    def take(self, placed: Placed) -> None:
        """Open a row or a section, or add the line to the open row."""
        text = placed.line.text.strip()
        if _order(text) == len(self.rows) + 1:
            self.rows.append(_Row(str(len(self.rows) + 1), self.section))
            self.open = True
        elif self.sections < len(ROMANS) and text.startswith(f"{ROMANS[self.sections]}."):
            self.sections, self.section = self.sections + 1, text
            self.open = False
        elif self.open and len(self.rows[-1].fragments[-1]) >= LONGEST_ROW:
            self.open = False  # the table ended; what follows belongs to no row
        elif self.open and not is_page_number(text):
            self.rows[-1].fragments[-1].append(placed)


def _rows(lines: Sequence[Placed], head: Head) -> list[_Row]:
    """Collect the lines of each row."""
    collector = _Collector()
    at = 0
    while at < len(lines):
        if _repeats(lines, at, head):
            collector.turn_page()
            at += len(head.lines)
        else:
            collector.take(lines[at])
            at += 1
    return collector.rows


def _order(text: str) -> int | None:
    plain = text.strip(" .)")
    return int(plain) if plain.isdecimal() and len(plain) < LONGEST_NUMBER else None


def _repeats(lines: Sequence[Placed], at: int, head: Head) -> bool:
    """Tell whether the heads are printed again at a line (the top of a new page)."""
    if len(head.lines) < SHORTEST_HEAD or at + len(head.lines) > len(lines):
        return False
    return all(
        letters(placed.line.text) == letters(text)
        for placed, text in zip(lines[at:], head.lines, strict=False)
    )


def _cells(row: _Row, head: Head) -> Cells:
    columns = tuple(role for role in head.roles if role is not Role.ORDER)
    held: dict[Role, list[str]] = {role: [] for role in columns}
    for number, part in enumerate(row.fragments):
        texts = tuple(placed.line.text.strip() for placed in part)
        last = number == len(row.fragments) - 1
        fragment = Fragment(texts, columns, held if number else None, cut=not last)
        for role, lines in dealt(fragment).items():
            held[role] += lines
    return Cells(row.section, {**held, Role.ORDER: [row.order]})
