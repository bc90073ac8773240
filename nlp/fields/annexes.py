"""Finds lists of units or persons after a letter: Doc in, one Found per list out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from nlp.fields.tasks.grid import Grid, Row, grids
from nlp.fields.tasks.heads import roles_of
from nlp.fields.tasks.rows import ORDER, UNIT
from nlp.finding import Found, letter_of
from nlp.folding import letters, squeeze
from nlp.layout.anchors import is_annex, is_page_number
from nlp.lexicons import Lexicons
from nlp.record import Annex, FieldName
from nlp.zones import Letter, Placed, ZoneName

# What the column of names is headed by, on folded letters.
NAMES = re.compile(
    r"^(?:ten\b|don vi|co quan|truong\b|ho (?:va )?ten|co so giao duc|dia phuong|ten don vi|to chuc)"
)
NUMBERED = re.compile(r"^\W{0,2}(\d{1,3})[.)]?\s+(?=\S)")
FEWEST = 3
LONGEST_ENTRY = 120
TITLE_LINES = 8
CERTAINTY = 0.85


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield the lists in the annexes; a table of tasks is none.

    A list is a numbered table with a column of names, or numbered lines that name units.
    """
    letter = letter_of(doc)
    tables = [table for grid in grids(letter) for table in _of_grid(letter, grid)]
    yield from tables or _numbered(letter)


def _of_grid(letter: Letter, grid: Grid) -> Iterator[Found]:
    first = grid.rows[0].placed[0]
    if first.zone is not ZoneName.ANNEX or roles_of(grid.rows[0].texts) is not None:
        return
    column = _names_column(grid.rows[0])
    if column is None:
        return
    entries = [_entry(row.text(column)) for row in grid.rows[1:] if ORDER.match(row.text(0))]
    if len(entries) >= FEWEST and all(entries):
        last = grid.rows[-1].placed[-1]
        yield _found(letter, first, entries, last)


def _names_column(head: Row) -> int | None:
    """Return the column of names of a table whose first column counts."""
    if letters(head.text(0)) not in ("tt", "stt", "so tt"):
        return None
    named = [column for column, text in head.texts.items() if NAMES.match(letters(text))]
    return named[0] if named else None


def _numbered(letter: Letter) -> Iterator[Found]:
    """Yield runs of lines numbered from 1 that name units."""
    run: list[Placed] = []
    for placed in [*letter.lines_in(ZoneName.ANNEX), None]:
        match = None if placed is None else NUMBERED.match(placed.line.text)
        if placed is not None and match is not None and int(match.group(1)) == len(run) + 1:
            run.append(placed)
            continue
        if placed is not None and match is None and run:
            continue
        entries = [_entry(NUMBERED.sub("", one.line.text)) for one in run]
        if len(entries) >= FEWEST and all(map(_is_unit, entries)):
            yield _found(letter, run[0], entries, run[-1])
        run = []


def _is_unit(entry: str) -> bool:
    return UNIT.match(entry) is not None and len(entry) < LONGEST_ENTRY


def _entry(text: str) -> str:
    return squeeze(text).strip(" .;,")


def _found(letter: Letter, first: Placed, entries: Sequence[str], last: Placed) -> Found:
    annex = Annex(_title(letter, first), tuple(entries))
    return Found(FieldName.ANNEXES, annex, first.start, last.end, CERTAINTY)


def _title(letter: Letter, first: Placed) -> str | None:
    """Return the headings above a list, without "Phụ lục" and page numbers."""
    above = [
        placed.line.text
        for placed in letter.lines_in(ZoneName.ANNEX)
        if placed.end < first.start and placed.line.cell is None
    ]
    heading = [
        text for text in above[-TITLE_LINES:] if not is_annex(text) and not is_page_number(text)
    ]
    return squeeze(" ".join(heading)) or None
