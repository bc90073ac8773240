"""`vanthu ocr`: a letter in, the words of each page out, as text or as JSON."""

from pathlib import Path

import click

from config.cli.lines import READABLE, print_json, say
from config.drawing import draw_reading
from config.reading import read_options
from ingest.errors import IngestError
from ingest.read import Reading, read
from nlp.document import Line, TextLayer, Word
from nlp.record import Json


@click.command("ocr")
@click.option("--json", "as_json", is_flag=True, help="Boxes, confidences and verdicts as JSON.")
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
    """Return all words; boxes are left, top, right, bottom as fractions of the page."""
    return {
        "file": file.name,
        "sha256": reading.sha256,
        "media_type": reading.media_type,
        "pages": [_page(layer) for layer in reading.layers],
    }


def _page(layer: TextLayer) -> dict[str, Json]:
    return {
        "page": layer.page_index + 1,
        "width_px": layer.width_px,
        "height_px": layer.height_px,
        "source": str(layer.source),
        "verdict": str(layer.verdict),
        "reason": layer.reason,
        "turned": layer.turned,
        "lines": [_line(line, layer) for line in layer.lines],
    }


def _line(line: Line, layer: TextLayer) -> dict[str, Json]:
    return {
        "text": line.text,
        "ink": str(line.ink),
        "words": [_word(word, layer) for word in line.words],
    }


def _word(word: Word, layer: TextLayer) -> dict[str, Json]:
    box, width, height = word.box, layer.width_px, layer.height_px
    edges = (box.left / width, box.top / height, box.right / width, box.bottom / height)
    return {
        "text": word.text,
        "box": [round(edge, 5) for edge in edges],
        "confidence": round(float(word.confidence), 3),
    }
