"""Lines with cells in, tables that run over pages out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.folding import letters
from nlp.zones import Letter, Placed


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its lines by column, in reading order."""

    cells: dict[int, tuple[Placed, ...]]

    def text(self, column: int) -> str:
        """Return the text of one cell on one line."""
        return " ".join(placed.line.text for placed in self.cells.get(column, ()))

    @property
    def texts(self) -> dict[int, str]:
        """The text of each cell that has any, by column."""
        return {column: self.text(column) for column in sorted(self.cells)}

    @property
    def placed(self) -> list[Placed]:
        """All lines, in the order of the letter."""
        return sorted((one for cell in self.cells.values() for one in cell), key=_start)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, heads included; parts on later pages joined without repeated heads."""

    rows: tuple[Row, ...]

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        return 1 + max(column for row in self.rows for column in row.cells)


def grids(letter: Letter) -> list[Grid]:
    """Return the tables of a letter; one that goes on over the page break is one table."""
    found: list[tuple[int, Grid]] = []
    for page_index, grid in _parts(letter):
        before = found[-1] if found else None
        if before is not None and page_index <= before[0] + 1 and _goes_on(before[1], grid):
            rows = grid.rows[1:] if _same_head(before[1], grid) else grid.rows
            found[-1] = (page_index, Grid((*before[1].rows, *rows)))
        else:
            found.append((page_index, grid))
    return [grid for _, grid in found]


def merged(row: Row, more: Row) -> Row:
    """Return a row with the cells of its rest on the next page."""
    cells = dict(row.cells)
    for column, lines in more.cells.items():
        cells[column] = (*cells.get(column, ()), *lines)
    return replace(row, cells=cells)


def _parts(letter: Letter) -> Iterator[tuple[int, Grid]]:
    """Yield page and table for each table of each page, in the order of the letter."""
    tables: dict[tuple[int, int], dict[int, dict[int, list[Placed]]]] = {}
    for placed in letter.placed:
        if placed.line.cell is not None:
            table, row, column = placed.line.cell
            rows = tables.setdefault((placed.page_index, table), {})
            rows.setdefault(row, {}).setdefault(column, []).append(placed)
    for (page_index, _), rows in tables.items():
        yield page_index, Grid(tuple(_row(rows[at]) for at in sorted(rows)))


def _row(cells: dict[int, list[Placed]]) -> Row:
    return Row({column: tuple(lines) for column, lines in cells.items()})


def _goes_on(before: Grid, grid: Grid) -> bool:
    """Tell whether a table continues the one before it: the same heads, or none of its own."""
    return _same_head(before, grid) or (before.columns == grid.columns and not _has_head(grid))


def _same_head(before: Grid, grid: Grid) -> bool:
    return _head_letters(before) == _head_letters(grid) != ()


def _head_letters(grid: Grid) -> Sequence[str]:
    return tuple(letters(text) for text in grid.rows[0].texts.values())


def _has_head(grid: Grid) -> bool:
    """Tell whether a table opens with heads: its first cell names the order column."""
    first = letters(grid.rows[0].text(0))
    return first in ("tt", "stt", "so tt")


def _start(placed: Placed) -> int:
    return placed.start
