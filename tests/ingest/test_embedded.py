"""The words a PDF brings along: text, boxes on the ink, invisible ones too."""

import unicodedata
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from ingest.embedded import embedded_lines, layer_of
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.render import reading_dpi, render_page
from nlp.document import LayerSource, TextLayer
from tests.ingest.making import LETTER, changed, picture, printed, scanned

OPTIONS = ReadOptions()


def layers(path: Path) -> list[TextLayer]:
    file = accept(path, OPTIONS)
    found = zip(file.pages, embedded_lines(file, OPTIONS), strict=True)
    return [layer_of(lines, page, dpi=200) for page, lines in found]


def test_lines_in_reading_order(tmp_path: Path) -> None:
    (layer,) = layers(printed(tmp_path / "a.pdf"))
    assert layer.source is LayerSource.EMBEDDED
    assert layer.text.split() == LETTER.split()
    assert layer.lines[0].text == "ỦY BAN NHÂN DÂN"
    assert (layer.width_px, layer.height_px) == (1654, 2339)


def test_every_page_has_its_own_words(tmp_path: Path) -> None:
    found = layers(printed(tmp_path / "a.pdf", "trang một", "", "trang ba"))
    assert [layer.text for layer in found] == ["trang một", "", "trang ba"]
    assert [layer.page_index for layer in found] == [0, 1, 2]


def test_text_is_nfc(tmp_path: Path) -> None:
    (layer,) = layers(printed(tmp_path / "a.pdf", unicodedata.normalize("NFD", "Quyết định")))
    assert unicodedata.is_normalized("NFC", layer.text)


def test_invisible_text_counts(tmp_path: Path) -> None:
    (layer,) = layers(scanned(tmp_path / "a.pdf", hidden="chữ ẩn"))
    assert layer.text == "chữ ẩn"


def test_signs_that_are_markup(tmp_path: Path) -> None:
    (layer,) = layers(printed(tmp_path / "a.pdf", "A&B <script>alert(1)</script> x</word>"))
    assert layer.text == "A&B <script>alert(1)</script> x</word>"


def test_images_have_none(tmp_path: Path) -> None:
    assert layers(picture(tmp_path / "a.png"))[0].lines == ()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_boxes_lie_on_the_ink(tmp_path: Path, degrees: int) -> None:
    def turn_and_crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(degrees, relative=True)
        pdf.pages[0].cropbox = pikepdf.Array([30, 200, 560, 830])

    file = accept(changed(tmp_path / "a.pdf", turn_and_crop), OPTIONS)
    page = file.pages[0]
    dpi = reading_dpi(page)
    layer = layer_of(embedded_lines(file, OPTIONS)[0], page, dpi=dpi)
    image = render_page(file, page, dpi=dpi, options=OPTIONS)
    assert image.size == pytest.approx((layer.width_px, layer.height_px), abs=2)
    ink = np.asarray(image.convert("L")) < 128
    boxed = np.zeros_like(ink)
    for box in (word.box for line in layer.lines for word in line.words):
        area = slice(int(box.top), int(box.bottom) + 1), slice(int(box.left), int(box.right) + 1)
        assert ink[area].any()
        boxed[area] = True
    assert (ink & boxed).sum() > 0.98 * ink.sum()
