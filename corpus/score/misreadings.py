"""The learnt channel in, a picture of it out: which marked letter is read as what.

python -m corpus.score.misreadings --into docs/images/misread.svg
"""

import math
from collections import defaultdict
from pathlib import Path
from xml.sax.saxutils import escape

import click

from corpus.load import MODELS

TRUE = "àáảãạăắằặâấầẩẫậđèéẹêếềểễệìíỉịòóỏọôốồổộơớờởợùúủụưứừửữựỳýỷỹ"
MOST_READ = 26
CELL_PX, MARGIN_PX = 22, 30
FAINTEST = 0.02

Shares = dict[str, dict[str, float]]


def shares(table: Path) -> Shares:
    """Return how often each single letter is read as what, 0.0 to 1.0."""
    found: Shares = defaultdict(dict)
    for row in table.read_text(encoding="utf-8").splitlines():
        kind, true, read, case, cost = row.split("\t")
        if kind == "unit" and case == "lower" and true in TRUE and len(true) == 1:
            found[true][read] = math.exp(-float(cost))
    return found


def columns(found: Shares) -> list[str]:
    """Return what letters are read as most, in the order of how much."""
    total: dict[str, float] = defaultdict(float)
    for reads in found.values():
        for read, share in reads.items():
            total[read] += share
    return sorted(total, key=total.__getitem__, reverse=True)[:MOST_READ]


def picture(found: Shares) -> str:
    """Draw the table as SVG: a row a letter, a column a reading, the darker the more often."""
    heads = columns(found)
    cells = [_text(at, -0.4, head or "∅") for at, head in enumerate(heads)]
    for row, true in enumerate(TRUE):
        cells.append(_text(-0.7, row + 0.65, true))
        for at, head in enumerate(heads):
            share = found.get(true, {}).get(head, 0.0)
            if share >= FAINTEST:
                title = f"{true} → {head or 'lost'}: {share:.0%}"
                cells.append(
                    f'<rect x="{at * CELL_PX}" y="{row * CELL_PX}" width="{CELL_PX - 1}" '
                    f'height="{CELL_PX - 1}" fill="#14507d" fill-opacity="{math.sqrt(share):.2f}">'
                    f"<title>{escape(title)}</title></rect>"
                )
    width, height = (MARGIN_PX + CELL_PX * (len(one) + 1) for one in (heads, TRUE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN_PX} {-MARGIN_PX} {width} {height}" '
        f'font-family="sans-serif" font-size="13">'
        f'<rect x="{-MARGIN_PX}" y="{-MARGIN_PX}" width="{width}" height="{height}" fill="white"/>'
        + "".join(cells)
        + "</svg>\n"
    )


def _text(column: float, row: float, text: str) -> str:
    x, y = (column + 0.5) * CELL_PX, row * CELL_PX
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{escape(text)}</text>'


@click.command()
@click.option("--table", default=MODELS / "misread.tsv", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path))
def main(*, table: Path, into: Path) -> None:
    """Draw TABLE."""
    into.write_text(picture(shares(table)), encoding="utf-8")


if __name__ == "__main__":
    main()
