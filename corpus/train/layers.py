"""Scans with a bad text layer in, pairs of its lines and the lines OCR reads on the same page out.

python -m corpus.train.layers SCAN.pdf… --into layers.jsonl
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract
from unidecode import unidecode

from corpus.load import mended
from ingest.embedded import embedded_lines
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.read import read
from nlp.document import Verdict

FURTHEST = 0.45
SHORTEST = 12
"""Lines of fewer letters are too alike to be paired."""


def pairs(layer: Sequence[str], true: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line read by OCR with the line of the layer nearest to it; each is used once.

    >>> list(pairs(["Can ctr Chi thi s6 03"], ["Căn cứ Chỉ thị số 03", "Nơi nhận:"]))
    [('Can ctr Chi thi s6 03', 'Căn cứ Chỉ thị số 03')]
    """
    bare = [unidecode(line).lower() for line in layer]
    near = sorted(
        (distance, at, place)
        for at, line in enumerate(true)
        if len(line) >= SHORTEST
        for _, distance, place in extract(
            unidecode(line).lower(),
            bare,
            scorer=Levenshtein.normalized_distance,
            score_cutoff=FURTHEST,
            limit=3,
        )
    )
    found: dict[int, int] = {}
    for _, at, place in near:
        if at not in found and place not in found.values():
            found[at] = place
    for at, place in sorted(found.items()):
        yield layer[place], true[at]


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="Pairs, JSON lines.")
def main(*, files: tuple[Path, ...], into: Path) -> None:
    """Write the pairs of FILES whose layer is bad."""
    options = ReadOptions()
    with into.open("w", encoding="utf-8") as out:
        for path in files:
            embedded = embedded_lines(accept(path, options), options)
            for page, (layer, _) in enumerate(mended(read(path, options).layers)):
                if layer.verdict is not Verdict.BAD_LAYER:
                    continue
                lines = [line.text for line in embedded[page]]
                for seen, true in pairs(lines, [line.text for line in layer.lines]):
                    row = {"page": f"{path.stem}/{page}", "read": seen, "true": true}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
