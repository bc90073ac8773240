"""A letter set in type: words, rules and places for ink, in millimetres from the top left."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.samples.fonts import MM_PER_PT, Typeface

WIDTH_MM = 210.0
HEIGHT_MM = 297.0
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20.0, 20.0, 30.0, 17.0
"""Margins within the ranges of Decree 30/2020/NĐ-CP, Annex I, part I."""
COLUMN_MM = WIDTH_MM - LEFT_MM - RIGHT_MM
CENTRE_MM = LEFT_MM + COLUMN_MM / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one style."""

    text: str
    style: str = "regular"


Word = tuple[Piece, ...]
"""What stands between two spaces; its pieces may differ in style ("**ngày 5**,")."""


@dataclass(frozen=True, slots=True)
class Print:
    """Printed letters: left end of the base line, style and size.

    Attributes:
        space: A space follows; without it the next letters belong to the same word.
    """

    x_mm: float
    y_mm: float
    text: str
    style: str
    size_pt: float
    red: bool = False
    space: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight printed line."""

    x0_mm: float
    y0_mm: float
    x1_mm: float
    y1_mm: float


@dataclass(frozen=True, slots=True)
class Ink:
    """Where pen or rubber meets paper.

    Attributes:
        kind: "pen" (text written by hand), "signature", "seal" or "arrival".
        x_mm: Left end of the base line for a pen; else the centre.
        y_mm: Base line for a pen; else the centre.
        text: What is written; empty for signature and seal.
        width_mm: Room for it.
    """

    kind: str
    x_mm: float
    y_mm: float
    text: str = ""
    width_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: what is on it, and its printed text in reading order."""

    prints: tuple[Print, ...]
    rules: tuple[Rule, ...]
    inks: tuple[Ink, ...]
    text: str


def plain(text: str, style: str = "regular") -> list[Word]:
    """Split text into words of one style."""
    return [(Piece(word, style),) for word in text.split()]


def text_of(words: Iterable[Word]) -> str:
    """Return words as text."""
    return " ".join("".join(piece.text for piece in word) for word in words)


@dataclass(slots=True)
class _Open:
    prints: list[Print] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Galley:
    """Pages while they are being set.

    Attributes:
        face: The typeface.
        body_pt: Size of the body's letters.
        y_mm: Where the next line starts (its top).
        number_mm: Where the number of a later page stands: left end of its base line.
    """

    face: Typeface
    body_pt: float = 14.0
    y_mm: float = TOP_MM
    number_mm: tuple[float, float] = (CENTRE_MM - 1, 14)
    sheets: list[_Open] = field(default_factory=lambda: [_Open()])

    @property
    def sheet(self) -> _Open:
        """Return the page being set."""
        return self.sheets[-1]

    @property
    def leading_mm(self) -> float:
        """Return the distance of two lines of the body."""
        return self.body_pt * MM_PER_PT * 1.2

    def turn(self) -> None:
        """Begin a new page; all but the first bear their number (at the top: Annex I, part I, 1)."""
        self.sheets.append(_Open())
        number = str(len(self.sheets))
        self.put(*self.number_mm, number, size_pt=13)
        self.say(number)
        self.y_mm = TOP_MM

    def room_mm(self) -> float:
        """Return the height left on this page."""
        return HEIGHT_MM - BOTTOM_MM - self.y_mm

    def say(self, line: str) -> None:
        """Add a line to the page's text."""
        self.sheet.lines.append(line)

    def width(self, word: Word, size_pt: float) -> float:
        """Return the width of a word in millimetres."""
        return sum(
            self.face.width_mm(piece.text, style=piece.style, size_pt=size_pt) for piece in word
        )

    def put(
        self,
        x_mm: float,
        y_mm: float,
        text: str,
        *,
        style: str = "regular",
        size_pt: float = 14,
        red: bool = False,
    ) -> float:
        """Print one word or a few at a base line; return where it ends."""
        for word in text.split():
            self.sheet.prints.append(Print(x_mm, y_mm, word, style, size_pt, red))
            x_mm += self.face.width_mm(word + " ", style=style, size_pt=size_pt)
        return x_mm

    def centre(self, x_mm: float, y_mm: float, text: str, *, style: str, size_pt: float) -> float:
        """Print a line centred about x; return its width."""
        width = self.face.width_mm(text, style=style, size_pt=size_pt)
        self.put(x_mm - width / 2, y_mm, text, style=style, size_pt=size_pt)
        return width

    def put_words(self, x_mm: float, words: list[Word], *, size_pt: float, gap_mm: float) -> None:
        """Print words on the base line of the current line, `gap_mm` apart."""
        base = self.y_mm + size_pt * MM_PER_PT
        for word in words:
            for index, piece in enumerate(word, start=1):
                self.sheet.prints.append(
                    Print(x_mm, base, piece.text, piece.style, size_pt, space=index == len(word))
                )
                x_mm += self.width((piece,), size_pt)
            x_mm += gap_mm

    def rule(self, x0_mm: float, y0_mm: float, x1_mm: float, y1_mm: float) -> None:
        """Print a straight line."""
        self.sheet.rules.append(Rule(x0_mm, y0_mm, x1_mm, y1_mm))

    def ink(self, mark: Ink) -> None:
        """Mark a place for ink."""
        self.sheet.inks.append(mark)

    def wrap(
        self, words: list[Word], *, size_pt: float, width_mm: float, indent_mm: float = 0
    ) -> list[list[Word]]:
        """Break words into lines no wider than `width_mm`."""
        space = self.face.width_mm(" ", style="regular", size_pt=size_pt)
        lines: list[list[Word]] = [[]]
        used = indent_mm
        for word in words:
            wide = self.width(word, size_pt)
            if lines[-1] and used + space + wide > width_mm:
                lines.append([])
                used = 0.0
            used += wide + (space if lines[-1] else 0)
            lines[-1].append(word)
        return lines

    def close(self) -> tuple[Sheet, ...]:
        """Return the finished pages."""
        return tuple(
            Sheet(tuple(one.prints), tuple(one.rules), tuple(one.inks), "\n".join(one.lines))
            for one in self.sheets
        )
