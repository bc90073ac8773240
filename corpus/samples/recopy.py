"""Scans in, the same letters on worse paper out: copied, faxed, photographed, with their gold.

    python -m corpus.samples.recopy SCANS/*.pdf --gold SCANS/gold --into FOLDER --seed 7
    vanthu score --gold FOLDER/gold.jsonl FOLDER/*.pdf

Scans with known truth are few and mostly good. Their layouts, seals and pens are real, though, and
stay so when an office copies them again: each letter comes out in a few looks drawn by the seed.
"""

import json
import random
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import cv2
import numpy as np
from PIL import Image

from corpus.samples.look import Look
from corpus.samples.paper import bind
from corpus.samples.scan import Pixels, scan
from corpus.score.gold import read_gold
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.render import render_page

Chance = random.Random
Effect = Callable[[Pixels, Chance], Pixels]
"""What a machine does to a page that lies on its glass; the pixels may become grey."""

FAX_LINES = 98 / 204
"""A fax sends half as many lines an inch as dots."""
NEAR_PX, DARKER = 31, 12
"""What an adaptive threshold compares a pixel with, and how much darker ink is."""
EDGE_MM = 6.0
TABLE = (62, 70, 84)


@dataclass(frozen=True, slots=True)
class Machine:
    """Something that letters are copied with."""

    look: Look
    effect: Effect
    most_skew: float = 0.5


def _nothing(pixels: Pixels, _chance: Chance) -> Pixels:
    return pixels


def _adaptive(pixels: Pixels, _chance: Chance) -> Pixels:
    """Turn a grey page black and white, each pixel against those around it."""
    how = cv2.ADAPTIVE_THRESH_MEAN_C
    return _kept(cv2.adaptiveThreshold(pixels, 255, how, cv2.THRESH_BINARY, NEAR_PX, DARKER))


def _fax(pixels: Pixels, chance: Chance) -> Pixels:
    """Send a grey page by fax: few lines, one bit a pixel, stretched again."""
    height, width = pixels.shape
    lines = cv2.resize(pixels, (width, round(height * FAX_LINES)), interpolation=cv2.INTER_AREA)
    sent = np.where(lines < chance.randint(150, 190), 0, 255).astype(np.uint8)
    return _kept(cv2.resize(sent, (width, height), interpolation=cv2.INTER_NEAREST))


def _photocopy(pixels: Pixels, chance: Chance) -> Pixels:
    """Copy a grey page: pale ink is lost or blackened, the lid stands open at two edges."""
    dark, light = chance.randint(20, 60), chance.randint(175, 235)
    steps = np.clip((np.arange(256) - dark) * 255 / (light - dark), 0, 255).astype(np.uint8)
    page = np.asarray(cv2.LUT(pixels, steps), np.uint8)
    edge = round(pixels.shape[0] / 297 * EDGE_MM)
    page[:, : chance.randint(1, edge)] = chance.randint(0, 70)
    page[-chance.randint(1, edge) :] = chance.randint(0, 70)
    return page


def _crooked(pixels: Pixels, chance: Chance) -> Pixels:
    """Lay the sheet unevenly: far corners come out a little nearer to one another."""
    return _moved(pixels, chance, 0.0, 0.006, (255, 255, 255))


def _photo(pixels: Pixels, chance: Chance) -> Pixels:
    """Photograph the sheet on a table, a hand's shadow over part of it."""
    page = _moved(pixels, chance, 0.02, 0.03, TABLE)
    height, width = page.shape[:2]
    across = np.linspace(-1, 1, width)[None, :] * chance.choice((-1, 1))
    down = np.linspace(-1, 1, height)[:, None] * chance.uniform(-1, 1)
    shade = 1 - chance.uniform(0.25, 0.5) / (1 + np.exp(-6 * (across + down)))
    return np.clip(page * shade[..., None], 0, 255).astype(np.uint8)


