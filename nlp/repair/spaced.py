"""Letters set apart go in ("C H U N G H I A"), the words they make come out."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from nlp.repair.pieces import Kind, Piece

LEAST_RUN, LEAST_CAPITALS, LONGEST_PART = 5, 3, 7
MOST_LETTERS = 60
TOGETHER = 2
"""Letters that scanners leave together inside such a run."""
ALONE = 3.0
"""How much less likely a word of one letter is ("Y tế")."""

Worth = Callable[[Sequence[str]], Mapping[str, float]]


def runs(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield the pieces one by one, and those that are letters set apart together.

    >>> from nlp.repair.pieces import pieces_of
    >>> [len(run) for run in runs(list(pieces_of("X A HOI C H U N G H I A VIET")))]
    [1, 1, 1, 8, 1]
    """
    run: list[Piece] = []
    for piece in pieces:
        if run and not (_is_apart(piece) and piece.start == run[-1].end + 1):
            yield from _run(run)
            run = []
        if _is_apart(piece):
            run.append(piece)
        else:
            yield [piece]
    yield from _run(run)


def _is_apart(piece: Piece) -> bool:
    """Tell whether a piece may be a letter of a longer word; "I" alone looks like a number."""
    is_word = piece.kind is Kind.WORD or piece.text in ("I", "V", "X", "VI", "XI")
    return is_word and len(piece.text) <= TOGETHER and piece.text.isalpha()


def _run(run: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    single = sum(len(piece.text) == 1 for piece in run)
    capitals = all(piece.text.isupper() for piece in run)
    least = LEAST_CAPITALS if capitals else LEAST_RUN
    if single >= max(least, 0.7 * len(run)) and len(run) <= MOST_LETTERS:
        yield run
    else:
        yield from ([piece] for piece in run)


def joined(run: Sequence[Piece], worth: Worth) -> Iterator[Piece]:
    """Put a run of letters together to words.

    Args:
        run: Pieces of one or two letters, a blank between each.
        worth: Says what each of some words costs, in nats.

    Yields:
        A piece for each word, from its first letter to its last; its text has no blanks.
    """
    letters = "".join(piece.text for piece in run)
    places = [piece.start + at for piece in run for at in range(len(piece.text))]
    cuts = _cuts(letters, worth)
    for start, end in zip(cuts, cuts[1:], strict=False):
        yield Piece(places[start], places[end - 1] + 1, letters[start:end], Kind.WORD)


def _cuts(letters: str, worth: Worth) -> list[int]:
    """Return where the cheapest words begin, and the end."""
    size = len(letters)
    spans = [
        (at, end) for at in range(size) for end in range(at + 1, min(size, at + LONGEST_PART) + 1)
    ]
    costs = worth(sorted({letters[at:end] for at, end in spans}))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, size + 1):
        ways = [
            (best[at][0] + costs[letters[at:end]] + (ALONE if end - at == 1 else 0.0), at)
            for at in range(max(0, end - LONGEST_PART), end)
        ]
        best.append(min(ways))
    cuts = [size]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return cuts[::-1]
