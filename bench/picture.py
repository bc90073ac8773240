"""Draws the benchmark: the JSON of `python -m bench` goes in, a picture for docs/performance.md comes out.

    .venv/bin/python -m bench --json speed.json
    .venv/bin/python -m bench.picture speed.json docs/images/speed.svg

A bar for each row that has a peer, as long as its ratio; a stroke where our promise lies.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import click

LABELS, BARS, ROW, TOP = 380, 380, 34, 46
RIGHT = 150
LONGEST = 2.0
KEPT, MISSED, PLAIN, PEER = "#2e7d4f", "#b3541e", "#5b7083", "#c9d1d8"


def picture(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the picture as SVG.

    Args:
        rows: As `bench.rows.as_json` gives them; those without a peer are left out.
    """
    shown = [row for row in rows if row["peer"] is not None]
    width, height = LABELS + BARS + RIGHT, TOP + ROW * len(shown) + 16
    one = LABELS + BARS / LONGEST
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="13" fill="#1d2730">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f'<text x="{one}" y="18" text-anchor="middle">the peer = 1</text>'
        f'<path d="M{one} 26V{height - 10}" stroke="{PEER}" stroke-width="2"/>'
    )
    return "\n".join(
        [head, *(line for at, row in enumerate(shown) for line in _bar(at, row)), "</svg>\n"]
    )


def _bar(at: int, row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the parts of one bar: label, bar, promise, figures."""
    y = TOP + ROW * at
    ratio = float(row["measured"])
    long = min(ratio, LONGEST) * BARS / LONGEST
    colour = {True: KEPT, False: MISSED, None: PLAIN}[row["kept"]]
    yield f'<text x="{LABELS - 10}" y="{y + 14}" text-anchor="end">{escape(row["name"])}</text>'
    yield f'<rect x="{LABELS}" y="{y}" width="{long:.0f}" height="20" rx="2" fill="{colour}"/>'
    end = max(long, BARS / LONGEST)
    if row["bar"] is not None:
        promised = min(float(row["bar"]), LONGEST) * BARS / LONGEST
        x, end = LABELS + promised, max(end, promised)
        yield f'<path d="M{x:.0f} {y - 4}v28" stroke="#1d2730" stroke-width="2"/>'
    yield (
        f'<text x="{LABELS + end + 8:.0f}" y="{y + 14}">'
        f'<tspan font-weight="bold">{ratio:.2f}</tspan> × {escape(row["against"])}</text>'
    )


@click.command()
@click.argument("measured", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def command(*, measured: Path, target: Path) -> None:
    """Write the picture of what was MEASURED to TARGET."""
    target.write_text(picture(json.loads(measured.read_text("utf-8"))["rows"]), "utf-8")


if __name__ == "__main__":
    command()