def _moved(
    pixels: Pixels, chance: Chance, least: float, most: float, around: tuple[int, int, int]
) -> Pixels:
    """Move each corner inwards by a share of the page between two bounds."""
    height, width = pixels.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    inwards = np.where(corners == 0, 1, -1) * (width, height)
    shares = np.array([[chance.uniform(least, most) for _ in "xy"] for _ in corners])
    there = (corners + inwards * shares).astype(np.float32)
    turn = cv2.getPerspectiveTransform(corners, there)
    return _kept(
        cv2.warpPerspective(
            pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=around
        )
    )


def _kept(image: cv2.typing.MatLike) -> Pixels:
    return np.asarray(image, np.uint8)


GRAY = Look(colour="gray", noise=0.3, blur_px=0.5, jpeg_quality=70)
MACHINES: Mapping[str, Machine] = {
    "coarse": Machine(Look(dpi=150, noise=0.15, blur_px=0.4, jpeg_quality=35), _nothing),
    "gray": Machine(GRAY, _nothing),
    "bilevel": Machine(Look(colour="bilevel", noise=0.2, blur_px=0.3), _nothing),
    "adaptive": Machine(replace(GRAY, noise=0.2), _adaptive),
    "askew": Machine(Look(noise=0.2, blur_px=0.7, jpeg_quality=75), _crooked, most_skew=2.0),
    "photocopy": Machine(replace(GRAY, noise=0.6, blur_px=0.8), _photocopy, most_skew=1.2),
    "fax": Machine(replace(GRAY, dpi=204, noise=0.1, blur_px=0.3), _fax),
    "photo": Machine(Look(dpi=220, noise=0.25, blur_px=0.8, jpeg_quality=60), _photo),
}
BILEVEL = frozenset({"bilevel", "adaptive", "fax"})


@click.command("recopy")
@click.argument("scans", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--gold", "place", type=click.Path(exists=True, path_type=Path))
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--looks", type=click.IntRange(1, len(MACHINES)), default=3, show_default=True)
def main(*, scans: Sequence[Path], into: Path, place: Path | None, seed: int, looks: int) -> None:
    """Copy SCANS again, each as `NAME-LOOK.pdf`; with gold records, theirs as `gold.jsonl`."""
    into.mkdir(parents=True, exist_ok=True)
    gold = {} if place is None else read_gold(place)
    lines: list[str] = []
    for path in scans:
        chance = random.Random(zlib.crc32(path.stem.encode()) + seed)  # noqa: S311 - drawing
        for name in sorted(chance.sample(sorted(MACHINES), looks)):
            copy = into / f"{path.stem}-{name}.pdf"
            recopy(path, copy, name, chance)
            record = gold.get(path.stem)
            if record is not None:
                lines.append(json.dumps({**record, "file": copy.name}, ensure_ascii=False) + "\n")
    if place is not None:
        (into / "gold.jsonl").write_text("".join(lines), "utf-8")
    click.echo(f"{len(scans)} letters copied {looks} times into {into}")


def recopy(path: Path, copy: Path, name: str, chance: Chance) -> None:
    """Write a copy of a file made with one of `MACHINES`.

    Raises:
        IngestError: The file, or one of its pages, cannot be drawn.
    """
    machine = MACHINES[name]
    skew = chance.uniform(machine.most_skew / 2, machine.most_skew) * chance.choice((-1, 1))
    look = replace(machine.look, seed=chance.randrange(1 << 30), skew_deg=round(skew, 2))
    pages = [
        machine.effect(scan(pixels, look, page=page), chance)
        for page, pixels in enumerate(_pages(path, look.dpi), start=1)
    ]
    bind(pages, replace(look, colour="bilevel") if name in BILEVEL else look, copy)


def _pages(path: Path, dpi: float) -> Iterator[Pixels]:
    options = ReadOptions()
    file = accept(path, options)
    for page in file.pages:
        image: Image.Image = render_page(file, page, dpi=dpi, options=options).convert("RGB")
        yield np.asarray(image, np.uint8)


if __name__ == "__main__":
    main()
