"""Sets the body of a letter: markup in, justified paragraphs and tables on the galley out."""

import re
from itertools import pairwise

from corpus.samples.fonts import MM_PER_PT
from corpus.samples.letter import SampleTask
from corpus.samples.sheet import (
    CENTRE_MM,
    COLUMN_MM,
    LEFT_MM,
    Galley,
    Piece,
    Word,
    plain,
    text_of,
)

AFTER_MM = 1.9
INDENT_MM = 11.0
CELL_PT = 12.0
CELL_LEADING_MM = CELL_PT * MM_PER_PT * 1.18
CELL_PAD_MM = 1.3
TASK_HEADS = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn")
TASK_WIDTHS = (0.07, 0.31, 0.16, 0.16, 0.14, 0.16)
STYLED = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")


def words_of(markup: str, *, style: str = "regular") -> list[Word]:
    """Split markup into words: `**bold**`, `*italic*`, else `style`.

    >>> words_of("hạn **5/1**.")
    [(Piece(text='hạn', style='regular'),), (Piece(text='5/1', style='bold'), Piece(text='.', style='regular'))]
    """
    words: list[Word] = []
    glued = False
    for run in STYLED.split(markup):
        face, text = style, run
        if run.startswith("**"):
            face, text = "bold", run.strip("*")
        elif run.startswith("*"):
            face, text = "italic", run.strip("*")
        pieces = [Piece(word, face) for word in text.split()]
        if pieces and glued and words and not text[0].isspace():
            words[-1] = (*words[-1], pieces.pop(0))
        words += [(piece,) for piece in pieces]
        glued = bool(text) and not text[-1].isspace()
    return words


def set_body(galley: Galley, body: str, tasks: tuple[SampleTask, ...], *, foot_mm: float) -> None:
    """Set every line of the body.

    Args:
        galley: Takes the type.
        body: One paragraph a line. `# ` bold heading; `^ ` centred bold; `_ ` italic paragraph;
            `| a | b |` table row, the first one of a table is its head; `{tasks}` the task list.
        tasks: Rows of the task list.
        foot_mm: Height of recipients and signature; the last paragraph goes with them.
    """
    rows: list[tuple[str, ...]] = []
    lines = [*body.strip().splitlines(), "", ""]
    for line, after in pairwise(lines):
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("| ").split("|")))
            continue
        if rows:
            _table(galley, rows, _widths(galley, rows))
            rows = []
        if line == "{tasks}":
            _tasks(galley, tasks)
        elif line.strip():
            if galley.room_mm() < _together(galley, line, after, foot_mm):
                galley.turn()
            _line(galley, line)


def _together(galley: Galley, line: str, after: str, foot_mm: float) -> float:
    """Return the height that must not be parted.

    A heading keeps the start of what follows it; the last paragraph keeps the signature.
    """
    if not after:
        return _height(galley, line) + foot_mm
    if line.startswith("# "):
        follows = galley.leading_mm * 2
        return _height(galley, line) + follows
    return 0.0


def _height(galley: Galley, line: str) -> float:
    words = words_of(line)
    lines = galley.wrap(words, size_pt=galley.body_pt, width_mm=COLUMN_MM, indent_mm=INDENT_MM)
    return len(lines) * galley.leading_mm + AFTER_MM


def _line(galley: Galley, line: str) -> None:
    mark, rest = line[:2], line[2:]
    if mark == "# ":
        paragraph(galley, words_of(rest, style="bold"))
    elif mark == "_ ":
        paragraph(galley, words_of(rest, style="italic"))
    elif mark == "^ ":
        _centred(galley, rest)
    else:
        paragraph(galley, words_of(line))


