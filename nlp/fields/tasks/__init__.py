"""Finds the tasks of assignment tables: Doc in, one Found per row out."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from nlp.fields.deadlines.lasting import last_day
from nlp.fields.issued_on import year_of
from nlp.fields.tasks.grid import Grid, Row, grids, merged
from nlp.fields.tasks.heads import Role, roles_of
from nlp.fields.tasks.linear import linear_tasks
from nlp.fields.tasks.rows import ORDER, Cells, is_section, relation_of, task_of
from nlp.fields.units import UnitNames, unit_names
from nlp.finding import Found, found_in, letter_of
from nlp.lexicons import Lexicons
from nlp.record import Deadline, FieldName, Task
from nlp.zones import Placed

CERTAINTY, LINEAR = 0.85, 0.7
MOST_HEAD_ROWS = 3


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield the tasks of the letter's task tables in the order of the paper.

    Tables come from ruled cells; in text that lost them, from the order of its lines.
    """
    letter = letter_of(doc)
    names = unit_names(letter.text.replace("\n", " "), lexicons.abbreviations)
    year = year_of(letter)
    rows = [found for grid in grids(letter) for found in _of_grid(grid, names, year)]
    if not rows:
        rows = [
            found
            for cells, lines in linear_tasks(letter)
            for found in _found(cells, lines, names, year, LINEAR)
        ]
    yield from rows
    known = [found for found in found_in(doc) if found.name is FieldName.DEADLINES]
    for row in rows:
        yield from _due(row, known)


def _due(row: Found, known: Iterable[Found]) -> Iterator[Found]:
    """Yield the deadline a row sets, unless the running text of its cells told it already."""
    task = row.value
    if not isinstance(task, Task) or task.due_on is None or task.schedule is None:
        return
    told = any(
        isinstance(one.value, Deadline)
        and one.value.due_on == task.due_on
        and one.start < row.end
        and row.start < one.end
        for one in known
    )
    if not told:
        relation = relation_of(task.schedule)
        deadline = Deadline(
            due_on=task.due_on,
            relation=relation,
            last_day=last_day(task.due_on, relation),
            action=task.what,
            responsible=", ".join(task.lead) or None,
            quote=task.schedule,
        )
        yield Found(FieldName.DEADLINES, deadline, row.start, row.end, row.certainty)


def _of_grid(grid: Grid, names: UnitNames, year: int | None) -> Iterator[Found]:
    heads, rows = _parted(grid)
    roles = roles_of(heads)
    if roles is None:
        return
    section: str | None = None
    for row in _whole_rows(rows, roles):
        if _opens_section(row, roles):
            section = " ".join(row.texts.values()).strip()
        else:
            lines = {
                roles[column]: [placed.line.text for placed in cell]
                for column, cell in row.cells.items()
                if column in roles
            }
            yield from _found(Cells(section, lines), row.placed, names, year, CERTAINTY)


def _parted(grid: Grid) -> tuple[dict[int, str], list[Row]]:
    """Return the heads by column, and the rows below them."""
    count = 1
    while count < min(MOST_HEAD_ROWS, len(grid.rows) - 1):
        first = grid.rows[count].text(0)
        if ORDER.match(first) or is_section(first) or roles_of(_joined(grid.rows[:count])):
            break
        count += 1
    return _joined(grid.rows[:count]), list(grid.rows[count:])


def _joined(rows: Iterable[Row]) -> dict[int, str]:
    heads: dict[int, str] = {}
    for row in rows:
        for column, text in row.texts.items():
            heads[column] = f"{heads.get(column, '')} {text}".strip()
    return heads


def _whole_rows(rows: Iterable[Row], roles: dict[int, Role]) -> Iterator[Row]:
    """Yield rows, each with its rest from the next page: a row without a number goes on."""
    column = next((at for at, role in roles.items() if role is Role.ORDER), None)
    whole: Row | None = None
    for row in rows:
        numberless = column is not None and not row.text(column).strip()
        if whole is not None and numberless and not _opens_section(row, roles):
            whole = merged(whole, row)
            continue
        if whole is not None:
            yield whole
        whole = row
    if whole is not None:
        yield whole


def _opens_section(row: Row, roles: dict[int, Role]) -> bool:
    texts = [text for text in row.texts.values() if text.strip()]
    if not texts:
        return False
    named = {roles.get(column) for column in row.cells}
    few = not named & {Role.LEAD, Role.SCHEDULE, Role.RESULT}
    first = row.text(0)
    spills = few and len(first.split()) > 1 and not ORDER.match(first)
    return spills or (is_section(texts[0]) and (few or len(texts[0].split()) > 1))


def _found(
    cells: Cells, lines: list[Placed], names: UnitNames, year: int | None, certainty: float
) -> Iterator[Found]:
    task = task_of(cells, names, year)
    if task is not None and lines:
        yield Found(FieldName.TASKS, task, lines[0].start, lines[-1].end, certainty)
