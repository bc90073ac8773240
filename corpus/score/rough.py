"""Held-out text in, how many errors of Vietnamese OCR the repair takes away on rough scans out.

    python -m corpus.score.rough ../shared/text/administrative.txt.xz --pages 40 --kept pages.json

Pages are set, scanned badly and read by Tesseract `vie`; each word keeps its confidence. What was
read is kept in a file, so that a second run only repairs.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from corpus.load import repairer
from corpus.samples.look import Look
from corpus.samples.scan import scan
from corpus.score.text import TextScore, score_text
from corpus.train.garble import Setting, page, settings
from corpus.train.passages import passages
from ingest.errors import IngestError
from ingest.ocr.tesseract import ONE_BLOCK, lines_of
from nlp.document import Box, Confidence, Line, TextLayer, Word
from nlp.repair.layers import mended_layer

ROWS = 34
NOWHERE = Box(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class RoughPage:
    """A page as read, each word with its confidence, and what stands there."""

    read: Sequence[Sequence[tuple[str, float]]]
    true: Sequence[str]

    @property
    def layer(self) -> TextLayer:
        """The page as the reader hands it on."""
        lines = [
            Line(tuple(Word(text, NOWHERE, Confidence(sure)) for text, sure in words))
            for words in self.read
        ]
        return TextLayer(0, 1, 1, tuple(lines))


def rough(setting: Setting, chance: random.Random) -> Setting:
    """Return a setting with a scan as poor as offices hand in: fax, third copy, low resolution."""
    look = Look(
        seed=chance.randrange(1 << 30),
        dpi=chance.choice((100, 110, 120, 150)),
        skew_deg=chance.gauss(0, 0.4),
        noise=chance.uniform(0.2, 0.8),
        blur_px=chance.uniform(0.2, 1.0),
        colour=chance.choice(("gray", "gray", "bilevel")),
    )
    return Setting(setting.font, setting.size_pt, look, "vie")


def pages(text: Path, count: int, seed: int) -> Iterator[RoughPage]:
    """Set, scan and read pages of held-out text."""
    chance = random.Random(seed)  # noqa: S311 - drawing, not secrets
    lines = [line for line in passages(text, held_out=True) if len(line) > 12]
    for _ in range(count):
        setting = rough(settings(chance), chance)
        start = chance.randrange(len(lines) - ROWS)
        true, pixels = page(lines[start : start + ROWS], setting)
        image = scan(pixels, setting.look, page=1)
        gray = image if image.ndim == 2 else image.mean(axis=2).astype(np.uint8)
        try:
            found = lines_of(gray, languages=("vie",), timeout_s=120, layout=ONE_BLOCK,
                             dpi=setting.look.dpi)  # fmt: skip
        except IngestError:
            continue
        read = [[(word.text, float(word.confidence)) for word in line.words] for line in found]
        yield RoughPage(read, true)


def kept(path: Path | None, text: Path, count: int, seed: int) -> list[RoughPage]:
    """Return the pages of a file, or make them and keep them."""
    if path is not None and path.exists():
        return [RoughPage(one["read"], one["true"]) for one in json.loads(path.read_text("utf-8"))]
    made = list(pages(text, count, seed))
    if path is not None:
        rows = [{"read": one.read, "true": one.true} for one in made]
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return made


def wrong(score: TextScore) -> int:
    """Return how many words are not right."""
    return score.words - score.words_right


@click.command()
@click.argument("text", type=click.Path(exists=True, path_type=Path))
@click.option("--pages", "count", default=40)
@click.option("--seed", default=1)
@click.option("--kept", "path", type=click.Path(path_type=Path), help="Where pages are kept.")
def main(*, text: Path, count: int, seed: int, path: Path | None) -> None:
    """Print the errors before and after, in all and on the worst page."""
    before, after = 0, 0
    worse = []
    words = 0
    for one in kept(path, text, count, seed):
        true = "\n".join(one.true)
        first = score_text(true, one.layer.text)
        last = score_text(true, mended_layer(one.layer, repairer())[0].text)
        words += first.words
        before, after = before + wrong(first), after + wrong(last)
        worse.append(wrong(last) - wrong(first))
    click.echo(
        f"{len(worse)} pages, {words} words: {before} wrong → {after} "
        f"({1 - after / max(1, before):.1%} fewer); pages with more errors than before: "
        f"{sum(one > 0 for one in worse)}, at most {max(worse, default=0)} more"
    )


if __name__ == "__main__":
    main()
