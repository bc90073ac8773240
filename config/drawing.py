"""Draws what was read onto the pages: a file and its text layers go in, one PNG per page comes out."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from corpus.load import lexicons
from ingest.intake import accept
from ingest.ocr.upright import turned
from ingest.options import ReadOptions
from ingest.render import render_page
from nlp.document import Box, Ink, TextLayer, around
from nlp.layout import zones
from nlp.zones import Zone, ZoneName

WIDTH_PX = 1100
COLOURS: dict[ZoneName, str] = {
    ZoneName.HEAD_LEFT: "#1f77b4",
    ZoneName.HEAD_RIGHT: "#17becf",
    ZoneName.TITLE: "#9467bd",
    ZoneName.ADDRESSEES: "#8c564b",
    ZoneName.BODY: "#7f7f7f",
    ZoneName.SIGNATURE: "#d62728",
    ZoneName.RECIPIENTS: "#2ca02c",
    ZoneName.STAMPS: "#e377c2",
}
OTHER = "#bcbd22"
# Words read less surely than this are drawn over in this colour.
UNSURE, UNSURE_COLOUR = 0.6, "#ff7f0e"


def draw_reading(
    path: Path, layers: Sequence[TextLayer], folder: Path, options: ReadOptions
) -> list[Path]:
    """Draw the zones and words of every page of a file.

    Args:
        path: The file that was read.
        layers: What was read, one layer per page.
        folder: Made if missing; page 1 becomes `NAME-1.png`.
        options: Limits for rendering.

    Returns:
        The pictures, in page order.

    Raises:
        IngestError: The file, or one of its pages, cannot be drawn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = accept(path, options)
    found = zones(layers, lexicons())
    pictures: list[Path] = []
    for page, layer in zip(file.pages, layers, strict=True):
        dpi = WIDTH_PX / page.width_pt * 72
        image = render_page(file, page, dpi=dpi, options=options).convert("RGB")
        picture = turned(image, layer.turned)
        own = [zone for zone in found if zone.page_index == layer.page_index]
        _draw(picture, layer, own)
        target = folder / f"{path.stem}-{layer.page_index + 1}.png"
        picture.save(target, optimize=True)
        pictures.append(target)
    return pictures


def _draw(picture: Image.Image, layer: TextLayer, found: Sequence[Zone]) -> None:
    """Draw one page's words and the frames of its zones."""
    pen = ImageDraw.Draw(picture)
    across, down = picture.width / layer.width_px, picture.height / layer.height_px
    for zone in found:
        colour = COLOURS.get(zone.name, OTHER)
        for line in zone.lines:
            for word in line.words:
                unsure = word.confidence < UNSURE and line.ink is Ink.PRINT
                edge = UNSURE_COLOUR if unsure else colour
                pen.rectangle(_scaled(word.box, across, down), outline=edge, width=1)
        frame = _scaled(around(line.box for line in zone.lines), across, down)
        pen.rectangle(
            (frame[0] - 4, frame[1] - 4, frame[2] + 4, frame[3] + 4), outline=colour, width=3
        )
        pen.text((frame[0] - 2, frame[1] - 16), str(zone.name), fill=colour)


def _scaled(box: Box, across: float, down: float) -> tuple[float, float, float, float]:
    return box.left * across, box.top * down, box.right * across, box.bottom * down
