"""Page images for staff: upright as the page was read, so that evidence lies on its words."""

from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings
from PIL import Image

from corpus.samples.letters import LETTERS
from corpus.samples.look import CLEAN
from corpus.samples.paper import bind
from corpus.samples.write import page_images
from nlp.record import FieldName
from records.layers import layers_of
from records.models import Document, FieldValue
from records.previews import preview_path
from tests.records.receiving import letter
from workers import tasks

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.engine]


def read(path: Path, *, degrees: int) -> Document:
    """Read a letter scanned on its side, draw its pages."""
    [sample] = [one for one in LETTERS if one.name == "cong-van-truong-thpt"]
    bind([np.rot90(page, degrees // 90) for page in page_images(sample, CLEAN)], CLEAN, path)
    document = letter(path.read_bytes())
    tasks.read_document(document.pk)
    tasks.draw_pages(document.pk)
    return document


def shown(document: Document, name: FieldName, previews: Path) -> Image.Image:
    """Return what the staff's page frames as evidence of a value."""
    value = FieldValue.objects.get(record__document=document, name=name)
    assert value.box is not None
    with Image.open(preview_path(previews, document.sha256, value.page - 1)) as image:
        left, top, right, bottom = value.box
        size = image.size
        edges = (left * size[0], top * size[1], right * size[0], bottom * size[1])
        return image.convert("L").crop(edges)


@pytest.mark.parametrize("degrees", [90, 180])
def test_evidence_lies_on_the_words_of_a_page_scanned_on_its_side(
    settings: LazySettings, tmp_path: Path, degrees: int
) -> None:
    settings.VANTHU_PREVIEWS = tmp_path / "pages"
    document = read(tmp_path / "lying.pdf", degrees=degrees)
    assert {layer.turned for layer in layers_of(document)} == {degrees}
    piece = shown(document, FieldName.SYMBOL, settings.VANTHU_PREVIEWS)
    ink = np.asarray(piece) < 128
    # A line of print: wider than high, inked from edge to edge in both directions.
    assert piece.width > 2 * piece.height
    assert ink.mean() > 0.1
    assert ink.any(axis=0).mean() > 0.6
    assert ink.any(axis=1).mean() > 0.8