def paragraph(galley: Galley, words: list[Word]) -> None:
    """Set one justified paragraph with its first line indented."""
    lines = galley.wrap(words, size_pt=galley.body_pt, width_mm=COLUMN_MM, indent_mm=INDENT_MM)
    for index, line in enumerate(lines):
        if galley.room_mm() < galley.leading_mm:
            galley.turn()
        indent = INDENT_MM if index == 0 else 0.0
        natural = sum(galley.width(word, galley.body_pt) for word in line)
        space = galley.face.width_mm(" ", style="regular", size_pt=galley.body_pt)
        if index < len(lines) - 1 and len(line) > 1:
            space = (COLUMN_MM - indent - natural) / (len(line) - 1)
        galley.put_words(LEFT_MM + indent, line, size_pt=galley.body_pt, gap_mm=space)
        galley.say(text_of(line))
        galley.y_mm += galley.leading_mm
    galley.y_mm += AFTER_MM


def _centred(galley: Galley, text: str) -> None:
    if galley.room_mm() < 3 * galley.leading_mm:
        galley.turn()
    galley.y_mm += AFTER_MM
    base = galley.y_mm + galley.body_pt * MM_PER_PT
    galley.centre(CENTRE_MM, base, text, style="bold", size_pt=galley.body_pt)
    galley.say(text)
    galley.y_mm += galley.leading_mm + AFTER_MM


def _widths(galley: Galley, rows: list[tuple[str, ...]]) -> tuple[float, ...]:
    """Share the column by the longest cell of each table column, within bounds."""
    columns = list(zip(*rows, strict=True))
    wish = [
        min(max(galley.width(tuple(plain_piece(cell)), CELL_PT) for cell in column), 62) + 3
        for column in columns
    ]
    return tuple(wide / sum(wish) for wide in wish)


def plain_piece(text: str) -> list[Piece]:
    """Return a whole cell as one piece, for measuring."""
    return [Piece(text)]


def _tasks(galley: Galley, tasks: tuple[SampleTask, ...]) -> None:
    rows: list[tuple[str, ...]] = [TASK_HEADS]
    section = None
    for task in tasks:
        if task.section != section and task.section:
            rows.append((task.section,))
        section = task.section
        rows.append(
            (
                task.order,
                task.what,
                "; ".join(task.lead),
                "; ".join(task.support),
                task.result or "",
                task.schedule or "",
            )
        )
    _table(galley, rows, TASK_WIDTHS)


def _table(galley: Galley, rows: list[tuple[str, ...]], widths: tuple[float, ...]) -> None:
    """Set a ruled table; a row of one cell spans the table; a row is never broken."""
    for index, row in enumerate(rows):
        spans = len(row) == 1
        wide = (1.0,) if spans else widths
        style = "bold" if index == 0 or spans else "regular"
        cells = [
            galley.wrap(
                plain(cell, style), size_pt=CELL_PT, width_mm=COLUMN_MM * share - 2 * CELL_PAD_MM
            )
            for cell, share in zip(row, wide, strict=True)
        ]
        _row(galley, cells, wide, centred=index == 0)
        galley.say(" ".join(cell for cell in row if cell))
    galley.y_mm += 2 * AFTER_MM


def _row(
    galley: Galley, cells: list[list[list[Word]]], widths: tuple[float, ...], *, centred: bool
) -> None:
    height = max(len(cell) for cell in cells) * CELL_LEADING_MM + 2 * CELL_PAD_MM
    if galley.room_mm() < height:
        galley.turn()
    top, left = galley.y_mm, LEFT_MM
    space = galley.face.width_mm(" ", style="regular", size_pt=CELL_PT)
    for column, (cell, share) in enumerate(zip(cells, widths, strict=True)):
        wide = COLUMN_MM * share
        galley.y_mm = top + CELL_PAD_MM
        for line in cell:
            natural = sum(galley.width(word, CELL_PT) for word in line) + space * (len(line) - 1)
            middle = centred or (column == 0 and len(cells) > 1)
            shift = (wide - natural) / 2 if middle else CELL_PAD_MM
            galley.put_words(left + shift, line, size_pt=CELL_PT, gap_mm=space)
            galley.y_mm += CELL_LEADING_MM
        galley.rule(left, top, left, top + height)
        left += wide
    galley.rule(left, top, left, top + height)
    galley.rule(LEFT_MM, top, left, top)
    galley.rule(LEFT_MM, top + height, left, top + height)
    galley.y_mm = top + height
