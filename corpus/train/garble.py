"""Clean lines in, pairs of read and true lines out: text is set, scanned and read by poor OCR.

python -m corpus.train.garble ../shared/text/administrative.txt.xz PAIRS.jsonl --pages 600
"""

import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import click
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from rapidfuzz.distance import Levenshtein

from corpus.samples.fonts import FOLDERS, carries_vietnamese, load
from corpus.samples.look import Look
from corpus.samples.scan import scan
from corpus.train.passages import passages
from ingest.errors import IngestError
from ingest.ocr.tesseract import ONE_BLOCK, lines_of

Gray = NDArray[np.uint8]

# Decree 30 prescribes Times New Roman: its look-alikes come most often.
FONTS = (
    ("LiberationSerif-Regular.ttf", 8), ("LiberationSerif-Bold.ttf", 3),
    ("LiberationSerif-Italic.ttf", 2), ("LiberationSerif-BoldItalic.ttf", 1),
    ("FreeSerif.ttf", 3), ("FreeSerifBold.ttf", 1), ("FreeSerifItalic.ttf", 1),
    ("texgyretermes-regular.otf", 3), ("texgyretermes-bold.otf", 1),
    ("LiberationSans-Regular.ttf", 2), ("LiberationSans-Bold.ttf", 1),
    ("DejaVuSerif.ttf", 1), ("DejaVuSans.ttf", 1), ("FreeSans.ttf", 1), ("Carlito-Regular.ttf", 1),
)  # fmt: skip
# A page read in the wrong language, or by an engine of old that knows shapes only: each errs in
# its own way, as the scanners of an office do.
CHANNELS = (
    ("eng", 12), ("fra", 2), ("deu", 1), ("ita", 1), ("por", 1), ("tur", 1), ("ces", 1), ("pol", 1),
    ("ron", 1), ("gocr", 3), ("ocrad", 3),
)  # fmt: skip
ROWS = 34
TEXT_WIDTH_IN = 6.4
MARGIN_IN = 0.5
CAPITALS_SHARE = 0.08
# Worse pages are noise, not language: nobody could learn a letter's error from them.
WORST_PAIR = 0.6


@dataclass(frozen=True, slots=True)
class Setting:
    """How one page is set, scanned and read."""

    font: Path
    size_pt: float
    look: Look
    channel: str


def pairs(lines: Sequence[str], setting: Setting) -> Iterator[tuple[str, str]]:
    """Set lines on a page, scan it and read it.

    Yields:
        What was read and what stands there, line by line; lines that were lost are left out.
    """
    set_lines, pixels = page(lines, setting)
    image = scan(pixels, setting.look, page=1)
    gray = image if image.ndim == 2 else image.mean(axis=2).astype(np.uint8)
    yield from matched(set_lines, read(gray, setting))


def page(lines: Sequence[str], setting: Setting) -> tuple[list[str], Gray]:
    """Set lines in a block of text; return the rows as set and the page's pixels."""
    dpi = setting.look.dpi
    font = load(setting.font, setting.size_pt * dpi / 72)
    rows: list[str] = []
    for line in lines:
        row = ""
        for word in line.split():
            longer = f"{row} {word}".strip()
            if row and font.getlength(longer) > TEXT_WIDTH_IN * dpi:
                rows.append(row)
                longer = word
            row = longer
        rows.append(row)
    rows = rows[:ROWS]
    leading = setting.size_pt * dpi / 72 * 1.45
    margin = round(MARGIN_IN * dpi)
    size = round(TEXT_WIDTH_IN * dpi) + 2 * margin, round(leading * len(rows)) + 2 * margin
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for at, row in enumerate(rows):
        pen.text((margin, margin + at * leading), row, fill=(25, 25, 28), font=font)
    return rows, np.asarray(image, np.uint8)


