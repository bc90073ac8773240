"""Scans with a bad text layer in, pairs of its lines and the lines OCR reads on the same page out.

python -m corpus.train.layers SCAN.pdf… --into layers.jsonl
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne
from unidecode import unidecode

from ingest.embedded import embedded_lines
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.read import read
from nlp.document import Verdict

FURTHEST = 0.45
SHORTEST = 12
"""Lines of fewer letters are too alike to be paired."""


def pairs(layer: Sequence[str], true: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield, for each line read by OCR, the nearest line of the layer and itself.

    >>> list(pairs(["Can ctr Chi thi s6 03"], ["Căn cứ Chỉ thị số 03", "Nơi nhận:"]))
    [('Can ctr Chi thi s6 03', 'Căn cứ Chỉ thị số 03')]
    """
    bare = [unidecode(line).lower() for line in layer]
    for line in true:
        if len(line) < SHORTEST:
            continue
        near = extractOne(
            unidecode(line).lower(),
            bare,
            scorer=Levenshtein.normalized_distance,
            score_cutoff=FURTHEST,
        )
        if near is not None:
            yield layer[near[2]], line


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="Pairs, JSON lines.")
def main(*, files: tuple[Path, ...], into: Path) -> None:
    """Write the pairs of FILES whose layer is bad."""
    options = ReadOptions()
    with into.open("w", encoding="utf-8") as out:
        for path in files:
            embedded = embedded_lines(accept(path, options), options)
            for page, layer in enumerate(read(path, options).layers):
                if layer.verdict is not Verdict.BAD_LAYER:
                    continue
                lines = [line.text for line in embedded[page]]
                for seen, true in pairs(lines, [line.text for line in layer.lines]):
                    row = {"page": f"{path.stem}/{page}", "read": seen, "true": true}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
