"""Lines of print at given places, to try the layout on."""

from collections.abc import Iterable

from nlp.document import Box, Confidence, Line, Word

WIDTH_PX, HEIGHT_PX = 1654.0, 2339.0
TALL_PX = 30.0
SIGN_PX = 14.0


def at(left: float, top: float, text: str, *, slope: float = 0.0, tall: float = TALL_PX) -> Line:
    """Return a line of equally wide letters; `slope` is its fall in pixels per pixel."""
    words: list[Word] = []
    x = left
    for token in text.split():
        right = x + SIGN_PX * len(token)
        y = top + slope * (x + right) / 2
        words.append(Word(token, Box(x, y, right, y + tall), Confidence(0.95)))
        x = right + SIGN_PX
    return Line(tuple(words))


def texts(lines: Iterable[Line]) -> list[str]:
    """Return what lines say."""
    return [line.text for line in lines]