def read(gray: Gray, setting: Setting) -> list[str]:
    """Read a page by one channel: Tesseract in a wrong language, or a plain old engine."""
    if setting.channel not in ("gocr", "ocrad"):
        language = (setting.channel,)
        try:
            found = lines_of(
                gray, languages=language, timeout_s=90, layout=ONE_BLOCK, dpi=setting.look.dpi
            )
        except IngestError:
            return []
        return [line.text for line in found]
    with NamedTemporaryFile(suffix=".pgm") as file:
        Image.fromarray(gray).save(file.name)
        command = {"gocr": ["gocr", "-f", "UTF8"], "ocrad": ["ocrad", "-F", "utf8"]}
        said = subprocess.run(  # noqa: S603 - fixed programs, no shell
            [*command[setting.channel], file.name], capture_output=True, timeout=90, check=False
        )
    return [line for line in said.stdout.decode("utf-8", "replace").splitlines() if line.strip()]


def matched(rows: Sequence[str], read_rows: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair what was read with what was set, in order; each row is used once."""
    start = 0
    for row in rows:
        window = list(enumerate(read_rows[start : start + 4], start))
        near = [(Levenshtein.normalized_distance(row, one), at) for at, one in window]
        distance, at = min(near, default=(1.0, 0))
        if distance < WORST_PAIR:
            yield " ".join(read_rows[at].split()), row
            start = at + 1


def settings(chance: random.Random) -> Setting:
    """Draw a setting: mostly a fair scan at 200 or 300 dpi, sometimes a bad copy."""
    fonts = {name: _font(name) for name, _ in FONTS}
    known = [(fonts[name], weight) for name, weight in FONTS if fonts[name]]
    font = chance.choices([one for one, _ in known], [weight for _, weight in known])[0]
    assert font is not None  # noqa: S101 - filtered two lines above
    worn = chance.random() ** 2
    look = Look(
        seed=chance.randrange(1 << 30),
        dpi=chance.choice((150, 200, 200, 200, 300, 300)),
        skew_deg=chance.gauss(0, 0.3),
        noise=0.7 * worn,
        blur_px=chance.uniform(0, 1.1) * worn,
        colour=chance.choice(("gray", "gray", "bilevel")),
    )
    channel = chance.choices([name for name, _ in CHANNELS], [part for _, part in CHANNELS])[0]
    return Setting(font, chance.choice((12, 13, 13, 14, 14)), look, channel)


def _font(name: str) -> Path | None:
    for folder in FOLDERS:
        for path in sorted(folder.rglob(name)) if folder.is_dir() else ():
            if carries_vietnamese(path):
                return path
    return None


def _text(lines: Sequence[str], chance: random.Random) -> list[str]:
    """Return one page's worth of neighbouring lines, some in capitals."""
    start = chance.randrange(max(1, len(lines) - ROWS))
    part = [line for line in lines[start : start + ROWS] if len(line) > 12]
    return [line.upper() if chance.random() < CAPITALS_SHARE else line for line in part]


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="Pairs, JSON lines.")
@click.option("--pages", default=600, help="How many pages to set.")
@click.option("--held-out", is_flag=True, help="Use the blocks kept for testing.")
@click.option("--channel", default="", help="Use this channel only.")
@click.option("--seed", default=1)
def main(
    *, texts: tuple[Path, ...], into: Path, pages: int, held_out: bool, channel: str, seed: int
) -> None:
    """Write pairs of read and true lines, page after page."""
    chance = random.Random(seed)  # noqa: S311 - drawing, not secrets
    sources = [list(passages(path, held_out=held_out)) for path in texts]
    with into.open("a", encoding="utf-8") as file:
        for number in range(pages):
            setting = settings(chance)
            if channel:
                setting = Setting(setting.font, setting.size_pt, setting.look, channel)
            for seen, true in pairs(_text(chance.choice(sources), chance), setting):
                row = {"page": number, "channel": setting.channel, "font": setting.font.stem,
                       "noise": round(setting.look.noise, 2), "read": seen, "true": true}  # fmt: skip
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()


if __name__ == "__main__":
    main()
