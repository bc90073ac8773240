"""Parts two signatures that saved text set on the same rows: rows in, rows with a tab between them out."""

from collections.abc import Callable, Sequence

from nlp.layout.anchors import is_authority, is_signed
from nlp.names import has_family, person_name
from nlp.positions import is_position

FEWEST = 2
"""Words of a name; words that two posts begin with alike."""
HIGHEST, WIDEST = 8, 24
"""Rows of a signature; words of such a row."""


def twins_parted(rows: Sequence[str]) -> list[str]:
    r"""Return the rows, those of two signatures side by side cut by a tab.

    >>> rows = ["KT. BỘ TRƯỞNG BỘ Y TẾ KT. BỘ TRƯỞNG BỘ NỘI VỤ", "THỨ TRƯỞNG THỨ TRƯỞNG", "Lê Văn An Vũ Thị Bê"]
    >>> twins_parted(rows)
    ['KT. BỘ TRƯỞNG BỘ Y TẾ\tKT. BỘ TRƯỞNG BỘ NỘI VỤ', 'THỨ TRƯỞNG\tTHỨ TRƯỞNG', 'Lê Văn An\tVũ Thị Bê']
    >>> twins_parted(["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn An"])
    ['TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Lê Văn An']
    """
    parted: dict[int, str | None] = {}
    for at, row in enumerate(rows):
        names = _cut(row, _are_names)
        above = {} if names is None else _above(rows, at)
        if any(above.values()):
            parted |= {**above, at: names}
    kept = (parted.get(at, row) for at, row in enumerate(rows))
    return [row for row in kept if row is not None]


def _above(rows: Sequence[str], at: int) -> dict[int, str | None]:
    """Return the rows above two names that hold two marks or posts, cut; None for "(Đã ký)"."""
    taken: dict[int, str | None] = {}
    for index in range(at - 1, max(-1, at - 1 - HIGHEST), -1):
        if not rows[index].strip() or is_signed(rows[index]):
            taken[index] = None
            continue
        cut = _cut(rows[index], _are_posts)
        if cut is None:
            break
        taken[index] = cut
    return taken


def _cut(row: str, fit: Callable[[str, str], bool]) -> str | None:
    """Return a row cut at the blank whose two sides fit, the middlemost where several do."""
    words = row.split(maxsplit=WIDEST)
    if len(words) > WIDEST or "|" in row or "\t" in row:
        return None
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    fitting = [cut for cut in cuts if fit(*cut)]
    best = min(fitting, key=lambda cut: abs(len(cut[0]) - len(cut[1])), default=None)
    return None if best is None else "\t".join(best)


def _are_names(left: str, right: str) -> bool:
    names = person_name(left), person_name(right)
    printed = names == (left, right) and min(map(len, (left.split(), right.split()))) >= FEWEST
    return printed and has_family(left) and has_family(right)


def _are_posts(left: str, right: str) -> bool:
    """Tell whether two posts or marks stand side by side: they begin alike."""
    if left.split()[:FEWEST] != right.split()[:FEWEST] or not (left + right).isupper():
        return False
    marked = is_authority(left) and is_authority(right)
    return marked or (is_position(left) and is_position(right))
