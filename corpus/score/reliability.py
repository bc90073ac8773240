"""Draws how far the confidence can be believed: judged values in, a picture (SVG) out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

BINS = 10
SIDE, MARGIN = 320, 48
DOT = 5


def groups(
    values: Sequence[tuple[float, bool]], *, bins: int = BINS
) -> list[tuple[float, float, int]]:
    """Return bins of equal count: mean confidence, share right, and how many values.

    >>> groups([(0.5, False), (0.7, True), (0.9, True), (1.0, True)], bins=2)
    [(0.6, 0.5, 2), (0.95, 1.0, 2)]
    """
    ordered = sorted(values)
    edges = [at * len(ordered) // bins for at in range(bins + 1)]
    parts = [ordered[start:end] for start, end in pairwise(edges) if end > start]
    return [
        (
            sum(sure for sure, _ in part) / len(part),
            sum(one for _, one in part) / len(part),
            len(part),
        )
        for part in parts
    ]


def picture(values: Sequence[tuple[float, bool]]) -> str:
    """Return the reliability picture of judged values.

    Each dot is a tenth of them: to the right how sure, upwards how many of them were right. On the
    diagonal both are the same; the axes run from the least of either to 1.

    Args:
        values: Confidence (0 to 1) and whether the value was right.
    """
    found = groups(values)
    least = min((min(sure, right) for sure, right, _ in found), default=0.0)
    low = min(0.9, int(10 * least) / 10)
    size = SIDE + 2 * MARGIN
    body = "\n".join([*_frame(low), *(_dot(*one, low) for one in found)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif"'
        f' font-size="12">\n<rect width="{size}" height="{size}" fill="white"/>\n{body}\n</svg>\n'
    )


def _at(sure: float, right: float, low: float) -> tuple[float, float]:
    """Return where a point lies, in units of the picture from its top left corner."""
    scale = SIDE / (1 - low)
    return MARGIN + (sure - low) * scale, MARGIN + SIDE - (right - low) * scale


def _dot(sure: float, right: float, count: int, low: float) -> str:
    x, y = _at(sure, right, low)
    told = f"{count} values: {sure:.3f} sure, {right:.3f} right"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="#1f5fa8"><title>{told}</title></circle>'
    )


def _frame(low: float) -> Iterator[str]:
    """Yield axes, their names and ends, and the diagonal."""
    left, bottom = MARGIN, MARGIN + SIDE
    middle = MARGIN + SIDE / 2
    yield f'<path d="M{left} {MARGIN}V{bottom}H{left + SIDE}" fill="none" stroke="black"/>'
    yield f'<path d="M{left} {bottom}L{left + SIDE} {MARGIN}" stroke="#999" stroke-dasharray="4"/>'
    for share in (low, 1.0):
        x, y = _at(share, share, low)
        yield f'<text x="{x:.0f}" y="{bottom + 16}" text-anchor="middle">{share:.1f}</text>'
        yield f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{share:.1f}</text>'
    yield f'<text x="{middle}" y="{bottom + 34}" text-anchor="middle">confidence shown</text>'
    yield f'<text transform="translate({left - 30} {middle}) rotate(-90)" text-anchor="middle">share right</text>'
