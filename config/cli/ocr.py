"""`vanthu ocr`: a letter in, the words of each page out, as text or as JSON."""

from collections.abc import Iterable
from pathlib import Path

import click

from config.cli.lines import READABLE, print_json, say
from config.drawing import draw_reading
from config.reading import read_options
from corpus.load import lexicons
from ingest.errors import IngestError
from ingest.read import Reading, read
from nlp.document import Box, Line, TextLayer, Word, around
from nlp.layout import zones
from nlp.record import Json
from nlp.zones import Zone


@click.command("ocr")
@click.option(
    "--json", "as_json", is_flag=True, help="Zones, boxes, confidences and verdicts as JSON."
)
@click.option(
    "--draw",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also draw zones and words onto a picture of each page.",
)
@click.argument("file", type=READABLE)
def command(*, as_json: bool, draw: Path | None, file: Path) -> None:
    """Show the words of each page of FILE; pages of text are divided by form feeds."""
    try:
        reading = read(file, read_options(), on_page=lambda at, of: say(f"page {at} of {of}"))
        pictures = draw_reading(file, reading.layers, draw, read_options()) if draw else []
    except IngestError as error:
        say(f"{file.name}: {error.code}: {error.vi} / {error.en}")
        raise click.exceptions.Exit(1) from error
    for picture in pictures:
        say(f"drawn: {picture}")
    if as_json:
        print_json(reading_json(file, reading))
    else:
        click.echo("\f".join(f"{layer.text}\n" for layer in reading.layers), nl=False)


def reading_json(file: Path, reading: Reading) -> dict[str, Json]:
    """Return all zones and words; boxes are left, top, right, bottom as fractions of the page."""
    found = zones(reading.layers, lexicons())
    return {
        "file": file.name,
        "sha256": reading.sha256,
        "media_type": reading.media_type,
        "pages": [_page(layer, found) for layer in reading.layers],
    }


def _page(layer: TextLayer, found: Iterable[Zone]) -> dict[str, Json]:
    return {
        "page": layer.page_index + 1,
        "width_px": layer.width_px,
        "height_px": layer.height_px,
        "source": str(layer.source),
        "verdict": str(layer.verdict),
        "reason": layer.reason,
        "turned": layer.turned,
        "zones": [_zone(zone, layer) for zone in found if zone.page_index == layer.page_index],
        "lines": [_line(line, layer) for line in layer.lines],
    }


def _zone(zone: Zone, layer: TextLayer) -> dict[str, Json]:
    box = around(line.box for line in zone.lines)
    return {"zone": str(zone.name), "box": _fractions(box, layer), "text": zone.text}


def _line(line: Line, layer: TextLayer) -> dict[str, Json]:
    return {
        "text": line.text,
        "ink": str(line.ink),
        "cell": None if line.cell is None else list(line.cell),
        "words": [_word(word, layer) for word in line.words],
    }


def _word(word: Word, layer: TextLayer) -> dict[str, Json]:
    return {
        "text": word.text,
        "box": _fractions(word.box, layer),
        "confidence": round(float(word.confidence), 3),
    }


def _fractions(box: Box, layer: TextLayer) -> list[Json]:
    width, height = layer.width_px, layer.height_px
    edges = (box.left / width, box.top / height, box.right / width, box.bottom / height)
    return [round(edge, 5) for edge in edges]
