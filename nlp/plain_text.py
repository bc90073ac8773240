"""Plain text in, its lines as a text layer of one page out: mark-up dropped, columns cut apart."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from nlp.document import Box, LayerSource, Line, TextLayer, Word
from nlp.layout.plain_foot import opens_signature
from nlp.layout.side_by_side import columns_of
from nlp.layout.twin_signatures import twins_parted
from nlp.reflowed import reflowed
from nlp.rejoined import rejoined
from nlp.unglued import unglued

# Marks of the lightweight mark-up that exported text carries.
BREAK = re.compile(r"<br\s*/?>|</p>|</div>|</tr>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]*)?/?>|\*\*?|(?<!_)__(?!_)|^#{1,6}\s|^>\s|\\(?=[\\.*_#-])", re.MULTILINE)  # fmt: skip
RULE = re.compile(r"^[\s|:+_=*~.–—-]*$")
PIPED = re.compile(r"^\s*\|.*\|\s*$|\S\s*\|\s+\S")
# Scanners' software writes Latin capitals as Cyrillic ones.
LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
# A heading whose letters were set apart.
PARTED = re.compile(r"^(\W{0,4})S\s(?=ố\s?:)", re.MULTILINE)
BREAK_IN_CELL = "\x0b"
COLUMN = 1000
"""How far apart the made-up boxes of columns stand."""


def layer_of_text(text: str) -> TextLayer:
    r"""Return plain text as a layer of one page; blank lines are dropped, mark-up is removed.

    Lines of tables (tabs or pipes) and of two columns become one line a cell, from left to right.

    >>> [line.text for line in layer_of_text("**Nơi nhận:**\n\n- Như trên;\t KT. GIÁM ĐỐC").lines]
    ['Nơi nhận:', '- Như trên;', 'KT. GIÁM ĐỐC']
    """
    rows = [row for row in _plain(text).split("\n") if not RULE.match(row) or "\t" in row]
    rows = twins_parted(rejoined(rows))
    lines: list[Line] = []
    table = 0
    for in_table, group in groupby(enumerate(map(_cells, rows)), key=lambda row: len(row[1]) > 1):
        if in_table:
            lines += _table_lines(list(group), table)
            table += 1
        else:
            for at, cells in group:
                for text in cells[0].split(BREAK_IN_CELL):
                    lines += _pieces(columns_of(text), at)
    return TextLayer(0, 1.0, float(max(1, len(rows))), tuple(lines), source=LayerSource.PLAIN)


def _plain(text: str) -> str:
    """Return the text in NFC without mark-up; breaks inside a piped row stay inside its cell."""
    rows = []
    plain = unicodedata.normalize("NFC", html.unescape(text)).replace("\r", "").translate(LATIN)
    for row in chain.from_iterable(map(reflowed, plain.split("\n"))):
        inside = BREAK_IN_CELL if PIPED.search(row) else "\n"
        rows.append(BREAK.sub(inside, CELL_END.sub("\t", row)))
    bare = MARKUP.sub("", "\n".join(rows)).replace("\u00a0", " ")
    bare = PARTED.sub(r"\1S", bare)
    return "\n".join(
        unglued(row, inside=BREAK_IN_CELL if PIPED.search(row) else "\n")
        for row in bare.split("\n")
    )


def _cells(row: str) -> list[str]:
    """Return the cells of a table's row; one for any other line, none for a table's ruling."""
    if PIPED.search(row):
        return row.strip().removeprefix("|").removesuffix("|").split("|")
    cells = row.split("\t")
    filled = [cell for cell in cells if cell.strip()]
    return cells if len(filled) > 1 else ["".join(filled)]


def _table_lines(rows: Sequence[tuple[int, list[str]]], table: int) -> Iterator[Line]:
    """Yield the cells of a table, row by row; those of signatures side by side column by column."""
    lines = [
        line for row, (at, cells) in enumerate(rows) for line in _table_row(cells, at, (table, row))
    ]
    if any(sum(map(opens_signature, cells)) > 1 for _, cells in rows):
        lines.sort(key=lambda line: line.box.left // COLUMN)
    return iter(lines)


def _table_row(cells: Sequence[str], at: int, place: tuple[int, int]) -> Iterator[Line]:
    for column, cell in enumerate(cells):
        for text in cell.split(BREAK_IN_CELL):
            if not RULE.match(text):
                yield _line(text.split(), at, column * COLUMN, (*place, column))


def _pieces(texts: Sequence[str], at: int) -> Iterator[Line]:
    for column, text in enumerate(texts):
        if text.split():
            yield _line(text.split(), at, column * COLUMN, None)


def _line(words: Sequence[str], at: int, left: int, cell: tuple[int, int, int] | None) -> Line:
    """Return a line of words whose boxes only tell their order."""
    boxed = (Word(word, Box(left + x, at, left + x + 1, at + 1)) for x, word in enumerate(words))
    return Line(tuple(boxed), cell=cell)
