"""The whole of ingest: a file in, a text layer per page out."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.samples.fonts import typeface
from ingest.errors import CorruptFile
from ingest.read import ReadOptions, read
from nlp.document import LayerSource, Verdict
from tests.ingest.making import FACE, LETTER, picture, printed, scanned


def photographed(path: Path) -> Path:
    """Write an image of two printed lines."""
    image = Image.new("L", (1654, 2339), 255)
    font = ImageFont.truetype(str(typeface(FACE).path("regular")), 40)
    ImageDraw.Draw(image).multiline_text(
        (200, 300), "Ủy ban nhân dân tỉnh\nKính gửi các trường", fill=0, font=font
    )
    image.save(path, dpi=(200, 200))
    return path


def test_print_is_taken_as_it_is(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    path = printed(tmp_path / "a.pdf", LETTER, "Trang hai")
    reading = read(path, on_page=lambda page, pages: calls.append((page, pages)))
    assert calls == [(1, 2), (2, 2)]
    assert [layer.source for layer in reading.layers] == [LayerSource.EMBEDDED] * 2
    assert [layer.verdict for layer in reading.layers] == [Verdict.GOOD_LAYER] * 2
    assert reading.layers[0].text.split() == LETTER.split()
    assert reading.media_type == "application/pdf"
    assert len(reading.sha256) == 64


@pytest.mark.engine
def test_an_image_is_read_by_ocr(tmp_path: Path) -> None:
    (layer,) = read(photographed(tmp_path / "a.png")).layers
    assert layer.source is LayerSource.OCR
    assert layer.verdict is Verdict.NO_LAYER
    assert "nhân dân tỉnh" in layer.text
    box = next(word.box for line in layer.lines for word in line.words)
    assert 150 < box.left < 260
    assert 280 < box.top < 360


@pytest.mark.engine
def test_a_bad_layer_is_not_taken(tmp_path: Path) -> None:
    path = scanned(tmp_path / "a.pdf", hidden="Uy ban nhan dan tinh yeu cau bao cao " * 9)
    (layer,) = read(path).layers
    assert layer.verdict is Verdict.BAD_LAYER
    assert layer.source is LayerSource.OCR
    assert "nhan dan" not in layer.text
    assert "0.0% marked" in layer.reason


def test_specks_are_not_read(tmp_path: Path) -> None:
    (layer,) = read(picture(tmp_path / "a.png", size=(5, 5))).layers
    assert layer.lines == ()
    assert layer.reason == "page too small to read"


def test_errors_come_through(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    with pytest.raises(CorruptFile):
        read(tmp_path / "a.pdf", ReadOptions())
